import { markdownBody } from '../../../src/content/markdown.ts';
import { sanitize } from '../../../src/content/sanitize.ts';
import { textBody } from '../../../src/content/text-body.ts';
import { EXPENSIVE } from '../../security/support/expensive-bodies.ts';

export { purifyEverything } from '../../security/support/purify-everything.ts';

const RENDER = { html: sanitize, markdown: markdownBody, text: textBody };
const ROUNDS = 3;

/** The shortest of some times for each, as what else the machine does only makes them longer. */
export function renderExpensive(): { name: string; format: string; characters: number; ms: number }[] {
  for (const render of Object.values(RENDER)) render('<p>warm</p>');
  return EXPENSIVE.map(({ name, format, value }) => {
    const times = Array.from({ length: ROUNDS }, () => {
      const start = performance.now();
      RENDER[format](value);
      return performance.now() - start;
    });
    return { name, format, characters: value.length, ms: Math.round(Math.min(...times)) };
  });
}
