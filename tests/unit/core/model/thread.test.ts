import { expect } from '@open-wc/testing';
import { isAccidentalKey, withoutTracking } from '../../../../src/core/model/thread.ts';

describe('withoutTracking', () => {
  const cases: Readonly<Record<string, string>> = {
    'https://a.example/post': 'https://a.example/post',
    'https://a.example/post#comments': 'https://a.example/post',
    'https://a.example/post?utm_source=x': 'https://a.example/post',
    'https://a.example/post?utm_source=x#c': 'https://a.example/post',
    'https://a.example/post?id=7&utm_source=x&utm_medium=y&page=2': 'https://a.example/post?id=7&page=2',
    'https://a.example/post?fbclid=1&gclid=2&msclkid=3&mc_eid=4&_ga=5': 'https://a.example/post',
    'https://a.example/post?UTM_Campaign=x&FBCLID=y': 'https://a.example/post',
    'https://a.example/post?oly_enc_id=1&ref_src=2': 'https://a.example/post',
    // What a giscus service gives back after signing in.
    'https://a.example/post?giscus=a-session&id=7': 'https://a.example/post?id=7',
    // Those of the site itself, however they look, and in their order.
    'https://a.example/?b=1&a=2&b=3': 'https://a.example/?b=1&a=2&b=3',
    'https://a.example/?utm=1&my_utm_source=2&gclids=3&ref=4':
      'https://a.example/?utm=1&my_utm_source=2&gclids=3&ref=4',
    'https://a.example/?q=utm_source%3Dx': 'https://a.example/?q=utm_source%3Dx',
  };
  for (const [address, expected] of Object.entries(cases)) {
    it(`makes ${expected} of ${address}`, () => expect(withoutTracking(address).href).to.equal(expected));
  }

  // Else readers who came by a newsletter would write in another thread than all the others.
  for (const query of [
    '?q=a%20b',
    '?flag',
    '?tags=a,b',
    '?q=a+b',
    '?x=%7E',
    '?p=1:2',
    '?q=%C3%A9',
    '?a&b=',
  ]) {
    it(`leaves ${query} as it is when it takes something out`, () => {
      const plain = withoutTracking(`https://a.example/${query}`).href;
      expect(plain).to.equal(`https://a.example/${query}`);
      expect(withoutTracking(`https://a.example/${query}&utm_source=x`).href).to.equal(plain);
      expect(withoutTracking(`https://a.example/?fbclid=x&${query.slice(1)}`).href).to.equal(plain);
    });
  }

  it('leaves the URL it was given as it was', () => {
    const given = new URL('https://a.example/?utm_source=x#c');
    expect(withoutTracking(given)).not.to.equal(given);
    expect(given.href).to.equal('https://a.example/?utm_source=x#c');
  });

  it('throws for what is no address', () => {
    expect(() => withoutTracking('no address')).to.throw(TypeError);
  });
});

describe('isAccidentalKey', () => {
  for (const key of ['null', 'undefined', 'NaN', '[object Object]', ' null ', '\nundefined\t']) {
    it(`knows ${JSON.stringify(key)} for a missing value`, () => expect(isAccidentalKey(key)).to.be.true);
  }

  for (const key of [
    '',
    '0',
    'nullable',
    'not null',
    'undefined-behaviour',
    '/null',
    'Null Island',
    'NaN bread',
  ]) {
    it(`takes ${JSON.stringify(key)} for a name`, () => expect(isAccidentalKey(key)).to.be.false);
  }
});
