import { expect } from '@open-wc/testing';
import type { Comment } from '../../src/core/model/comment.ts';
import { partsOf } from '../support/parts.ts';
import { inner, placeReady } from '../support/place.ts';
import { sample } from '../support/sample.ts';
import { until } from '../support/until.ts';
import { adapterWith } from './support/adapter-with.ts';
import { faultsIn } from './support/allowed.ts';
import { CORPORA } from './support/corpora.ts';
import { recordExecutions, touchAll, waitForExecutions } from './support/executions.ts';
import { addressesIn, shapesIn } from './support/trees.ts';

/** Comments in the page at once. */
const BATCH = 400;

describe('comments that are hostile in all they hold', function () {
  this.timeout(150_000);
  const calls = recordExecutions();

  for (const { name, read } of CORPORA) {
    it(`${name}: as author, place, badge, website, picture, permalink, id, reaction and body`, async function () {
      const payloads = await read(this);
      const usual = await shownShapes(Array.from({ length: 4 }, (_, index) => `word${index}`));
      for (let at = 0; at < payloads.length; at += BATCH) {
        const shown = await shownShapes(payloads.slice(at, at + BATCH));
        expect([...shown.shapes].filter((shape) => !usual.shapes.has(shape))).to.deep.equal([]);
        expect(shown.unsafe).to.deep.equal([]);
        expect(shown.faults).to.deep.equal([]);
      }
      expect(calls).to.deep.equal([]);
    });
  }
});

interface Shown {
  readonly shapes: Set<string>;
  readonly unsafe: readonly string[];
  readonly faults: readonly string[];
}

/** A thread in which each of the texts is in every place of a comment, and is then touched all over. */
async function shownShapes(texts: readonly string[]): Promise<Shown> {
  const list = texts.map((text, index) => hostileComment(texts, text, index));
  const comments = await placeReady({ adapter: adapterWith(list), attributes: { 'page-size': '2000' } });
  const thread = inner(comments, 'colloquy-thread');
  await until(() => partsOf(thread, 'body').length === list.length, 'all bodies');
  await until(() => !thread.shadowRoot!.querySelector('[aria-busy=true]'), 'the sanitiser');
  const root = thread.shadowRoot!;
  touchAll(root);
  await waitForExecutions();
  const here = location.href.replace(/#.*/, '');
  const shown = {
    shapes: shapesIn(root),
    unsafe: addressesIn(root).filter(
      (address) => !/^(https?|mailto):/.test(address) && !address.startsWith(here),
    ),
    faults: partsOf(thread, 'body').flatMap(faultsIn),
  };
  comments.parentElement!.remove();
  return shown;
}

function hostileComment(texts: readonly string[], text: string, index: number): Comment {
  // Every second one answers the one before it.
  const parentId = index % 2 === 1 ? `${index - 1} ${texts[index - 1]}` : null;
  return sample(`${index} ${text}`, {
    parentId,
    author: { id: text, name: text, url: text, avatarUrl: text, location: text, badge: text },
    body: { format: 'html', value: text, lang: 'en' },
    permalink: text,
    source: text,
    pinned: true,
    editedAt: new Date().toISOString(),
    reactions: [{ name: text, count: 1 }],
  });
}
