import { expect } from '@open-wc/testing';
import { BACKENDS } from '../../../src/adapters/registry.ts';
import { THREAD } from '../core/samples.ts';
import { answer } from './answers.ts';

describe('BACKENDS', () => {
  for (const [name, backend] of BACKENDS) {
    it(`loads the adapter of ${name}, which says its name`, async () => {
      const adapter = await backend.load({ endpoint: 'https://backend.example/', site: 'owner/name' });
      expect(adapter.name).to.equal(name);
      expect(adapter.list).to.be.a('function');
      adapter.dispose?.();
    });
  }

  it('knows backends that need nothing, the default among them', () => {
    const free = [...BACKENDS].filter(([, { needs }]) => needs.length === 0).map(([name]) => name);
    expect(free).to.have.members(['local', 'memory', 'webmention']);
  });

  it('parts the repository from the category', async () => {
    const { signal } = new AbortController();
    const searchFor = async (site: string) => {
      const sent = answer(() => ({ error: 'not now' }));
      const adapter = await BACKENDS.get('github')!.load({ endpoint: 'https://giscus.example/', site });
      await adapter.list(THREAD, { sort: 'newest', limit: 1 }, { signal }).catch(() => {});
      const { searchParams } = sent[0]!.url;
      return [searchParams.get('repo'), searchParams.get('category')];
    };
    expect(await searchFor('owner/name')).to.deep.equal(['owner/name', null]);
    expect(await searchFor('owner/name#Site comments')).to.deep.equal(['owner/name', 'Site comments']);
    expect(await searchFor('owner/name#a#b')).to.deep.equal(['owner/name', 'a#b']);
  });

  it('leaves a service its own address where none is given', async () => {
    const { signal } = new AbortController();
    const sent = answer(() => ({ children: [] }));
    const adapter = await BACKENDS.get('webmention')!.load({ endpoint: '', site: '' });
    await adapter.list(THREAD, { sort: 'newest', limit: 1 }, { signal });
    expect(sent[0]!.url.origin).to.equal('https://webmention.io');
  });

  it('knows no backend that is not named', () => {
    for (const name of ['', 'Local', 'constructor', '__proto__']) expect(BACKENDS.has(name)).to.be.false;
  });

  it('lets the page say what a new comment asks for', async () => {
    const fields = { email: 'required' } as const;
    const adapter = await BACKENDS.get('local')!.load({ endpoint: '', site: '', fields });
    const { signal } = new AbortController();
    const { capabilities } = await adapter.list(THREAD, { sort: 'newest', limit: 1 }, { signal });
    expect(capabilities.fields).to.include({ email: 'required', name: 'required' });
    adapter.dispose?.();
  });
});
