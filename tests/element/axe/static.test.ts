import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { renderThread } from '../../../src/static/index.ts';
import { parse } from '../../security/support/allowed.ts';
import { expectAccessible } from '../../support/axe.ts';
import { place } from '../../support/place.ts';
import { everyKind } from '../../support/sample.ts';

describe('axe: comments as HTML', () => {
  for (const lang of ['en', 'ar']) {
    it(`of every kind, in ${lang}`, async () => {
      const adapter = memoryAdapter({ comments: everyKind(), closed: true });
      const html = await renderThread(adapter, { url: 'https://example.org/post', lang });
      await expectAccessible(place(...parse(html).childNodes));
    });
  }
});
