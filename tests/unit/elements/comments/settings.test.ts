import { expect } from '@open-wc/testing';
import { readBackend, readChoice, readThread } from '../../../../src/elements/comments/settings.ts';

describe('readBackend', () => {
  it('makes an endpoint absolute', () => {
    const { value } = readBackend('local', '/comments', '') as { value: { settings: { endpoint: string } } };
    expect(value.settings.endpoint).to.equal(`${location.origin}/comments`);
  });

  for (const [fields, rules] of [
    ['', {}],
    ['name', { name: 'optional' }],
    ['name:required location:absent', { name: 'required', location: 'absent' }],
    [' name , email:required\n', { name: 'optional', email: 'required' }],
    ['name:required name:absent', { name: 'absent' }],
  ] as const) {
    it(`reads fields ${JSON.stringify(fields)}`, () => {
      const read = readBackend('local', '', fields) as { value: { settings: { fields: unknown } } };
      expect(read.value.settings.fields).to.deep.equal(rules);
    });
  }

  for (const fields of ['phone', 'name:', 'name:yes', 'name=required', 'NAME', 'name:required:absent', ':required']) {
    it(`says what is wrong with fields ${JSON.stringify(fields)}`, () => {
      expect(readBackend('local', '', fields).problem?.code).to.equal('malformed-attribute');
    });
  }
});

describe('readThread', () => {
  const keyOf = (key: string | null) => (readThread(key, '') as { value: { key: string } }).value.key;

  it('takes the name that is given, without white space around it', () => {
    expect(keyOf(' my thread ')).to.equal('my thread');
  });

  it('takes the page’s address where none is given', () => {
    for (const key of [null, '', ' ']) expect(new URL(keyOf(key)).origin).to.equal(location.origin);
  });

  it('refuses what a template filled in by mistake', () => {
    for (const key of ['null', 'undefined', 'NaN', '[object Object]', ' null ']) {
      expect(readThread(key, '').problem?.code, key).to.equal('accidental-thread');
    }
    for (const key of ['nullable', 'Null', '0', 'false']) expect(keyOf(key)).to.equal(key);
  });

  it('knows the page’s title and language', () => {
    const { value } = readThread('x', 'de') as { value: Record<string, unknown> };
    expect(value).to.deep.include({ title: document.title, lang: 'de' });
    expect(readThread('x', '')).to.not.have.nested.property('value.lang');
  });
});

describe('readChoice', () => {
  it('names what is known', () => {
    expect(readChoice('paging', 'x', ['more', 'pages'])).to.deep.equal({
      code: 'malformed-attribute',
      values: { attribute: 'paging', value: 'x', known: 'more, pages' },
    });
    expect(readChoice('paging', 'more', ['more', 'pages'])).to.equal(undefined);
  });
});
