import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../../src/config/project-root.js';
import { readIndexDescription } from '../../../src/elasticsearch/index-description.js';
import { type DocumentType, documentTypes } from '../../../src/model/document-type.js';
import type { Entity, Person } from '../../../src/model/entity.js';
import type { Movie } from '../../../src/model/movie.js';

const entity = {
  id: 1,
  name: 'A Name',
  spellings: ['A Name'],
  movies: 1,
  firstYear: 1999,
  lastYear: 2001,
  undated: 0,
  unreleased: 0,
} satisfies Entity;

const reference = { id: 1, name: 'A Name' };

/** A document of each type with every field filled: the compiler holds it against the model. */
const documents: Record<DocumentType, object> = {
  companies: entity,
  genres: entity,
  keywords: entity,
  collections: entity,
  people: { ...entity, gender: 'woman', castMovies: 1, crewMovies: 1 } satisfies Required<Person>,
  movies: {
    id: 1,
    imdbId: 'tt0000001',
    title: 'A Film',
    originalTitle: 'Un film',
    originalLanguage: 'fr',
    overview: 'Somebody makes a film.',
    tagline: 'Be there.',
    homepage: 'http://film.example/',
    posterPath: '/poster.jpg',
    status: 'Released',
    adult: false,
    video: false,
    releaseDate: '1999-12-31',
    releaseYear: 1999,
    releaseDecade: 1990,
    releaseQuarter: 4,
    releaseMonth: 12,
    runtime: 90,
    budget: 1000,
    revenue: 3000,
    profit: 2000,
    realBudget: 600.25,
    realRevenue: 1800.75,
    realProfit: 1200.5,
    budgetBand: 0,
    popularity: 1.5,
    rating: 6.1,
    votes: 10,
    ratingBand: 6,
    ratingVotes: 61,
    weightedRating: 6.2,
    genres: [reference],
    companies: [reference],
    countries: [{ code: 'FR', name: 'France' }],
    languages: [{ code: 'fr', name: 'Français' }],
    collection: reference,
    flags: ['suspectUnits'],
    corrections: [{ field: 'revenue', reported: '8', source: 'https://example.org/' }],
    movieLensId: 1,
    movieLens: { count: 1, mean: 4.5, histogram: [0, 0, 0, 0, 0, 0, 0, 0, 1, 0] },
    keywords: [reference],
    cast: [{ ...reference, character: 'Herself', order: 0 }],
    castCount: 1,
    crew: [{ ...reference, job: 'Director', department: 'Directing' }],
    crewCount: 1,
    directors: [reference],
    writers: [reference],
    producers: [reference],
    composers: [reference],
    issues: ['genres: literal'],
  } satisfies Required<Movie>,
};

/** The paths of all fields: `cast.name`. */
function fieldsOf(value: unknown, path = ''): string[] {
  const one = Array.isArray(value) ? value[0] : value;
  if (typeof one !== 'object' || one === null) return [path];
  return Object.entries(one).flatMap(([key, inner]) => fieldsOf(inner, path === '' ? key : `${path}.${key}`));
}

type Property = { type?: string; properties?: Record<string, Property> };

function mappedFields(properties: Record<string, Property>, path = ''): string[] {
  return Object.entries(properties).flatMap(([key, { properties: inner }]) =>
    inner ? mappedFields(inner, `${path}${key}.`) : [`${path}${key}`],
  );
}

async function mappingOf(type: DocumentType) {
  const { mappings } = await readIndexDescription(type);
  return mappings as { dynamic: string; properties: Record<string, Property> };
}

describe('mappings', () => {
  it('exist for every document type and for Marquee’s own indices', () => {
    const files = readdirSync(join(projectRoot, 'mappings')).sort();
    const own = ['marquee-lock.json', 'marquee-loads.json'];
    expect(files).to.deep.equal([...documentTypes.map((type) => `${type}.json`), ...own].sort());
  });

  for (const type of documentTypes) {
    it(`${type}: has every field of the model, and no other; nothing is added at run time`, async () => {
      const { dynamic, properties } = await mappingOf(type);
      expect(mappedFields(properties).sort()).to.deep.equal(fieldsOf(documents[type]).sort());
      expect(dynamic).to.equal('strict');
    });

    it(`${type}: docs/data-model.md explains every field`, async () => {
      const text = readFileSync(join(projectRoot, 'docs', 'data-model.md'), 'utf8');
      const section = text.split(/^## /m).find((part) => part.split('\n')[0]?.includes(`\`${type}\``)) ?? '';
      const fields = mappedFields((await mappingOf(type)).properties);
      const missing = fields.filter((field) => !section.includes(`| \`${field}\` |`));
      expect(missing, `fields without a row under the heading of \`${type}\``).to.deep.equal([]);
      const rows = [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, field]) => field);
      expect(rows.sort()).to.deep.equal([...fields].sort());
    });
  }
});
