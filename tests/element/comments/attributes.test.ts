import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { findField, openForm } from '../../support/form.ts';
import { findPart, partOf, partsOf, textOf } from '../../support/parts.ts';
import { create, findRow, inner, place, placeReady, shownIds } from '../../support/place.ts';
import { sample, samples } from '../../support/sample.ts';
import { settle, until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

/** Attributes that `<colloquy-comments>` takes, each with a value other than its default. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  backend: 'memory',
  endpoint: 'https://comments.example.org',
  site: 'other',
  thread: 'other',
  layout: 'classic',
  sort: 'oldest',
  paging: 'pages',
  'page-size': '1',
  loading: 'click',
  fields: 'location:absent',
  'heading-level': '3',
};

describe('<colloquy-comments> attributes, changed at run time', () => {
  const errors = collectConsoleErrors();

  it('backend', async () => {
    const comments = create('colloquy-comments', { thread: 'test', loading: 'eager' });
    place(comments);
    const note = () => textOf(findPart(inner(comments, 'colloquy-thread'), 'note'));
    await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
    await until(() => note().startsWith('Comments here stay in this browser'));
    comments.setAttribute('backend', 'memory');
    await until(() => note().startsWith('Comments here are gone'));
    comments.removeAttribute('backend');
    await until(() => note().startsWith('Comments here stay in this browser'));
  });

  it('site', async () => {
    const comments = create('colloquy-comments', {
      backend: 'artalk',
      endpoint: '/nowhere',
      loading: 'eager',
    });
    place(comments);
    const problem = await until(() => findPart(comments, 'problem'));
    expect(textOf(problem)).to.include('backend="artalk" needs site="…"');
    comments.setAttribute('site', 'A site');
    await until(() => !findPart(comments, 'problem') && comments.store?.adapter.name === 'artalk');
  });

  it('thread', async () => {
    const adapter = memoryAdapter({ comments: ({ key }) => [sample(`of-${key}`)] });
    const comments = await placeReady({ adapter, attributes: { thread: 'test' } });
    const thread = inner(comments, 'colloquy-thread');
    await until(() => findRow(thread, 'of-test'));
    comments.setAttribute('thread', 'another');
    await until(() => findRow(thread, 'of-another') && !findRow(thread, 'of-test'));
  });

  it('adapter', async () => {
    const comments = await placeReady({ comments: [sample('first')] });
    const thread = inner(comments, 'colloquy-thread');
    comments.adapter = memoryAdapter({ comments: [sample('second')] });
    await until(() => findRow(thread, 'second') && !findRow(thread, 'first'));
  });

  it('layout', async () => {
    const comments = await placeReady({ comments: [sample('a', { name: 'Ana' })] });
    const thread = inner(comments, 'colloquy-thread');
    expect(findPart(thread, 'avatar')).to.exist;
    comments.setAttribute('layout', 'classic');
    await until(() => textOf(findPart(thread, 'header')) === 'Ana writes:');
    expectSame(findPart(thread, 'avatar'), null);
    comments.setAttribute('layout', 'modern');
    await until(() => findPart(thread, 'avatar'));
  });

  it('sort', async () => {
    const comments = await placeReady({ comments: samples(3) });
    const thread = inner(comments, 'colloquy-thread');
    comments.setAttribute('sort', 'oldest');
    await until(() => shownIds(thread).join(' ') === 'c3 c2 c1');
    expect(partOf(thread, 'sort').querySelector('select')!.value).to.equal('oldest');
    comments.setAttribute('sort', 'newest');
    await until(() => shownIds(thread).join(' ') === 'c1 c2 c3');
  });

  it('paging', async () => {
    const comments = await placeReady({ comments: samples(3), attributes: { 'page-size': '2' } });
    const thread = inner(comments, 'colloquy-thread');
    expect(findPart(thread, 'more-button')).to.exist;
    comments.setAttribute('paging', 'pages');
    await until(() => textOf(findPart(thread, 'pager')).includes('Page 1 of 2'));
    expectSame(findPart(thread, 'more-button'), null);
  });

  it('page-size', async () => {
    const comments = await placeReady({ comments: samples(5), attributes: { 'page-size': '2' } });
    const thread = inner(comments, 'colloquy-thread');
    expect(shownIds(thread)).to.have.length(2);
    comments.setAttribute('page-size', '4');
    await until(() => shownIds(thread).length === 4);
  });

  it('fields', async () => {
    const comments = create('colloquy-comments', { thread: 'fields', loading: 'eager' });
    place(comments);
    const form = await until(() => comments.shadowRoot?.querySelector('colloquy-form'));
    await openForm(form);
    await until(() => findField(form, 'location'));
    comments.setAttribute('fields', 'email:required location:absent');
    await until(() => findField(form, 'email')?.required && !findField(form, 'location'));
  });

  it('lang', async () => {
    const comments = await placeReady({ comments: samples(2) });
    const thread = inner(comments, 'colloquy-thread');
    comments.lang = 'de';
    await until(() => textOf(findPart(thread, 'heading')) === '2 Kommentare');
    comments.lang = 'ar';
    await until(() => partOf(thread, 'thread').dir === 'rtl');
    comments.removeAttribute('lang');
    await until(() => textOf(findPart(thread, 'heading')) === '2 comments');
  });

  it('heading-level', async () => {
    const comments = await placeReady({ comments: samples(1) });
    const thread = inner(comments, 'colloquy-thread');
    comments.setAttribute('heading-level', '3');
    await until(
      () => partOf(thread, 'heading').ariaLevel === '3' && partOf(thread, 'header').ariaLevel === '4',
    );
  });

  for (const [attribute, value] of Object.entries(ATTRIBUTES)) {
    it(`${attribute} taken away again leaves everything as if it had never been there`, async () => {
      // What can be seen of the element; a given adapter would hide the effect of some attributes.
      const seen = () =>
        // The classic layout opens the form, and what is open stays open.
        ['colloquy-thread', ...(attribute === 'layout' ? [] : ['colloquy-form'])].map((name) => {
          const { shadowRoot } = comments.shadowRoot!.querySelector(name) ?? {};
          return [...(shadowRoot?.querySelectorAll('[part]') ?? [])]
            .map((element) => `${element.getAttribute('part')} ${element.ariaLevel ?? ''} ${textOf(element)}`)
            .join('\n');
        });
      const comments = create('colloquy-comments', { thread: 'attributes', loading: 'eager' });
      if (attribute === 'thread') comments.removeAttribute('thread');
      place(comments);
      const shown = () =>
        partsOf(comments.shadowRoot!.querySelector('colloquy-thread') ?? comments, 'empty').length > 0;
      await until(() => comments.shadowRoot && shown());
      const before = seen();

      const had = comments.getAttribute(attribute);
      comments.setAttribute(attribute, value);
      await comments.updateComplete;
      await settle();
      if (had === null || attribute === 'loading') comments.removeAttribute(attribute);
      else comments.setAttribute(attribute, had);
      await comments.updateComplete;
      await settle();

      expect(textOf(findPart(comments, 'problem'))).to.equal('');
      await until(shown, 'the thread to be shown');
      await until(() => seen().join() === before.join(), 'everything to look as before');
      expect(errors).to.deep.equal([]);
    });
  }
});
