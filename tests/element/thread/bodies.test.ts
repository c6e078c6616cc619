import { expect } from '@open-wc/testing';
import type { Comment } from '../../../src/core/model/comment.ts';
import { collectReportedErrors } from '../../support/console.ts';
import { partOf, textOf } from '../../support/parts.ts';
import { create, findRow, inner, placeComments, placeReady, row } from '../../support/place.ts';
import { sample, samples } from '../../support/sample.ts';
import { until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

async function bodyOf(format: Comment['body']['format'], value: string, lang?: string): Promise<HTMLElement> {
  const comment = sample('a', { body: { format, value, ...(lang && { lang }) } });
  const thread = inner(await placeReady({ comments: [comment] }), 'colloquy-thread');
  const body = partOf(row(thread, 'a'), 'body');
  await until(() => body.ariaBusy === null, 'the body to be filled');
  return body;
}

describe('<colloquy-thread> bodies', () => {
  it('text: paragraphs and line breaks', async () => {
    const body = await bodyOf('text', 'One\nstill one\n\nTwo\r\n\r\n\r\nThree');
    expect([...body.children].map((child) => `${child.localName}:${child.textContent}`)).to.deep.equal([
      'p:One\nstill one',
      'p:Two',
      'p:Three',
    ]);
    expect(getComputedStyle(body.firstElementChild!).whiteSpace).to.match(/pre-line|^preserve-breaks/);
  });

  it('text: addresses become links that say what they are', async () => {
    const body = await bodyOf('text', 'See https://example.org/a?b=c&d#e, and (http://example.net).');
    const links = [...body.querySelectorAll('a')];
    expect(links.map(({ href }) => href)).to.deep.equal([
      'https://example.org/a?b=c&d#e',
      'http://example.net/',
    ]);
    for (const { rel } of links) expect(rel).to.equal('ugc nofollow noopener noreferrer');
    expect(textOf(body)).to.equal('See https://example.org/a?b=c&d#e, and (http://example.net).');
  });

  it('text: is never parsed as HTML', async () => {
    const body = await bodyOf('text', '<b onclick="x()">not bold</b> <img src=x onerror=y()> &amp;');
    expectSame(body.querySelector('b, img'), null);
    expect(textOf(body)).to.equal('<b onclick="x()">not bold</b> <img src=x onerror=y()> &amp;');
  });

  it('html: is sanitised', async () => {
    const body = await bodyOf(
      'html',
      '<p id="x" class="y" style="color:red" onclick="z()">Hi <b>there</b><script>alert(1)</script></p>' +
        '<a href="javascript:alert(1)">bad</a><a href="https://example.org" target="_top">good</a>' +
        '<img src="https://tracker.example/x.png" alt="A picture" onerror="alert(1)"><h2>Loud</h2>' +
        '<form action="/x"><input name="y"></form><iframe src="/"></iframe>',
    );
    expect(body.querySelector('p')!.attributes).to.have.length(0);
    expect(body.querySelector('b')!.textContent).to.equal('there');
    expectSame(body.querySelector('script, img, h2, form, input, iframe, style'), null);
    const links = [...body.querySelectorAll('a')].map((link) => [
      link.textContent,
      link.getAttribute('href'),
      link.rel,
      link.target,
    ]);
    const rel = 'ugc nofollow noopener noreferrer';
    expect(links).to.deep.equal([
      ['bad', null, '', ''],
      ['good', 'https://example.org/', rel, ''],
      ['A picture', 'https://tracker.example/x.png', rel, ''],
    ]);
  });

  it('markdown: is rendered, without raw HTML', async () => {
    const body = await bodyOf('markdown', '**Bold** and [link](https://example.org)\n\n- item\n\n<u>raw</u>');
    expect(body.querySelector('strong')!.textContent).to.equal('Bold');
    expect(body.querySelector('a')!.href).to.equal('https://example.org/');
    expect(body.querySelector('a')!.rel).to.equal('ugc nofollow noopener noreferrer');
    expect(textOf(body.querySelector('li'))).to.equal('item');
    expectSame(body.querySelector('u'), null);
  });

  it('has the direction of its text and the language that the author wrote in', async () => {
    const body = await bodyOf('text', 'مرحبا', 'ar');
    expect(body.dir).to.equal('auto');
    expect(body.lang).to.equal('ar');
    expect(getComputedStyle(body).direction).to.equal('rtl');
  });

  it('is made once: another render leaves the same nodes', async () => {
    const comments = await placeReady({ comments: samples(2) });
    const thread = inner(comments, 'colloquy-thread');
    const node = partOf(row(thread, 'c1'), 'body').firstChild;
    comments.layout = 'classic';
    await until(() => textOf(partOf(thread, 'header')).endsWith('writes:'));
    expectSame(partOf(row(thread, 'c1'), 'body').firstChild, node);
  });
});

describe('<colloquy-thread> enhance', () => {
  const errors = collectReportedErrors();

  it('is called with each body, sanitised and in its element, and its comment', async () => {
    const seen: string[] = [];
    const thread = create('colloquy-thread');
    thread.enhance = (body, comment) => {
      seen.push(`${comment.id}: ${body.innerHTML}`);
      body.append(' (enhanced)');
    };
    const html = sample('h', { body: { format: 'html', value: '<i onclick="x()">hi</i>' }, minutesAgo: 9 });
    placeComments({ comments: [sample('a', { text: 'plain' }), html], children: [thread] });
    await until(() => seen.length === 2);
    expect(seen.sort()).to.deep.equal(['a: <p>plain</p>', 'h: <i>hi</i>']);
    expect(textOf(partOf(row(thread, 'h'), 'body'))).to.equal('hi (enhanced)');
  });

  it('is called once for each body, however often the thread renders', async () => {
    let calls = 0;
    const thread = create('colloquy-thread');
    thread.enhance = () => void calls++;
    const comments = await placeReady({ comments: samples(3), children: [thread] });
    await until(() => findRow(thread, 'c3'));
    partOf(row(thread, 'c1'), 'reaction-button').click();
    await until(() => partOf(row(thread, 'c1'), 'reaction-button').ariaPressed === 'true');
    comments.lang = 'de';
    await until(() => textOf(partOf(thread, 'heading')) === '3 Kommentare');
    expect(calls).to.equal(3);
  });

  it('does not take the thread down when it throws; the page hears of it', async () => {
    const thread = create('colloquy-thread');
    thread.enhance = (_, { id }) => {
      if (id === 'c1') throw new Error('from the page');
    };
    await placeReady({ comments: samples(2), children: [thread] });
    await until(() => findRow(thread, 'c2'));
    expect(textOf(partOf(row(thread, 'c1'), 'body'))).to.equal('Text of c1.');
    expect(errors.map(String)).to.deep.equal(['Error: from the page']);
  });
});
