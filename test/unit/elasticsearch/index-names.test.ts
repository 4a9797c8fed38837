import { expect } from 'chai';
import { readElasticsearchConfig } from '../../../src/config/elasticsearch-config.js';
import { IndexNames } from '../../../src/elasticsearch/index-names.js';

const edition = '20261101063000';
const prefixOf = (value: string) => readElasticsearchConfig({ MARQUEE_INDEX_PREFIX: value }).indexPrefix;

describe('IndexNames', () => {
  it('begin with marquee- unless MARQUEE_INDEX_PREFIX says otherwise', () => {
    const names = new IndexNames(readElasticsearchConfig({}).indexPrefix);
    expect(names.alias('movies')).to.equal('marquee-movies');
    expect(names.index('movies', edition)).to.equal('marquee-movies-20261101063000');
    expect([names.lock, names.loads]).to.deep.equal(['marquee-lock', 'marquee-loads']);
    expect(names.snapshot(edition)).to.equal('marquee-20261101063000');
    const staging = new IndexNames(prefixOf('staging-'));
    expect([staging.alias('genres'), staging.lock, staging.loads]).to.deep.equal([
      'staging-genres',
      'staging-lock',
      'staging-loads',
    ]);
  });

  it('have no prefix for `none`, as before 0.2, when the lock and the history had one', () => {
    const names = new IndexNames(prefixOf('none'));
    expect(names.index('movies', edition)).to.equal('movies-20261101063000');
    expect([names.alias('movies'), names.lock, names.loads]).to.deep.equal([
      'movies',
      'marquee-lock',
      'marquee-loads',
    ]);
    expect(prefixOf('')).to.equal('marquee-');
  });

  it('recognise only names of exactly their form', () => {
    const names = new IndexNames('a.b-');
    expect(names.editionOf('a.b-movies-20261101063000')).to.equal(edition);
    for (const other of [
      'movies-20261101063000',
      'axb-movies-20261101063000',
      'a.b-movies-2026110106300',
      'a.b-movies-20261101063000-old',
      'my-a.b-movies-20261101063000',
      'a.b-movies-movies-20261101063000',
      'a.b-actors-20261101063000',
    ]) {
      expect(names.editionOf(other), other).to.equal(undefined);
    }
    expect(names.editionOfSnapshot('a.b-20261101063000')).to.equal(edition);
    expect(names.editionOfSnapshot('a.b-c-20261101063000')).to.equal(undefined);
  });

  for (const bad of ['Staging-', '-a', '_a', '.a', 'a b', 'a/b', 'a*', 'a,b', 'ä', 'a'.repeat(101)]) {
    it(`reject the prefix '${bad.slice(0, 10)}', which Elasticsearch or Marquee does not allow`, () => {
      expect(() => prefixOf(bad)).to.throw(/^MARQUEE_INDEX_PREFIX is '.*': must be /);
    });
  }
});
