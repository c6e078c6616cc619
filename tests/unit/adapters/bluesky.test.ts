import { expect } from '@open-wc/testing';
import { blueskyAdapter } from '../../../src/adapters/bluesky.ts';
import { postHtml } from '../../../src/adapters/bluesky-text.ts';
import { linkFacets } from '../../../src/adapters/bluesky-writing.ts';
import type { Comment } from '../../../src/core/model/comment.ts';
import { THREAD } from '../core/samples.ts';
import { answer, call, failure, QUERY, type Sent, write } from './answers.ts';

const ROOT = 'at://did:plc:site/app.bsky.feed.post/root';
const ENDPOINT = 'https://bsky.app/profile/site.example/post/root';
const TOKEN = 'secret-jwt';
const SESSION = { service: 'https://pds.example/', did: 'did:plc:ana', accessJwt: TOKEN };

type Json = Record<string, unknown>;

const uriOf = (key: string, did = 'did:plc:bo') => `at://${did}/app.bsky.feed.post/${key}`;
const node = (key: string, { replies = [], record = {}, ...post }: Json = {}): Json => ({
  post: {
    uri: uriOf(key),
    cid: `cid-${key}`,
    author: { did: 'did:plc:bo', handle: 'bo.example', displayName: 'Bo' },
    record: { text: `Reply ${key}`, createdAt: '2026-01-02T03:04:05.000Z', ...(record as Json) },
    indexedAt: '2026-01-02T03:04:06.000Z',
    ...post,
  },
  replies,
});

const server =
  (replies: readonly unknown[], more: Json = {}) =>
  ({ url }: Sent): unknown => {
    const method = url.pathname.replace('/xrpc/', '');
    if (method.endsWith('resolveHandle')) return { did: 'did:plc:site' };
    if (method.endsWith('getProfile')) return { did: 'did:plc:ana', handle: 'ana.example' };
    if (method.endsWith('createRecord')) return { uri: uriOf('made', 'did:plc:ana'), cid: 'cid-made' };
    if (method.endsWith('getRecord')) return Response.json({ error: 'RecordNotFound' }, { status: 400 });
    return { thread: { post: { uri: ROOT, cid: 'cid-root', replyCount: 0 }, replies }, ...more };
  };

async function read(replies: readonly unknown[], more: Json = {}, signedIn = false) {
  answer(server(replies, more));
  const adapter = blueskyAdapter({ endpoint: ENDPOINT, ...(signedIn && { session: SESSION }) });
  return adapter.list(THREAD, QUERY, call());
}

const draft = (value: string, parentId: string | null = null) => ({
  parentId,
  author: { name: '' },
  body: { format: 'text', value } as const,
});
const shown = (comments: readonly Comment[]) =>
  comments.map(({ id, status }) => `${id.split('/').at(-1)} ${status}`).toSorted();

const link = (start: number, end: number, uri = 'https://a.example/') => ({
  index: { byteStart: start, byteEnd: end },
  features: [{ $type: 'app.bsky.richtext.facet#link', uri }],
});

const facetsToHtml = (text: string, facets: unknown) => postHtml(text, facets, undefined);

describe('postHtml', () => {
  it('counts bytes, not characters', () => {
    const text = 'é 🦊 link, 𠮷野家 end';
    const start = new TextEncoder().encode('é 🦊 ').length;
    expect(facetsToHtml(text, [link(start, start + 4)])).to.equal(
      '<p>é 🦊 <a href="https://a.example/">link</a>, 𠮷野家 end</p>',
    );
  });

  it('escapes the text, the addresses and what is in between', () => {
    const html = facetsToHtml('<b>"a" & b</b>', [link(3, 6, 'https://a.example/?"<x>&')]);
    expect(html).to.equal(
      '<p>&lt;b&gt;<a href="https://a.example/?&quot;&lt;x&gt;&amp;">&quot;a&quot;</a> &amp; b&lt;/b&gt;</p>',
    );
  });

  it('leads mentions and tags into the application', () => {
    const facets = [
      {
        index: { byteStart: 0, byteEnd: 3 },
        features: [{ $type: 'app.bsky.richtext.facet#mention', did: 'did:plc:bo' }],
      },
      {
        index: { byteStart: 4, byteEnd: 8 },
        features: [{ $type: 'app.bsky.richtext.facet#tag', tag: 'a/?\ud800&' }],
      },
    ];
    const html = facetsToHtml('@bo #tag', facets);
    expect(html).to.contain('<a href="https://bsky.app/profile/did:plc:bo">@bo</a>');
    expect(html).to.contain('<a href="https://bsky.app/search?q=%23a%2F%3F%EF%BF%BD%26">#tag</a>');
  });

  it('passes over what makes no sense', () => {
    const text = 'a é b';
    for (const facet of [
      link(2, 3),
      link(3, 5),
      link(-1, 1),
      link(0, 99),
      link(1, 1),
      link(3, 1),
      link(0.5, 1),
      link(0, 1, 'javascript:alert(1)'),
      { index: null, features: null },
      null,
      'text',
    ]) {
      expect(facetsToHtml(text, [facet]), JSON.stringify(facet)).to.equal('<p>a é b</p>');
    }
  });

  it('takes the first of two that overlap, in whatever order they come', () => {
    const html = facetsToHtml('abcdef', [
      link(2, 5, 'https://second.example/'),
      link(0, 3, 'https://first.example/'),
    ]);
    expect(html).to.equal('<p><a href="https://first.example/">abc</a>def</p>');
  });

  it('keeps lines and paragraphs', () => {
    expect(facetsToHtml('a\nb\n\n\nc', [link(0, 1)])).to.equal(
      '<p><a href="https://a.example/">a</a><br>b</p><p>c</p>',
    );
  });

  it('leaves a text without facets to be shown as plain text', () => {
    for (const facets of [undefined, null, [], {}, 'x']) expect(facetsToHtml('a', facets)).to.equal(null);
  });
});

describe('linkFacets', () => {
  it('finds addresses by their bytes, without the punctuation that follows', () => {
    const text = '🦊 see https://a.example/é, and (http://b.example).';
    const bytes = new TextEncoder().encode(text);
    const found = linkFacets(text) as ReturnType<typeof link>[];
    const texts = found.map(({ index }) =>
      new TextDecoder().decode(bytes.slice(index.byteStart, index.byteEnd)),
    );
    expect(texts).to.deep.equal(['https://a.example/é', 'http://b.example']);
    expect(found.map(({ features }) => features[0]!.uri)).to.deep.equal(texts);
  });
});

describe('blueskyAdapter', () => {
  for (const [endpoint, uri] of Object.entries({
    [ENDPOINT]: ROOT,
    'https://bsky.app/profile/did:plc:site/post/root/': ROOT,
    'at://site.example/app.bsky.feed.post/root': ROOT,
    'at://did:plc:site/app.bsky.feed.post/root': ROOT,
  })) {
    it(`asks for the post at ${endpoint}`, async () => {
      const sent = answer(server([]));
      const adapter = blueskyAdapter({ endpoint });
      await adapter.list(THREAD, QUERY, call());
      await adapter.list(THREAD, QUERY, call());
      const asked = sent.filter(({ url }) => url.pathname.endsWith('getPostThread'));
      expect(asked.map(({ url }) => url.searchParams.get('uri'))).to.deep.equal([uri, uri]);
      expect(sent.length - asked.length).to.equal(endpoint.includes('did:') ? 0 : 1);
      expect(sent.every(({ url }) => url.origin === 'https://public.api.bsky.app')).to.be.true;
    });
  }

  it('says that an address is none of a post', async () => {
    for (const endpoint of [
      '',
      'https://bsky.app/profile/ana.example',
      'https://evil.example/profile/a/post/b',
    ]) {
      const { code, message } = await failure(blueskyAdapter({ endpoint }).list(THREAD, QUERY, call()));
      expect(code).to.equal('not-found');
      expect(message).to.contain('not the address of a post');
    }
  });

  it('tells a post that is gone from one that may not be seen', async () => {
    const codes = [];
    for (const thread of [{ notFound: true }, { blocked: true }, {}]) {
      answer(({ url }) => (url.pathname.endsWith('resolveHandle') ? { did: 'did:plc:site' } : { thread }));
      codes.push((await failure(blueskyAdapter({ endpoint: ENDPOINT }).list(THREAD, QUERY, call()))).code);
    }
    expect(codes).to.deep.equal(['not-found', 'forbidden', 'bad-response']);
  });

  it('leaves holes where replies hang on what is not shown', async () => {
    const reply = (key: string) => [node(`${key}-reply`)];
    const gate = { threadgate: { record: { hiddenReplies: [uriOf('gated')] } } };
    const author = (val: string) => ({ did: 'did:plc:bo', handle: 'bo.example', labels: [{ val }] });
    const { comments, total } = await read(
      [
        node('gated', { replies: reply('gated') }),
        node('spam', { labels: [{ val: 'spam' }], replies: reply('spam') }),
        node('spam-alone', { labels: [{ val: 'spam' }] }),
        node('shy', { author: author('!no-unauthenticated'), replies: reply('shy') }),
        node('labelled', { labels: [{ val: 'nudity' }, { val: 'spam', neg: true }] }),
        { uri: uriOf('blocked'), blocked: true },
        { uri: uriOf('gone'), notFound: true },
      ],
      gate,
    );
    expect(shown(comments)).to.deep.equal([
      'gated hidden',
      'gated-reply published',
      'labelled published',
      'shy hidden',
      'shy-reply published',
      'spam hidden',
      'spam-reply published',
    ]);
    expect(total).to.equal(4);
    for (const { status, author, body } of comments) {
      if (status === 'hidden') expect([author.name, body.value]).to.deep.equal(['', '']);
    }
  });

  it('shows the signed-in what authors want only them to see', async () => {
    const author = { did: 'did:plc:bo', handle: 'bo.example', labels: [{ val: '!no-unauthenticated' }] };
    const { comments } = await read([node('shy', { author })], {}, true);
    expect(shown(comments)).to.deep.equal(['shy published']);
  });

  it('makes what is embedded links', async () => {
    const images = [{ fullsize: 'https://cdn.example/f', alt: 'A <fox>' }];
    const external = { uri: 'javascript:alert(1)', title: 'Page' };
    const { comments } = await read([
      node('a', { embed: { images, external }, record: { text: 'One\ntwo' } }),
    ]);
    expect(comments[0]!.body).to.deep.include({
      format: 'html',
      value: '<p>One<br>two</p><p><a href="https://cdn.example/f">A &lt;fox&gt;</a></p><p>Page</p>',
    });
  });

  it('takes no time for true that is later than when the post was first seen', async () => {
    const times = async (createdAt: string, indexedAt?: string) =>
      (await read([node('a', { record: { createdAt }, indexedAt })])).comments[0]!.createdAt;
    const [early, late] = ['2026-01-02T03:04:05.000Z', '2026-05-02T03:04:05.000Z'];
    expect(await times(early, late)).to.equal(early);
    expect(await times(late, early)).to.equal(early);
    expect(await times('junk', early)).to.equal(early);
    expect(await times(late)).to.equal(late);
  });

  it('names the post and its parent in an answer, with links, in the language of the page', async () => {
    const sent = answer(server([node('parent')]));
    const adapter = blueskyAdapter({ endpoint: ENDPOINT, session: SESSION });
    await adapter.list(THREAD, QUERY, call());
    const { comment } = await adapter.create!(
      { ...THREAD, lang: 'en' },
      draft(' See https://a.example/. ', uriOf('parent')),
      write(),
    );
    const { body } = sent.find(({ url }) => url.pathname.endsWith('createRecord'))!;
    expect(body).to.deep.include({ repo: SESSION.did, collection: 'app.bsky.feed.post' });
    const { rkey, record } = body as { rkey: string; record: Json };
    expect(rkey).to.match(/^[234567a-j][234567a-z]{12}$/);
    expect(record).to.deep.include({
      text: 'See https://a.example/.',
      langs: ['en'],
      reply: { root: { uri: ROOT, cid: 'cid-root' }, parent: { uri: uriOf('parent'), cid: 'cid-parent' } },
      facets: [link(4, 22)],
    });
    expect(comment).to.deep.include({
      parentId: uriOf('parent'),
      author: { id: 'did:plc:ana', name: 'ana.example', url: 'https://bsky.app/profile/did:plc:ana' },
    });
  });

  it('asks whether an answer was only lost before it sends anything again', async () => {
    let answers = 0;
    const sent = answer((request) => {
      const method = request.url.pathname.replace('/xrpc/com.atproto.repo.', '');
      if (method === 'createRecord' && answers++ === 0) return new Response('', { status: 502 });
      if (method === 'getRecord') return { uri: uriOf('made', 'did:plc:ana'), cid: 'cid-made', value: {} };
      return server([])(request);
    });
    const adapter = blueskyAdapter({ endpoint: ENDPOINT, session: SESSION });
    expect((await failure(adapter.create!(THREAD, draft('Once'), write('key')))).code).to.equal('server');
    const { comment } = await adapter.create!(THREAD, draft('Once'), write('key'));
    expect(comment.id).to.equal(uriOf('made', 'did:plc:ana'));
    expect(answers).to.equal(1);
    const [first] = sent.filter(({ method }) => method === 'POST');
    const asked = sent.find(({ url }) => url.pathname.endsWith('getRecord'))!;
    expect(asked.url.searchParams.get('rkey')).to.equal((first!.body as Json)['rkey']);
  });

  it('sends the same key again where nothing was made, and another for another comment', async () => {
    let fail = true;
    const sent = answer((request) =>
      fail && request.url.pathname.endsWith('createRecord')
        ? new Response('', { status: 502 })
        : server([])(request),
    );
    const adapter = blueskyAdapter({ endpoint: ENDPOINT, session: SESSION });
    await failure(adapter.create!(THREAD, draft('Once'), write('key')));
    fail = false;
    await adapter.create!(THREAD, draft('Once'), write('key'));
    await adapter.create!(THREAD, draft('Another'), write('other'));
    const keys = sent
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => (body as Json)['rkey'] as string);
    expect(keys[0]).to.equal(keys[1]);
    expect(keys[2]! > keys[0]!, 'keys sort by time').to.be.true;
  });

  it('counts characters as people do', async () => {
    const sent = answer(server([]));
    const adapter = blueskyAdapter({ endpoint: ENDPOINT, session: SESSION });
    const family = '👨‍👩‍👧‍👦';
    await adapter.create!(THREAD, draft(family.repeat(300)), write('a'));
    const error = await failure(adapter.create!(THREAD, draft(family.repeat(301)), write('b')));
    expect(error).to.deep.include({ code: 'invalid', fields: { body: 'too-long' } });
    expect(sent.filter(({ method }) => method === 'POST')).to.have.length(1);
  });

  it('takes a like back that was given elsewhere', async () => {
    const like = 'at://did:plc:ana/app.bsky.feed.like/3k';
    const sent = answer(server([node('a', { likeCount: 2, viewer: { like } })]));
    const adapter = blueskyAdapter({ endpoint: ENDPOINT, session: SESSION });
    const { comments } = await adapter.list(THREAD, QUERY, call());
    expect(comments[0]!.reactions).to.deep.equal([{ name: 'like', count: 2, chosen: true }]);
    const after = await adapter.react!(THREAD, uriOf('a'), { name: 'like', chosen: false }, write());
    expect(after.reactions).to.deep.equal([{ name: 'like', count: 1, chosen: false }]);
    const { url, body } = sent.find(({ method }) => method === 'POST')!;
    expect(url.pathname).to.equal('/xrpc/com.atproto.repo.deleteRecord');
    expect(body).to.deep.equal({ repo: SESSION.did, collection: 'app.bsky.feed.like', rkey: '3k' });
  });

  it('removes nobody else’s post', async () => {
    const sent = answer(server([node('a')]));
    const adapter = blueskyAdapter({ endpoint: ENDPOINT, session: SESSION });
    expect((await failure(adapter.remove!(THREAD, uriOf('a'), write()))).code).to.equal('forbidden');
    expect(sent.filter(({ method }) => method === 'POST')).to.deep.equal([]);
  });

  it('has the token in a header and nowhere else', async () => {
    const sent = answer((request) =>
      request.method === 'GET'
        ? server([])(request)
        : Response.json({ error: 'ExpiredToken', message: 'Token has expired' }, { status: 400 }),
    );
    const adapter = blueskyAdapter({ endpoint: ENDPOINT, session: SESSION });
    const page = await adapter.list(THREAD, QUERY, call());
    const error = await failure(adapter.create!(THREAD, draft('Hello'), write()));
    expect(error.code).to.equal('auth-required');
    const told = [error.message, String(error.stack), String(error.cause), JSON.stringify(page)];
    for (const text of [...told, ...sent.map(({ url, body }) => `${url} ${JSON.stringify(body)}`)]) {
      expect(text).not.to.contain(TOKEN);
    }
    expect(sent.every(({ headers }) => headers.get('authorization') === `Bearer ${TOKEN}`)).to.be.true;
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.to.contain(TOKEN);
  });

  it('offers no answers to a post that takes none from the reader', async () => {
    answer((request) =>
      request.url.pathname.endsWith('getPostThread')
        ? { thread: { post: { uri: ROOT, cid: 'c', viewer: { replyDisabled: true } }, replies: [] } }
        : server([])(request),
    );
    const { capabilities } = await blueskyAdapter({ endpoint: ENDPOINT, session: SESSION }).list(
      THREAD,
      QUERY,
      call(),
    );
    expect(capabilities.create).to.be.false;
  });
});
