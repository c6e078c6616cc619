import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { fieldOf, fill } from '../../support/form.ts';
import { findPart, textOf } from '../../support/parts.ts';
import { create, inner, place, placeReady } from '../../support/place.ts';
import { samples } from '../../support/sample.ts';
import { until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

/** Attributes that are wrong, with what is said of them. */
const MISTAKES: readonly (readonly [attribute: string, value: string, said: string])[] = [
  ['backend', 'nonesuch', 'backend="nonesuch" is not known. Known are: local, '],
  ['backend', 'toString', 'backend="toString" is not known.'],
  ['backend', 'isso', 'backend="isso" needs endpoint="…" with the address of your server'],
  ['endpoint', 'https://', 'endpoint="https://" is not a web address. It should begin with https://.'],
  ['endpoint', 'javascript:alert(1)', 'endpoint="javascript:alert(1)" is not a web address.'],
  ['endpoint', 'ftp://example.org', 'is not a web address'],
  ['thread', 'null', 'thread="null" looks like a missing value.'],
  ['thread', 'undefined', 'thread="undefined" looks like a missing value.'],
  ['thread', ' NaN ', 'looks like a missing value'],
  ['thread', '[object Object]', 'looks like a missing value'],
  ['layout', 'fancy', 'layout="fancy" is not known. Known are: modern, classic.'],
  ['paging', 'endless', 'paging="endless" is not known. Known are: more, pages, scroll.'],
  ['sort', 'best', 'sort="best" is not known.'],
  ['loading', 'soon', 'loading="soon" is not known. Known are: lazy, eager, click, manual.'],
  ['fields', 'phone:required', 'fields="phone:required" is not known.'],
  ['fields', 'name:maybe', 'fields="name:maybe" is not known.'],
  ['fields', 'name:', 'fields="name:" is not known.'],
  ['fields', 'name:required:absent', 'fields="name:required:absent" is not known.'],
  ['fields', 'constructor', 'fields="constructor" is not known.'],
  ['fields', '<img src=x onerror=alert(1)>', 'is not known'],
];

describe('<colloquy-comments> with a wrong attribute', () => {
  const errors = collectConsoleErrors();

  for (const [attribute, value, said] of MISTAKES) {
    it(`says what is wrong: ${attribute}="${value}"`, async () => {
      const comments = create('colloquy-comments', { loading: 'eager', [attribute]: value });
      const main = place(create('p', {}, 'Before.'), comments, create('p', {}, 'After.'));
      const problem = await until(() => findPart(comments, 'problem'));
      expect(textOf(problem))
        .to.include(said)
        .and.to.match(/^Colloquy: /);
      expect(problem.checkVisibility()).to.equal(true);
      expectSame(problem.querySelector('*'), null);
      expect(errors.filter((error) => error.startsWith('Colloquy: '))).to.have.length(1);
      expect([...main.children].map((element) => element.localName)).to.deep.equal([
        'h1',
        'p',
        'colloquy-comments',
        'p',
      ]);
    });

    it(`recovers when it is mended: ${attribute}="${value}"`, async () => {
      const comments = create('colloquy-comments', {
        backend: 'memory',
        thread: 'test',
        loading: 'eager',
        [attribute]: value,
      });
      place(comments);
      await until(() => findPart(comments, 'problem'));
      const mended: Record<string, string> = {
        backend: 'memory',
        endpoint: '',
        thread: 'test',
        layout: 'modern',
        paging: 'more',
        sort: 'newest',
        loading: 'eager',
        fields: '',
      };
      comments.setAttribute(attribute, mended[attribute]!);
      await until(() => !findPart(comments, 'problem'));
      const thread = await until(() => comments.shadowRoot!.querySelector('colloquy-thread'));
      await until(() => findPart(thread, 'empty'));
    });
  }

  it('gives the draft back when a mistake made at run time is mended', async () => {
    const comments = await placeReady({ comments: samples(1) });
    await fill(inner(comments, 'colloquy-form'), { body: 'Not lost' });
    comments.setAttribute('layout', 'fancy');
    await until(() => findPart(comments, 'problem'));
    comments.setAttribute('layout', 'classic');
    const form = await until(() => comments.shadowRoot!.querySelector('colloquy-form'));
    await until(() => findPart(form, 'textarea') && fieldOf(form, 'body').value === 'Not lost');
  });

  it('takes a page size that is none for the usual one', async () => {
    for (const size of ['abc', '0', '-3', '']) {
      const comments = await placeReady({ comments: samples(25), attributes: { 'page-size': size } });
      const { tree } = comments.store!.getSnapshot();
      expect(tree.roots.length, `page-size="${size}"`).to.be.within(1, 20);
      comments.remove();
    }
  });

  for (const [name, attribute] of [
    ['colloquy-thread', 'layout'],
    ['colloquy-thread', 'paging'],
    ['colloquy-thread', 'heading-level'],
    ['colloquy-form', 'heading-level'],
    ['colloquy-form', 'reply-to'],
    ['colloquy-share-bar', 'url'],
    ['colloquy-share-bar', 'networks'],
    ['colloquy-count', 'for'],
  ] as const) {
    it(`leaves the page whole: <${name} ${attribute}="nonsense">, and without the attribute again`, async () => {
      const element = create(name, { [attribute]: 'nonsense' });
      await placeReady({ comments: samples(1), children: [element, create('colloquy-thread')] });
      await element.updateComplete;
      element.removeAttribute(attribute);
      await element.updateComplete;
      const shown = {
        'colloquy-thread': 'list',
        'colloquy-form': 'form',
        'colloquy-share-bar': 'list',
        'colloquy-count': 'count',
      }[name];
      await until(() => findPart(element, shown));
      const level = element.shadowRoot!.querySelector('[role=heading]')?.ariaLevel ?? '2';
      expect(level).to.match(/^[1-6]$/);
    });
  }

  it('says that an adapter is no text, until it is given one', async () => {
    const comments = create('colloquy-comments', { loading: 'eager', adapter: '[object Object]' });
    place(comments);
    const problem = await until(() => findPart(comments, 'problem'));
    expect(textOf(problem)).to.include('an adapter is an object: set it as a property');
    expect(errors.filter((error) => error.startsWith('Colloquy: '))).to.have.length(1);
    comments.adapter = memoryAdapter({ comments: samples(1) });
    const thread = await until(() => findPart(comments, 'thread'));
    await until(() => findPart(thread, 'comment'));
    expectSame(findPart(comments, 'problem'), null);
  });
});
