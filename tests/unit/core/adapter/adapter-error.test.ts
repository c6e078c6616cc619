import { expect } from '@open-wc/testing';
import {
  AdapterError,
  type AdapterErrorCode,
  toAdapterError,
} from '../../../../src/core/adapter/adapter-error.ts';

const RETRYABLE: Readonly<Record<AdapterErrorCode, boolean>> = {
  offline: true,
  timeout: true,
  'rate-limited': true,
  server: true,
  'bad-response': true,
  'auth-required': false,
  forbidden: false,
  'edit-expired': false,
  'has-replies': false,
  duplicate: false,
  invalid: false,
  closed: false,
  'not-found': false,
  'challenge-required': false,
  unsupported: false,
};

describe('AdapterError', () => {
  it('is an Error with a code, a name and what came along', () => {
    const cause = new TypeError('fetch failed');
    const error = new AdapterError('rate-limited', { retryAfter: 500, detail: 'Slow down.', cause });
    expect(error).to.be.instanceOf(Error);
    expect(error.name).to.equal('AdapterError');
    expect(error.code).to.equal('rate-limited');
    expect(error.retryAfter).to.equal(500);
    expect(error.message).to.equal('Slow down.');
    expect(error.cause).to.equal(cause);
  });

  it('says its code where there is nothing to say, and points at no field', () => {
    const error = new AdapterError('closed');
    expect(error.message).to.equal('closed');
    expect(error.fields).to.deep.equal({});
    expect(error.retryAfter).to.equal(undefined);
  });

  for (const [code, retryable] of Object.entries(RETRYABLE) as [AdapterErrorCode, boolean][]) {
    it(`${retryable ? 'may' : 'cannot'} be tried again with the code ${code}`, () => {
      expect(new AdapterError(code).retryable).to.equal(retryable);
    });
  }
});

describe('toAdapterError', () => {
  it('gives an AdapterError as it is', () => {
    const error = new AdapterError('closed');
    expect(toAdapterError(error)).to.equal(error);
  });

  it('knows the AdapterError of another copy of the module', () => {
    const foreign = Object.assign(new Error('Wait.'), {
      name: 'AdapterError',
      code: 'rate-limited',
      retryAfter: 0,
      fields: { body: 'too-long' },
    });
    const error = toAdapterError(foreign);
    expect(error).to.be.instanceOf(AdapterError);
    expect(error).to.include({ code: 'rate-limited', message: 'Wait.', retryAfter: 0, cause: foreign });
    expect(error.fields).to.deep.equal({ body: 'too-long' });
    expect(error.retryable).to.be.true;
  });

  it('takes what else is thrown for a fault of the adapter', () => {
    const thrown = new TypeError('x is not a function');
    const error = toAdapterError(thrown);
    expect(error.code).to.equal('server');
    expect(error.cause).to.equal(thrown);
    expect(error.message).to.contain('TypeError: x is not a function');
  });

  const oddities: Readonly<Record<string, unknown>> = {
    'a text': 'broken',
    nothing: undefined,
    null: null,
    'a number': 7,
    'a symbol': Symbol('broken'),
    'an object': { code: 'closed' },
    'an object without a prototype': Object.create(null),
    'an object that cannot be written as text': {
      toString() {
        throw new Error('no text');
      },
    },
    'an error of that name without a code': Object.assign(new Error('?'), { name: 'AdapterError' }),
    'a function': () => 'broken',
  };
  for (const [name, thrown] of Object.entries(oddities)) {
    it(`makes an error of ${name}`, () => {
      const error = toAdapterError(thrown);
      expect(error).to.be.instanceOf(AdapterError);
      expect(error.code).to.equal('server');
      expect(error.cause).to.equal(thrown);
    });
  }

  it('takes no code that the interface has no words for', () => {
    const foreign = Object.assign(new Error('?'), { name: 'AdapterError', code: 'teapot' });
    expect(toAdapterError(foreign).code).to.equal('server');
    expect(toAdapterError(new AdapterError('teapot' as AdapterErrorCode)).code).to.equal('server');
  });
});
