import { expect } from '@open-wc/testing';
import {
  createIdempotencyKey,
  type PendingCreate,
  type PendingReaction,
  temporaryComment,
  withPending,
} from '../../../../src/core/store/pending.ts';
import { byId, sampleComment } from '../samples.ts';
import { newComment } from './fake-backend.ts';

const like = (id: string, chosen = true): PendingReaction => ({
  kind: 'react',
  id,
  name: 'like',
  chosen,
});

function create(key: string, input = newComment('Hello')): PendingCreate {
  const comment = temporaryComment(key, input, '2026-01-02T03:04:05.000Z');
  return { comment, input, state: 'sending', error: null };
}

describe('withPending', () => {
  it('is what the server said where nothing is pending', () => {
    const comments = byId([sampleComment('1')]);
    expect([...withPending(comments, [], [])]).to.deep.equal([...comments]);
  });

  it('leaves the comments of the server as they are', () => {
    const comment = sampleComment('1', { reactions: [{ name: 'like', count: 2 }] });
    withPending(byId([comment]), [], [like('1')]);
    expect(comment.reactions).to.deep.equal([{ name: 'like', count: 2 }]);
  });

  it('adds comments on their way, in the order they were sent', () => {
    const creates = [create('a', newComment('One')), create('b', newComment('Two', '1'))];
    const shown = withPending(byId([sampleComment('1')]), creates, []);
    expect([...shown.values()].map((comment) => comment.body.value)).to.deep.equal([
      'Text of 1',
      'One',
      'Two',
    ]);
    expect([...shown.values()].at(-1)!.parentId).to.equal('1');
  });

  it('shows reactions as if they had arrived', () => {
    const comments = byId([sampleComment('1', { reactions: [{ name: 'like', count: 2 }] })]);
    expect(withPending(comments, [], [like('1')]).get('1')!.reactions).to.deep.equal([
      { name: 'like', count: 3, chosen: true },
    ]);
    expect(withPending(comments, [], [like('1'), like('1', false)]).get('1')!.reactions![0]!.count).to.equal(
      2,
    );
  });

  it('passes over a reaction to a comment that is not there', () => {
    expect([...withPending(byId([sampleComment('1')]), [], [like('2')]).keys()]).to.deep.equal(['1']);
  });
});

describe('temporaryComment', () => {
  it('shows what was typed under an id that no backend gives', () => {
    const { comment } = create('key', newComment('Hello', '1'));
    expect(comment.id).to.equal('pending:key');
    expect(comment.parentId).to.equal('1');
    expect(comment.author).to.deep.equal({ name: 'Ana' });
    expect(comment.body).to.deep.equal({ format: 'text', value: 'Hello' });
    expect(comment.createdAt).to.equal('2026-01-02T03:04:05.000Z');
  });

  it('lets nobody answer it or vote on it', () => {
    const { can } = create('key').comment;
    expect(can).to.deep.equal({ reply: false, react: false, edit: false, remove: false, report: false });
  });

  it('does not show the e-mail address', () => {
    const input = { ...newComment('Hello'), author: { name: 'Ana', email: 'ana@mail.example' } };
    expect(JSON.stringify(create('key', input).comment)).not.to.contain('mail.example');
  });

  it('freezes the comment and not what it was made from', () => {
    const input = newComment('Hello');
    const { comment } = create('key', input);
    expect([comment, comment.author, comment.body].every((part) => Object.isFrozen(part))).to.be.true;
    expect([input, input.author, input.body].some((part) => Object.isFrozen(part))).to.be.false;
  });
});

describe('createIdempotencyKey', () => {
  it('is 128 random bits in hex', () => {
    const keys = Array.from({ length: 200 }, createIdempotencyKey);
    expect(keys.every((key) => /^[0-9a-f]{32}$/.test(key))).to.be.true;
    expect(new Set(keys).size).to.equal(200);
  });
});
