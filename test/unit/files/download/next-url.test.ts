import { expect } from 'chai';
import { nextUrl } from '../../../../src/files/download/send-request.js';

describe('nextUrl', () => {
  it('resolves a relative address, and accepts http to https', () => {
    expect(nextUrl(new URL('http://a/b/c'), '../d').href).to.equal('http://a/d');
    expect(nextUrl(new URL('http://a/'), 'https://b/c').href).to.equal('https://b/c');
  });

  it('rejects https to http', () => {
    expect(() => nextUrl(new URL('https://a/'), 'http://a/')).to.throw(
      'https://a/ redirects to http://a/; only https',
    );
  });
});
