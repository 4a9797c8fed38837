import { expect } from 'chai';
import { startApi, type TestApi } from '../support/api.js';

describe('the files of the page', () => {
  let api: TestApi;
  before(async () => {
    // Nothing of it comes from Elasticsearch.
    api = await startApi('http://127.0.0.1:9');
  });
  after(() => api.close());

  it('come with a policy that allows nothing but themselves', async () => {
    const { status, headers, body } = await api.get('/', null);
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.equal('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).to.equal(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('referrer-policy')).to.equal('no-referrer');
    expect(body).not.to.match(/https?:|<style|style=|<script>|onclick/);
  });

  it('allow frames of the origins and the images that the operator lists, and say so to the page', async () => {
    const page = { frameAncestors: ['https://wiki.example', 'https://b.example:8443'], hasPosters: true };
    const open = await startApi('http://127.0.0.1:9', { page });
    try {
      const { headers, body } = await open.get('/', null, { headers: { 'Accept-Encoding': 'br' } });
      const policy = headers.get('content-security-policy');
      expect(policy).to.include("; img-src 'self' data: https://image.tmdb.org;");
      expect(policy).to.match(/; frame-ancestors https:\/\/wiki\.example https:\/\/b\.example:8443$/);
      expect(body).to.include('<meta name="allowed" content="frames posters">');
      expect((await open.get('/docs', null)).headers.get('content-security-policy')).to.include(
        "frame-ancestors 'none'",
      );
    } finally {
      await open.close();
    }
    expect((await api.get('/', null)).body).to.include('<meta name="allowed" content="">');
  });

  it('never change under their name, are compressed, and are revalidated with 304', async () => {
    const { body } = await api.get('/', null);
    const paths = [...body.matchAll(/(?:src|href)="(assets\/[^"]+)"/g)].map(([, path]) => path);
    expect(paths).to.have.length(3);
    for (const path of paths) {
      const { status, headers } = await api.get(`/${path}`, null, { headers: { 'Accept-Encoding': 'br' } });
      expect(status, path).to.equal(200);
      expect(headers.get('content-encoding'), path).to.equal('br');
      expect(headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
      const known = await api.get(`/${path}`, null, {
        headers: { 'Accept-Encoding': 'br', 'If-None-Match': headers.get('etag') as string },
      });
      expect(known.status).to.equal(304);
    }
    const other = await api.get('/assets/main.js', null);
    expect(other.status).to.equal(404);
  });

  it('have at most 160 kB compressed', async () => {
    const { body } = await api.get('/', null);
    let bytes = 0;
    for (const [, path] of body.matchAll(/(?:src|href)="(assets\/[^"]+)"/g)) {
      const { headers } = await api.get(`/${path}`, null, {
        method: 'HEAD',
        headers: { 'Accept-Encoding': 'br' },
      });
      bytes += Number(headers.get('content-length'));
    }
    expect(bytes).to.be.within(10_000, 160_000);
  });
});
