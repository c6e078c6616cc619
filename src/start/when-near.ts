import { ownProperty } from './own-property.ts';

const NAMES = ['comments', 'thread', 'form', 'share-bar', 'count'].map((name) => `colloquy-${name}`);
const ELEMENTS = NAMES.join();

/** How far beyond the viewport counts as near, in CSS pixels. */
const MARGIN = 400;

/**
 * Starts once, when an element of ours is about to be seen. At once where there is none yet, as a script may
 * be about to make one, and where one does not want to wait. Not at all where others have started before.
 */
export function whenNear(start: () => void): void {
  const startFirst = () => {
    if (!NAMES.every((name) => customElements.get(name))) start();
  };
  if (ownProperty('readyState') === 'loading') {
    addEventListener('DOMContentLoaded', () => watch(startFirst), { once: true });
  } else watch(startFirst);
}

function watch(start: () => void): void {
  const elements: Element[] = [...Document.prototype.querySelectorAll.call(document, ELEMENTS)];
  if (elements.length === 0 || location.hash.startsWith('#comment-') || elements.some(isUrgent)) {
    start();
    return;
  }
  const stop = () => {
    near.disconnect();
    added.disconnect();
    start();
  };
  const near = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) stop();
    },
    { rootMargin: `${MARGIN}px` },
  );
  for (const element of elements) near.observe(element);
  const added = new MutationObserver((records) => {
    if (records.some(({ addedNodes }) => [...addedNodes].some(bringsOne))) stop();
  });
  added.observe(document, { childList: true, subtree: true });
}

function isUrgent(element: Element): boolean {
  if (/^(eager|manual)$/.test(element.getAttribute('loading') ?? '')) return true;
  const { top, bottom } = element.getBoundingClientRect();
  return top < innerHeight + MARGIN && bottom > -MARGIN;
}

function bringsOne(node: Node): boolean {
  return node instanceof Element && (node.matches(ELEMENTS) || node.querySelector(ELEMENTS) !== null);
}
