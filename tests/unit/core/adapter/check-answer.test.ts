import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Capabilities } from '../../../../src/core/adapter/capabilities.ts';
import { READ_ONLY } from '../../../../src/core/adapter/capabilities.ts';
import { checkComment, checkPage } from '../../../../src/core/adapter/check-answer.ts';
import type { Comment } from '../../../../src/core/model/comment.ts';
import { sampleComment, samplePage, WRITABLE } from '../samples.ts';

const FULL: Comment = {
  id: '2',
  parentId: '1',
  author: {
    id: 'a',
    name: 'Ana',
    url: 'https://ana.example/',
    avatarUrl: 'https://ana.example/a.png',
    location: 'Lisbon',
    badge: 'Moderator',
  },
  body: { format: 'markdown', value: '*Hello*', lang: 'en' },
  createdAt: '2026-01-01T00:00:00.000Z',
  editedAt: '2026-01-02T00:00:00.000Z',
  status: 'pending',
  score: -4,
  reactions: [{ name: 'like', count: 3, chosen: true }, { name: 'heart' }],
  replyCount: 5,
  hiddenReplies: 2,
  permalink: 'https://page.example/#2',
  pinned: true,
  can: { reply: true, edit: false, remove: false, react: true, report: true },
  source: 'rest',
};

/** Not what any property of a comment is. */
const GARBAGE: readonly unknown[] = [
  null,
  undefined,
  NaN,
  -1,
  1.5,
  Infinity,
  '',
  [],
  [1],
  {},
  { toString: 'x' },
  Symbol('garbage'),
  () => 'garbage',
  10n,
  new Date(),
];

const json = (text: string): unknown => JSON.parse(text);

describe('checkComment', () => {
  it('gives a whole comment as it is, frozen, and none of the objects it was given', () => {
    const given = structuredClone(FULL);
    const comment = checkComment(given)!;
    expect(comment).to.deep.equal(FULL);
    const parts = [
      comment,
      comment.author,
      comment.body,
      comment.reactions,
      comment.reactions![0],
      comment.can,
    ];
    expect(parts.every((part) => Object.isFrozen(part))).to.be.true;
    expect([given, given.author, given.body, given.reactions, given.can].some(Object.isFrozen)).to.be.false;
  });

  it('fills in what every comment has', () => {
    expect(checkComment({ id: '1', body: { format: 'text', value: '' } })).to.deep.equal({
      id: '1',
      parentId: null,
      author: { name: '' },
      body: { format: 'text', value: '' },
      createdAt: null,
      status: 'published',
    });
  });

  it('has no property for what is not there', () => {
    const optional = [
      'editedAt',
      'score',
      'reactions',
      'replyCount',
      'hiddenReplies',
      'permalink',
      'pinned',
      'can',
    ];
    const given = Object.fromEntries(optional.map((key) => [key, undefined]));
    expect(checkComment({ ...sampleComment('1'), ...given })).to.have.all.keys(
      Object.keys(sampleComment('1')),
    );
  });

  const none: Readonly<Record<string, unknown>> = {
    null: null,
    'a text': 'comment',
    'a number': 1,
    'an array': [sampleComment('1')],
    'an empty object': {},
    'a comment without an id': { ...sampleComment('1'), id: undefined },
    'a comment with an empty id': sampleComment(''),
    'a comment with a number for an id': { ...sampleComment('1'), id: 1 },
    'a comment with an object for an id': { ...sampleComment('1'), id: { toString: () => '1' } },
    'a comment without a body': { ...sampleComment('1'), body: undefined },
    'a comment with a text for a body': { ...sampleComment('1'), body: 'text' },
    'a comment with a body without a value': { ...sampleComment('1'), body: { format: 'text' } },
    'a comment with a body of no format': { ...sampleComment('1'), body: { value: 'text' } },
    'a comment with a body of unknown format': { ...sampleComment('1'), body: { format: 'HTML', value: '' } },
    'a comment whose format is an array': { ...sampleComment('1'), body: { format: ['html'], value: '' } },
  };
  for (const [name, item] of Object.entries(none)) {
    it(`takes ${name} for no comment`, () => expect(checkComment(item)).to.equal(null));
  }

  for (const key of Object.keys(FULL).filter((property) => !['id', 'body', 'reactions'].includes(property))) {
    it(`leaves out ${key} where it is something else`, () => {
      const without = checkComment({ ...FULL, [key]: undefined });
      for (const garbage of GARBAGE) {
        if (key === 'score' && (garbage === -1 || garbage === 1.5)) continue;
        const checked = checkComment({ ...FULL, [key]: garbage });
        if (key === 'can' && isObject(garbage)) expect(checked!.can).to.deep.equal({});
        else expect(checked, String(typeof garbage)).to.deep.equal(without);
      }
    });
  }

  it('leaves out parts of the author and the abilities that are something else', () => {
    const author = { id: 1, name: null, url: {}, avatarUrl: [], location: '', badge: true };
    const can = { reply: 'yes', edit: 1, remove: null, react: {}, report: true, own: true };
    const comment = checkComment({ ...FULL, author, can })!;
    expect(comment.author).to.deep.equal({ name: '' });
    expect(comment.can).to.deep.equal({ report: true });
  });

  it('leaves out reactions without a name, and counts that are none', () => {
    const reactions = [
      null,
      'like',
      { count: 1 },
      { name: '' },
      { name: 'like', count: -1, chosen: 1 },
      [],
      { name: 'up', count: 2 },
    ];
    expect(checkComment({ ...FULL, reactions })!.reactions).to.deep.equal([
      { name: 'like' },
      { name: 'up', count: 2 },
    ]);
    expect(checkComment({ ...FULL, reactions: { like: 1 } })!.reactions).to.equal(undefined);
  });

  for (const status of ['spam', 'approved', '', null, 1, ['deleted']]) {
    it(`takes the status ${JSON.stringify(status)} for published`, () => {
      expect(checkComment({ ...FULL, status })!.status).to.equal('published');
    });
  }

  it('writes every time in one way, so that times sort as text', () => {
    const timeOf = (createdAt: unknown) => checkComment({ ...FULL, createdAt })!.createdAt;
    expect(timeOf('2026-01-01T02:00:00+02:00')).to.equal('2026-01-01T00:00:00.000Z');
    expect(timeOf('2026-01-01T00:00:00Z')).to.equal('2026-01-01T00:00:00.000Z');
    expect(timeOf('Thu, 01 Jan 2026 00:00:00 GMT')).to.equal('2026-01-01T00:00:00.000Z');
    expect(timeOf('yesterday')).to.equal(null);
    expect(timeOf('2026-13-45T00:00:00Z')).to.equal(null);
    expect(timeOf('+275760-09-14T00:00:00Z')).to.equal(null);
    expect(timeOf(1767225600000)).to.equal(null);
  });

  it('drops what it does not know', () => {
    const comment = checkComment({ ...FULL, onclick: 'x', __v: 1, body: { ...FULL.body, html: '<b>' } })!;
    expect(comment).to.deep.equal(FULL);
  });

  it('keeps ids as they are, be they numbers beyond 2^53 or names of the language', () => {
    for (const id of ['9007199254740993', '007', '__proto__', 'constructor', ' ', '🦊']) {
      expect(checkComment(sampleComment(id))!.id).to.equal(id);
    }
  });

  it('takes __proto__ in JSON for a property like any other', () => {
    const item = json(
      '{"__proto__": {"polluted": true, "pinned": true}, "id": "1", "body": {"__proto__": {"lang": "xx"}, "format": "text",' +
        ' "value": "x"}, "author": {"__proto__": {"badge": "Admin"}, "name": "Ana"}, "can": {"__proto__": {"edit": true}}}',
    );
    const comment = checkComment(item)!;
    expect(comment.pinned).to.equal(undefined);
    expect(comment.body.lang).to.equal(undefined);
    expect(comment.author.badge).to.equal(undefined);
    expect(comment.can!.edit).to.equal(undefined);
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
    expect(Object.getPrototypeOf(comment)).to.equal(Object.prototype);
  });
});

describe('checkPage', () => {
  for (const answer of [
    null,
    undefined,
    'page',
    7,
    true,
    [],
    [sampleComment('1')],
    {},
    { comments: {} },
    { comments: null },
  ]) {
    it(`refuses ${JSON.stringify(answer)?.slice(0, 40)} as no page`, () => {
      expect(() => checkPage(answer))
        .to.throw()
        .with.property('code', 'bad-response');
    });
  }

  it('drops what is no comment, and counts it', () => {
    const { page, dropped } = checkPage({
      comments: [sampleComment('1'), null, { id: 5 }, sampleComment('2'), 'comment', [], { id: '3' }],
    });
    expect(page.comments.map((comment) => comment.id)).to.deep.equal(['1', '2']);
    expect(dropped).to.equal(5);
  });

  it('counts nothing where all is well', () => {
    expect(checkPage(samplePage([sampleComment('1')])).dropped).to.equal(0);
    expect(checkPage(samplePage([])).dropped).to.equal(0);
  });

  it('counts the holes of an array', () => {
    const comments: unknown[] = [sampleComment('1')];
    comments[3] = sampleComment('2');
    expect(checkPage({ comments })).to.have.property('dropped', 2);
  });

  it('keeps what it knows of the page', () => {
    const page = samplePage([], {
      total: 7,
      nextCursor: 'next',
      pageNumber: 2,
      pageCount: 3,
      thread: { closed: true },
      viewer: { name: 'Ana', url: 'https://ana.example/' },
    });
    expect(checkPage(page).page).to.deep.equal(page);
  });

  for (const total of [-1, 1.5, NaN, Infinity, '7', null, undefined, {}]) {
    it(`takes the total ${typeof total} ${JSON.stringify(total)} for unknown`, () => {
      expect(checkPage({ comments: [], total }).page.total).to.equal(null);
    });
  }

  for (const nextCursor of ['', 7, null, undefined, {}, ['next']]) {
    it(`takes the cursor ${JSON.stringify(nextCursor)} for the end`, () => {
      expect(checkPage({ comments: [], nextCursor }).page.nextCursor ?? null).to.equal(null);
    });
  }

  for (const thread of [undefined, null, 'closed', { closed: 'yes' }, { closed: 1 }, []]) {
    it(`takes the thread ${JSON.stringify(thread)} for open`, () => {
      expect(checkPage({ comments: [], thread }).page.thread?.closed ?? false).to.equal(false);
    });
  }

  it('never says more of the pages than the page number allows', () => {
    for (const [pageNumber, pageCount] of [
      ['1', '2'],
      [-1, 3],
      [1.5, 3],
      [NaN, NaN],
    ]) {
      const { page } = checkPage({ comments: [], pageNumber, pageCount });
      expect(page.pageNumber, `${pageNumber}`).to.equal(undefined);
    }
  });

  describe('capabilities', () => {
    const capabilitiesOf = (capabilities: unknown): Capabilities =>
      checkPage({ comments: [], capabilities }).page.capabilities;

    for (const given of [undefined, null, 'all', 7, [], {}]) {
      it(`are those of a backend that only shows comments for ${JSON.stringify(given)}`, () => {
        expect(capabilitiesOf(given)).to.deep.equal(READ_ONLY);
      });
    }

    it('are what was announced, the rest read-only', () => {
      expect(capabilitiesOf(WRITABLE)).to.deep.equal(WRITABLE);
      expect(capabilitiesOf({ create: true, fields: { name: 'required' } })).to.deep.equal({
        ...READ_ONLY,
        create: true,
        fields: { ...READ_ONLY.fields, name: 'required' },
      });
    });

    it('have a sort at least, and no unknown ones', () => {
      expect(capabilitiesOf({ sorts: [] }).sorts).to.deep.equal(['newest']);
      expect(capabilitiesOf({ sorts: 'top' }).sorts).to.deep.equal(['newest']);
      expect(capabilitiesOf({ sorts: ['random', 'top', null, ['newest'], Symbol('x')] }).sorts).to.deep.equal(
        ['top'],
      );
    });

    it('are frozen', () => {
      expect(Object.isFrozen(capabilitiesOf(WRITABLE))).to.be.true;
    });

    for (const [key, garbage] of Object.entries({
      paging: ['endless', null, 1],
      maxDepth: [null, '3', NaN, -1],
      votes: ['stars', null, true],
      reactionNames: ['heart', [1, null, {}], { length: 2 }],
      fields: ['required', null, { name: 'mandatory', email: true }],
      honeypot: ['', 5, true],
      bodyFormat: ['html', null],
      maxLength: ['100', NaN, -5, 0],
      storage: ['cloud', null],
    } satisfies Partial<Record<keyof Capabilities, readonly unknown[]>>)) {
      it(`are read-only in ${key} where that is something else`, () => {
        for (const value of garbage) {
          const checked = capabilitiesOf({ ...WRITABLE, [key]: value });
          expect(checked[key as keyof Capabilities], JSON.stringify(value)).to.deep.equal(
            READ_ONLY[key as keyof Capabilities],
          );
        }
      });
    }

    it('come whole through JSON, which has no word for endless depth', () => {
      expect(capabilitiesOf(json(JSON.stringify(WRITABLE)))).to.deep.equal(WRITABLE);
    });

    it('take __proto__ in JSON for a property like any other', () => {
      const given = json('{"__proto__": {"create": true}, "fields": {"__proto__": {"name": "required"}}}');
      expect(capabilitiesOf(given).create).to.equal(false);
      expect(capabilitiesOf(given).fields.name).to.equal('absent');
    });
  });

  it('keeps which sources failed, where they are named with a known code', () => {
    const failedSources = [
      { source: 'a', code: 'server', more: 1 },
      { source: 'b', code: 'constructor' },
      { source: '', code: 'server' },
      { code: 'server' },
      null,
    ];
    const failedOf = (given: unknown) =>
      checkPage({ ...samplePage([]), failedSources: given }).page.failedSources;
    expect(failedOf(failedSources)).to.deep.equal([{ source: 'a', code: 'server' }]);
    for (const given of [undefined, null, 'a', {}]) expect(failedOf(given)).to.equal(undefined);
  });

  it('gives a page or refuses, whatever comes', () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true });
    const nearlyPage = fc.record(
      {
        comments: fc.array(
          fc.oneof(
            anything,
            fc.record({ id: fc.oneof(fc.string(), anything), body: anything, author: anything }),
          ),
        ),
        total: anything,
        nextCursor: anything,
        thread: anything,
        capabilities: fc.oneof(anything, fc.dictionary(fc.constantFrom(...Object.keys(READ_ONLY)), anything)),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(anything, nearlyPage), (answer) => {
        try {
          const { page, dropped } = checkPage(answer);
          expect(dropped).to.equal(
            (answer as { comments: unknown[] }).comments.length - page.comments.length,
          );
        } catch (error) {
          expect(error).to.have.property('code', 'bad-response');
        }
      }),
    );
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
  });
});

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
