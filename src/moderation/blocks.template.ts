import { html, type TemplateResult } from 'lit';
import type { Block, BlockTarget } from './moderation-api.ts';

interface BlockActions {
  block(target: BlockTarget): void;
  unblock(target: BlockTarget): void;
}

/** Who may not write, with a way to lift each block and to add a name. */
export function blocksTemplate(blocks: readonly Block[], actions: BlockActions): TemplateResult {
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const value = (form.elements.namedItem('name') as HTMLInputElement).value.trim();
    if (value) actions.block({ kind: 'name', value });
    form.reset();
  };
  return html`<h2>Blocked from writing</h2>
    <form class="row" @submit=${onSubmit}>
      <label for="name">Name</label> <input id="name" name="name" maxlength="200" required />
      <button>Block</button>
    </form>
    ${
      blocks.length === 0
        ? html`<p class="note">Nobody is blocked.</p>`
        : html`<ul class="blocks">
            ${blocks.map(
              (block) =>
                html`<li class="row">
                  <span class="who"
                    ><bdi
                      >${block.kind === 'name' ? block.value : `Sender ${block.value.slice(0, 10)}…`}</bdi
                    ></span
                  >
                  <time class="note" datetime=${block.createdAt}
                    >since
                    ${new Date(block.createdAt).toLocaleDateString('en', { dateStyle: 'medium' })}</time
                  >
                  <button class="quiet" @click=${() => actions.unblock(block)}>Unblock</button>
                </li>`,
            )}
          </ul>`
    }`;
}
