import { expect } from '@open-wc/testing';
import { BACKENDS } from '../../../src/adapters/registry.ts';
import { THREAD } from '../core/samples.ts';

describe('BACKENDS', () => {
  for (const [name, backend] of BACKENDS) {
    it(`loads the adapter of ${name}, which says its name`, async () => {
      const adapter = await backend.load({ endpoint: 'https://backend.example/' });
      expect(adapter.name).to.equal(name);
      expect(adapter.list).to.be.a('function');
      adapter.dispose?.();
    });
  }

  it('knows backends that need no endpoint, the default among them', () => {
    expect(BACKENDS.get('local')!.needsEndpoint).to.be.false;
    expect(BACKENDS.get('memory')!.needsEndpoint).to.be.false;
  });

  it('knows no backend that is not named', () => {
    for (const name of ['', 'Local', 'constructor', '__proto__']) expect(BACKENDS.has(name)).to.be.false;
  });

  it('lets the page say what a new comment asks for', async () => {
    const fields = { email: 'required' } as const;
    const adapter = await BACKENDS.get('local')!.load({ endpoint: '', fields });
    const { signal } = new AbortController();
    const { capabilities } = await adapter.list(THREAD, { sort: 'newest', limit: 1 }, { signal });
    expect(capabilities.fields).to.include({ email: 'required', name: 'required' });
    adapter.dispose?.();
  });
});
