import { html, nothing } from 'lit';
import { renderBody } from '../../content/body.ts';
import { toAdapterError } from '../../core/adapter/adapter-error.ts';
import type { Capabilities } from '../../core/adapter/capabilities.ts';
import type { CommentBody } from '../../core/model/comment.ts';
import { textLength } from '../../core/model/text-length.ts';
import type { ThreadStore } from '../../core/store/thread-store.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { applyTool, MARKDOWN_TOOLS, type MarkdownTool, toolOf } from './markdown-tools.ts';

/** From this part of the greatest length on the reader sees how much is left. */
const SHOWN_FROM = 0.8;

type Preview = CommentBody | 'loading' | 'failed';

/** What helps with a text while it is written: marks for Markdown, a preview, how much more may be written. */
export class WritingAids {
  readonly #textarea: () => HTMLTextAreaElement | null;
  readonly #store: () => ThreadStore | null;
  readonly #update: () => void;
  /** What the preview shows; null while there is none. */
  #preview: Preview | null = null;
  #asked: AbortController | null = null;

  constructor(
    textarea: () => HTMLTextAreaElement | null,
    store: () => ThreadStore | null,
    update: () => void,
  ) {
    this.#textarea = textarea;
    this.#store = store;
    this.#update = update;
  }

  render(capabilities: Capabilities, localizer: Localizer): unknown {
    const markdown = capabilities.bodyFormat === 'markdown';
    const canPreview = markdown || capabilities.preview;
    const open = this.#preview !== null;
    return html`${
      canPreview
        ? html`<div part="tools" class="row" role="toolbar" aria-label=${localizer.text('form.tools')}>
            ${markdown && !open ? this.#toolButtons(localizer) : nothing}
            <button
              type="button"
              class="quiet"
              part="preview-button"
              aria-pressed=${open}
              @click=${() => void this.#togglePreview(capabilities)}
            >
              ${localizer.text('form.preview')}
            </button>
          </div>`
        : nothing
    }
    ${open ? this.#renderPreview(localizer) : nothing} ${this.#renderLength(capabilities, localizer)}`;
  }

  /** @returns whether the key was a shortcut. */
  onKey(event: KeyboardEvent, { bodyFormat }: Capabilities): boolean {
    const tool = bodyFormat === 'markdown' && event.target === this.#textarea() && toolOf(event);
    if (!tool) return false;
    this.#use(tool);
    return true;
  }

  /** The text has left the form. */
  reset(): void {
    this.#asked?.abort();
    this.#preview = null;
  }

  #toolButtons(localizer: Localizer): unknown {
    return (Object.keys(MARKDOWN_TOOLS) as MarkdownTool[]).map((tool) => {
      const { key } = MARKDOWN_TOOLS[tool];
      const label = localizer.text(`form.tool.${tool}`);
      return html`<button
        type="button"
        class="quiet"
        part="tool-button ${tool}-button"
        aria-keyshortcuts=${key ? `Control+${key.toUpperCase()} Meta+${key.toUpperCase()}` : nothing}
        @click=${() => this.#use(tool)}
      >
        ${label}
      </button>`;
    });
  }

  #renderPreview(localizer: Localizer): unknown {
    const preview = this.#preview ?? 'loading';
    const text = (key: 'form.preview.loading' | 'form.preview.failed' | 'form.preview.empty') =>
      html`<p class="note">${localizer.text(key)}</p>`;
    let content: unknown;
    if (preview === 'loading') content = text('form.preview.loading');
    else if (preview === 'failed') content = text('form.preview.failed');
    else if (preview.value.trim() === '') content = text('form.preview.empty');
    else {
      const nodes = renderBody(preview, this.#update);
      content = nodes === 'failed' ? text('form.preview.failed') : (nodes ?? text('form.preview.loading'));
    }
    return html`<div
      part="preview"
      class="preview body"
      role="region"
      dir="auto"
      aria-label=${localizer.text('form.preview')}
    >
      ${content}
    </div>`;
  }

  #renderLength({ maxLength }: Capabilities, localizer: Localizer): unknown {
    const text = this.#textarea()?.value.trim() ?? '';
    // Never longer than in code units, and counting takes a while.
    if (maxLength === null || text.length < maxLength * SHOWN_FROM) return nothing;
    const left = maxLength - textLength(text);
    return html`<p part="length" class="note ${left < 0 ? 'error' : ''}" role="status">
      ${
        left < 0
          ? localizer.text('field.tooLong', { count: -left })
          : localizer.text('form.left', { count: left })
      }
    </p>`;
  }

  #use(tool: MarkdownTool): void {
    const textarea = this.#textarea();
    if (!textarea || textarea.readOnly) return;
    const { value, selectionStart, selectionEnd } = textarea;
    const changed = applyTool(tool, { text: value, start: selectionStart, end: selectionEnd });
    textarea.focus();
    replaceText(textarea, changed.text);
    textarea.setSelectionRange(changed.start, changed.end);
  }

  async #togglePreview(capabilities: Capabilities): Promise<void> {
    this.#asked?.abort();
    if (this.#preview !== null) {
      this.#preview = null;
      this.#update();
      this.#textarea()?.focus();
      return;
    }
    const body: CommentBody = {
      format: capabilities.bodyFormat,
      value: this.#textarea()?.value.trim() ?? '',
    };
    const store = this.#store();
    const { signal } = (this.#asked = new AbortController());
    this.#preview = capabilities.preview ? 'loading' : body;
    this.#update();
    if (!capabilities.preview || !store) return;
    try {
      const preview = await store.preview(body, { signal });
      if (!signal.aborted) this.#preview = preview;
    } catch (thrown) {
      if (signal.aborted) return;
      console.warn('Colloquy:', toAdapterError(thrown).message);
      this.#preview = 'failed';
    }
    this.#update();
  }
}

/** Only what differs, and as if it were typed: so that it can be undone like typing. */
function replaceText(textarea: HTMLTextAreaElement, text: string): void {
  const { value } = textarea;
  let from = 0;
  while (from < value.length && value[from] === text[from]) from++;
  let kept = 0;
  const most = Math.min(value.length, text.length) - from;
  while (kept < most && value.at(-1 - kept) === text.at(-1 - kept)) kept++;
  const inserted = text.slice(from, text.length - kept);
  textarea.setSelectionRange(from, value.length - kept);
  const typed =
    inserted === '' ? document.execCommand('delete') : document.execCommand('insertText', false, inserted);
  if (typed && textarea.value === text) return;
  textarea.value = text;
  textarea.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}
