import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../../src/config/project-root.js';

const document = readFileSync(join(projectRoot, 'docs', 'system-design.md'), 'utf8');
const results = readFileSync(join(projectRoot, 'bench', 'RESULTS.md'), 'utf8');

/** The first cell of a row of the tables, and the others. */
const rows = [...document.matchAll(/^\| (.+) \|$/gm)].map(([, row]) => (row as string).split(' | '));
const rowOf = (start: string): readonly string[] => {
  const [row] = rows.filter(([first]) => first?.startsWith(start));
  if (row === undefined) throw new Error(`docs/system-design.md has no row ${start}`);
  return row;
};
/** The numbers of a text, without the commas between thousands. */
const numbersIn = (text = ''): number[] =>
  [...text.replaceAll(/(?<=\d),(?=\d{3})/g, '').matchAll(/\d+(?:\.\d+)?/g)].map(Number);
const constant = (symbol: string, at = 0): number => numbersIn(rowOf(`*${symbol}*`)[2])[at] ?? Number.NaN;

/** The columns of the table of capacities, whose words millions and billions are numbers. */
const kept = 3;
const uncached = 0.01;
const movies = [45_466, 10e6, 10e9];
const replicas = [0, 1, 1];
const requests = numbersOf('requests/s', 0);
const matched = [2000, 10_000, 1e6];

/** One number of each of the three columns. */
function numbersOf(start: string, at: number): number[] {
  return rowOf(start)
    .slice(1)
    .map((cell) => numbersIn(cell)[at] ?? Number.NaN);
}

/** Whether a figure of the document is the computed one, rounded to a digit or two. */
const agrees = (shown: number, computed: number): boolean =>
  Math.abs(shown - computed) <= Math.max(shown, computed) * 0.07;

describe('the capacities of docs/system-design.md follow from its measured constants', () => {
  const perMovie = { document: constant('b', 0) * 1000, all: constant('b', 1) * 1000 };
  const seconds = { search: constant('s₀') / 1000, movie: constant('a') / 1e6, load: constant('l') };
  const column = (at: number) => {
    const [count = 0, copies = 0, rate = 0, taken = 0] = [movies, replicas, requests, matched].map(
      (list) => list[at],
    );
    return {
      shards: Math.max(Math.ceil(count / 2e8), Math.ceil((count * perMovie.document) / 50e9)),
      bytes: count * perMovie.all * (1 + copies) * (kept + 1),
      searchCores: Math.ceil(rate * uncached * (seconds.search + seconds.movie * taken)),
      apiCores: Math.ceil(rate / constant('q')),
      loadSeconds: (seconds.load * count) / 45_466,
      searchSeconds: seconds.movie * count,
    };
  };

  it('the time for each movie', () => {
    expect(agrees(seconds.movie * 45_466 * 1000, constant('s'))).to.equal(true);
  });

  it('shards and cores', () => {
    const columns = [0, 1, 2].map(column);
    expect(numbersOf('primary shards', 0)).to.deep.equal(columns.map(({ shards }) => shards));
    expect(numbersOf('cores for searches', 0)).to.deep.equal(columns.map(({ searchCores }) => searchCores));
    expect(numbersOf('cores for searches', 1)).to.deep.equal(columns.map(({ apiCores }) => apiCores));
  });

  it('disks, searches over everything and loads', () => {
    const columns = [0, 1, 2].map(column);
    const computed = {
      disk: columns.map(({ bytes }, at) => bytes / (at === 2 ? 1e12 : 1e9)),
      'a search over': columns.map(({ searchSeconds, shards }, at) =>
        at === 0 ? searchSeconds * 1000 : searchSeconds / shards,
      ),
      'load at our rate': columns.map(({ loadSeconds }, at) => loadSeconds / ([1, 60, 86_400][at] ?? 1)),
    };
    const wrong = Object.entries(computed).filter(
      ([start, figures]) => !numbersOf(start, 0).every((shown, at) => agrees(shown, figures[at] ?? 0)),
    );
    expect(wrong).to.deep.equal([]);
  });
});

describe('the figures of docs/system-design.md that cite bench/RESULTS.md', () => {
  const citation = /\[[^\]]*\]\(\.\.\/bench\/RESULTS\.md#([\w-]+)\)/g;
  const sections = new Map(
    results.split(/^## /m).map((section) => [section.split('\n', 1)[0] as string, numbersIn(section)]),
  );
  const cited = rows.flatMap((cells) => {
    // The figures stand before their source, in its cell or in the one before.
    const text = cells.slice(-2).join(' ');
    const names = [...text.matchAll(citation)].map(([, name]) => name as string);
    return names.length > 0 ? [{ cells, text: text.replaceAll(citation, ''), names }] : [];
  });

  it('stand there, rounded', () => {
    expect(cited).to.have.length.of.at.least(8);
    const wrong = cited.flatMap(({ cells, text, names }) => {
      const measured = names.flatMap((name) => sections.get(name) ?? []);
      const shown = text.replaceAll(/(?<=\d),(?=\d{3})/g, '').match(/\d+(?:\.\d+)?/g) ?? [];
      const digits = (figure: string) => figure.split('.')[1]?.length ?? 0;
      return shown
        .filter((figure) => !measured.some((one) => one.toFixed(digits(figure)) === figure))
        .map((figure) => `${cells[0]}: ${figure}`);
    });
    expect(wrong, 'figures of another run; cite those of bench/RESULTS.md').to.deep.equal([]);
  });
});
