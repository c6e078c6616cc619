import { expect } from '@open-wc/testing';
import { readBackend, readThread } from '../../../../src/elements/comments/settings.ts';

/** The code of what is wrong; undefined where nothing is. */
function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
}

describe('readBackend', () => {
  it('makes an endpoint absolute', () => {
    expect(readBackend('local', '/comments', '').endpoint).to.equal(`${location.origin}/comments`);
  });

  for (const endpoint of ['https://', 'javascript:alert(1)', 'ftp://example.org', 'data:,x']) {
    it(`says what is wrong with the endpoint ${JSON.stringify(endpoint)}`, () => {
      expect(problemOf(() => readBackend('local', endpoint, ''))).to.equal('malformed-endpoint');
    });
  }

  for (const [fields, rules] of [
    ['', {}],
    ['name', { name: 'optional' }],
    ['name:required location:absent', { name: 'required', location: 'absent' }],
    [' name , email:required\n', { name: 'optional', email: 'required' }],
    ['name:required name:absent', { name: 'absent' }],
  ] as const) {
    it(`reads fields ${JSON.stringify(fields)}`, () => {
      expect(readBackend('local', '', fields).fields).to.deep.equal(rules);
    });
  }

  for (const fields of [
    'phone',
    'name:',
    'name:yes',
    'name=required',
    'NAME',
    'name:required:absent',
    ':required',
  ]) {
    it(`says what is wrong with fields ${JSON.stringify(fields)}`, () => {
      expect(problemOf(() => readBackend('local', '', fields))).to.equal('malformed-attribute');
    });
  }
});

describe('readThread', () => {
  it('takes the name that is given, without white space around it', () => {
    expect(readThread(' my thread ', '').key).to.equal('my thread');
  });

  it('takes the page’s address where none is given', () => {
    for (const key of [null, '', ' ']) {
      expect(new URL(readThread(key, '').key).origin).to.equal(location.origin);
    }
  });

  it('refuses what a template filled in by mistake', () => {
    for (const key of ['null', 'undefined', 'NaN', '[object Object]', ' null ']) {
      expect(
        problemOf(() => readThread(key, '')),
        key,
      ).to.equal('accidental-thread');
    }
    for (const key of ['nullable', 'Null', '0', 'false']) expect(readThread(key, '').key).to.equal(key);
  });

  it('knows the page’s title and language', () => {
    expect(readThread('x', 'de')).to.deep.include({ title: document.title, lang: 'de' });
    expect(readThread('x', '')).to.not.have.property('lang');
  });
});
