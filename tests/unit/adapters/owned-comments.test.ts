import { expect } from '@open-wc/testing';
import { OwnedComments } from '../../../src/adapters/owned-comments.ts';

const TOMORROW = Date.now() + 86_400_000;

describe('the tokens of a viewer’s own comments', () => {
  it('are there for the session, also to who looks anew, and for one server only', () => {
    const server = 'https://owned.example/v1/';
    new OwnedComments(server).remember('a', 'token of a', TOMORROW);
    expect(new OwnedComments(server).tokenOf('a')).to.equal('token of a');
    expect(new OwnedComments('https://other.example/v1/').tokenOf('a')).to.equal(undefined);
  });

  it('are for changes as long as the server takes them', () => {
    const owned = new OwnedComments('https://late.example/v1/');
    owned.remember('a', 'token of a', Date.now() - 1);
    expect(owned.tokenOf('a')).to.equal(undefined);
    expect(owned.ownerTokenOf('a')).to.equal('token of a');
  });

  it('do not pile up: of very many the first are forgotten', () => {
    const owned = new OwnedComments('https://many.example/v1/');
    for (let index = 0; index < 300; index++) owned.remember(`id ${index}`, `token ${index}`, TOMORROW);
    expect(owned.tokenOf('id 99')).to.equal(undefined);
    expect(owned.tokenOf('id 100')).to.equal('token 100');
    expect(owned.tokenOf('id 299')).to.equal('token 299');
  });
});
