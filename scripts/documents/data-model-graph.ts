import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';
import { type DocumentType, documentTypes } from '../../src/model/document-type.js';
import { toBox } from './entity-box.js';

/** The columns of a file that join it to movies; rules 3, 4 and 10. */
const files = [
  { name: 'movies_metadata_csv', title: 'movies_metadata.csv', key: 'id', join: '1..n : 0..1' },
  { name: 'credits_csv', title: 'credits.csv', key: 'id', join: '0..n : 0..1' },
  { name: 'keywords_csv', title: 'keywords.csv', key: 'id', join: '0..n : 0..1' },
  { name: 'links_csv', title: 'links.csv', key: 'tmdbId', join: '0..1 : 0..1' },
] as const;

/** The lists of a movie whose `id` is that of a document of another type. */
const references: Readonly<Record<string, DocumentType>> = {
  genres: 'genres',
  companies: 'companies',
  collection: 'collections',
  keywords: 'keywords',
  cast: 'people',
  crew: 'people',
  directors: 'people',
  writers: 'people',
  producers: 'people',
  composers: 'people',
};

type Properties = Readonly<Record<string, { type?: string; properties?: Properties }>>;

/** Returns the graph of the data model: files, documents, the keys that join them, and how many of each. */
export function dataModelGraph(): string {
  const [movies, ...others] = documentTypes;
  const fileBoxes = files.map(({ name, title, key }) =>
    toBox(name, [{ name: key, note: key === 'id' ? 'TMDB id' : 'TMDB id; movieId: MovieLens id' }], {
      title,
    }),
  );
  const ratings = toBox('ratings_csv', [{ name: 'movieId', note: 'MovieLens id' }], { title: 'ratings.csv' });
  return `// The data model: files, documents, the keys that join them, and how many of each.
digraph {
  rankdir=LR
  ranksep=1.1
${[...fileBoxes, ratings, movieBox(movies), ...others.map(entityBox)].join('\n')}
  ratings_csv -> links_csv [dir=both arrowtail=crow arrowhead=tee label="n : 1"]
${files.map(({ name, join: counts }) => `  ${name} -> movies [dir=both arrowtail=${counts.includes('n') ? 'crow' : 'tee'} arrowhead=tee label="${counts}"]`).join('\n')}
${others.map(toEdge).join('\n')}
}
`;
}

function movieBox(type: DocumentType): string {
  const properties = propertiesOf(type);
  const plain = Object.entries(properties).filter(([name]) => name !== 'id' && !(name in references));
  const groups = plain.filter(([, { properties: members }]) => members !== undefined);
  const values = plain.filter(([, { properties: members }]) => members === undefined);
  return toBox(
    type,
    [
      { name: 'id', note: 'key: TMDB id' },
      ...Object.entries(references).map(([name, target]) => ({
        name: membersOf(name, properties),
        note: `id → ${target}`,
      })),
      ...groups.map(([name]) => ({ name: membersOf(name, properties), note: 'inside the document' })),
      ...inLines(values.map(([name]) => name)).map((name) => ({ name, note: '' })),
    ],
    { className: 'accent' },
  );
}

const entityBox = (type: DocumentType): string =>
  toBox(
    type,
    Object.keys(propertiesOf(type)).map((name) => ({ name, note: name === 'id' ? 'key: TMDB id' : '' })),
  );

/** A movie has at most one collection, and any number of everything else. */
const toEdge = (type: DocumentType): string =>
  type === 'collections'
    ? `  movies -> ${type} [dir=both arrowtail=crow arrowhead=teeodot label="n : 0..1"]`
    : `  movies -> ${type} [dir=both arrowtail=crow arrowhead=crow label="n : m"]`;

const membersOf = (name: string, properties: Properties): string =>
  `${name} { ${Object.keys(properties[name]?.properties ?? {}).join(', ')} }`;

/** Names in lines of about 60 characters. */
const inLines = (names: readonly string[]): string[] =>
  (`${names.join(', ')},`.match(/.{1,60},(?: |$)/g) ?? []).map((line) => line.replace(/,\s*$/, ''));

const propertiesOf = (type: DocumentType): Properties =>
  JSON.parse(readFileSync(join(projectRoot, 'mappings', `${type}.json`), 'utf8')).mappings.properties;
