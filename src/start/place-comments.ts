import { ownProperty } from './own-property.ts';

/** Puts comments where a script tag with `data-backend` stands; other `data-…` of it become their attributes. */
export function placeComments(): void {
  for (const script of ownScripts()) place(script);
}

function place(script: HTMLScriptElement): void {
  const comments = Document.prototype.createElement.call(document, 'colloquy-comments');
  for (const { name, value } of script.attributes) {
    const [, attribute] = /^data-(.+)/.exec(name) ?? [];
    if (attribute) comments.setAttribute(attribute, value);
  }
  // Two copies of this file, at different addresses, must not both answer the same tag.
  script.setAttribute('data-placed', '');
  // A tag in the head stands nowhere visible: the end of the page is the best guess.
  if (!script.closest('head')) script.after(comments);
  else if (ownProperty('readyState') !== 'loading') ownProperty('body').append(comments);
  else addEventListener('DOMContentLoaded', () => ownProperty('body').append(comments));
}

function ownScripts(): Iterable<HTMLScriptElement> {
  const currentScript = ownProperty('currentScript');
  if (currentScript instanceof HTMLScriptElement) {
    return currentScript.hasAttribute('data-backend') ? [currentScript] : [];
  }
  // A module does not know its tag, but modules run once, so all such tags are its own.
  const tags = 'script[type="module"][src][data-backend]:not([data-placed])';
  return Document.prototype.querySelectorAll.call(document, tags) as NodeListOf<HTMLScriptElement>;
}
