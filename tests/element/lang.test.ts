import { expect } from '@open-wc/testing';
import { findPart, partOf, textOf } from '../support/parts.ts';
import { create, inner, place, placeReady } from '../support/place.ts';
import { samples } from '../support/sample.ts';
import { settle, until } from '../support/until.ts';

const titleOf = (bar: Element) => textOf(findPart(bar, 'title'));

const TITLES: Readonly<Record<string, string>> = { en: 'Share', de: 'Teilen', ja: '共有', ar: 'مشاركة' };

describe('language of an element', () => {
  for (const [lang, title] of Object.entries(TITLES)) {
    it(`is that of the nearest lang: ${lang}`, async () => {
      const bar = create('colloquy-share-bar');
      place(create('div', { lang: 'fr' }, create('div', { lang }, create('div', {}, bar))));
      await until(() => titleOf(bar) === title);
      expect(partOf(bar, 'share').dir).to.equal(lang === 'ar' ? 'rtl' : 'ltr');
    });
  }

  for (const [lang, title] of [
    ['de-AT', 'Teilen'],
    ['DE', 'Teilen'],
    ['ar-EG', 'مشاركة'],
    ['ja-JP-u-ca-japanese', '共有'],
    ['en-GB', 'Share'],
    ['fr', 'Partager'],
    ['tlh', 'Share'],
    ['not a tag', 'Share'],
    ['x-private', 'Share'],
    ['', 'Share'],
  ] as const) {
    it(`lang="${lang}" gives "${title}"`, async () => {
      const bar = create('colloquy-share-bar', { lang });
      place(bar);
      await until(() => titleOf(bar) === title);
      await settle();
      expect(titleOf(bar)).to.equal(title);
    });
  }

  it('is its own attribute’s before that of others', async () => {
    const bar = create('colloquy-share-bar', { lang: 'ja' });
    place(create('div', { lang: 'de' }, bar));
    await until(() => titleOf(bar) === '共有');
  });

  it('is found across shadow roots', async () => {
    const bar = create('colloquy-share-bar');
    const host = create('div');
    host.attachShadow({ mode: 'closed' }).append(create('p', {}, bar));
    place(create('section', { lang: 'de' }, host));
    await until(() => titleOf(bar) === 'Teilen');
  });

  it('follows a lang that changes anywhere around it', async () => {
    const bar = create('colloquy-share-bar');
    const host = create('div');
    host.attachShadow({ mode: 'open' }).append(bar);
    const outer = create('section', {}, host);
    place(outer);
    await until(() => titleOf(bar) === 'Share');
    outer.lang = 'de';
    await until(() => titleOf(bar) === 'Teilen');
    host.lang = 'ja';
    await until(() => titleOf(bar) === '共有');
    host.removeAttribute('lang');
    await until(() => titleOf(bar) === 'Teilen');
    bar.lang = 'ar';
    await until(() => titleOf(bar) === 'مشاركة');
  });

  it('follows the page’s own', async () => {
    const bar = create('colloquy-share-bar');
    place(bar);
    await until(() => titleOf(bar) === 'Share');
    const before = document.documentElement.lang;
    document.documentElement.lang = 'de';
    try {
      await until(() => titleOf(bar) === 'Teilen');
    } finally {
      document.documentElement.lang = before;
    }
    await until(() => titleOf(bar) === 'Share');
  });

  it('is found anew after a move', async () => {
    const bar = create('colloquy-share-bar');
    const german = create('div', { lang: 'de' });
    place(create('div', { lang: 'ja' }, bar), german);
    await until(() => titleOf(bar) === '共有');
    german.append(bar);
    await until(() => titleOf(bar) === 'Teilen');
    german.lang = 'ar';
    await until(() => titleOf(bar) === 'مشاركة');
  });

  it('changes everything in a thread, and nothing of what was typed', async () => {
    const comments = await placeReady({ comments: samples(3), attributes: { 'page-size': '2' } });
    const thread = inner(comments, 'colloquy-thread');
    comments.lang = 'de';
    await until(() => textOf(partOf(thread, 'heading')) === '3 Kommentare');
    await until(() => textOf(partOf(thread, 'more-button')) === 'Weitere Kommentare anzeigen');
    await until(() => textOf(partOf(thread, 'time')) === 'vor 1 Minute');
    expect(textOf(partOf(thread, 'reply-button'))).to.equal('Antworten');
    expect(textOf(partOf(thread, 'body'))).to.equal('Text of c1.');
  });

  it('runs a thread from right to left, but not what is written in it', async () => {
    const comments = await placeReady({ comments: samples(1), attributes: { lang: 'ar' } });
    const thread = inner(comments, 'colloquy-thread');
    await until(() => partOf(thread, 'thread').dir === 'rtl');
    expect(getComputedStyle(partOf(thread, 'header')).direction).to.equal('rtl');
    expect(getComputedStyle(partOf(thread, 'body')).direction).to.equal('ltr');
    const avatar = partOf(thread, 'avatar').getBoundingClientRect();
    expect(avatar.left).to.be.greaterThan(partOf(thread, 'author').getBoundingClientRect().left);
  });

  it('invites to write from the right, and takes what is written as it runs', async () => {
    const comments = await placeReady({ attributes: { lang: 'he' } });
    const textarea = partOf<HTMLTextAreaElement>(inner(comments, 'colloquy-form'), 'textarea');
    await until(() => getComputedStyle(textarea).direction === 'rtl');
    textarea.value = 'Written in English.';
    expect(getComputedStyle(textarea).direction).to.equal('ltr');
    textarea.value = 'נכתב בעברית.';
    expect(getComputedStyle(textarea).direction).to.equal('rtl');
  });
});
