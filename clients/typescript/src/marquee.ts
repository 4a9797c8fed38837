import { Api, type QueryParamsType } from './api.js';
import { createCachedFetch } from './cached-fetch.js';

export type MarqueeOptions = {
  /** Such as http://127.0.0.1:3000. */
  url: string;
  token: string;
  /** Answers that are kept by their ETag. */
  maxAnswers?: number;
  fetch?: typeof fetch;
};

/** An answer with pages. */
type Page<Row> = { data: Row[]; meta: { next?: string } };

/** Asks a question with pages. */
type AskPage<Query, Row> = (query?: Query) => Promise<{ data: Page<Row> }>;

/**
 * A server of Marquee. `v1` has every question of the API; `filters` in the parameters of a question says which movies
 * count. What fails is a {@link MarqueeError}.
 */
export class Marquee extends Api<never> {
  constructor({ url, token, maxAnswers = 200, fetch: send = fetch }: MarqueeOptions) {
    super({
      baseUrl: url.replace(/\/+$/, ''),
      baseApiParams: { headers: { Authorization: `Bearer ${token}` } },
      customFetch: createCachedFetch((...given) => send(...given), maxAnswers),
    });
  }

  /** Returns the companies of a name in any spelling, exact names first, then those with more movies. */
  async companies(q: string): Promise<Company[]> {
    const { data: answer } = await this.v1.companies({ q });
    return answer.data.map((row) => new Company(this, row));
  }

  /** Returns the genres of a name; all of them without one. */
  async genres(name?: string): Promise<Genre[]> {
    const { data: answer } = await this.v1.genres();
    const isNamed = (row: { name: string }) => name === undefined || same(row.name, name);
    return answer.data.filter(isNamed).map((row) => new Genre(this, row));
  }

  /** Returns every row of a question with pages, all of one edition, whichever is published meanwhile. */
  async *rows<Query extends { cursor?: string; offset?: number }, Row>(
    ask: AskPage<Query, Row>,
    query: Query,
  ): AsyncGenerator<Row> {
    let asked: Query | undefined = query;
    while (asked !== undefined) {
      const { data: page }: { data: Page<Row> } = await ask(asked);
      yield* page.data;
      const { offset: _, ...rest } = query;
      asked = page.meta.next === undefined ? undefined : ({ ...rest, cursor: page.meta.next } as Query);
    }
  }

  /** The API takes each filter as a parameter of its own. */
  protected override toQueryString(query: QueryParamsType = {}): string {
    const { filters, ...rest } = query;
    return super.toQueryString({ ...rest, ...filters });
  }
}

const same = (a: string, b: string): boolean => a.localeCompare(b, 'en', { sensitivity: 'base' }) === 0;

type Named = { id: number; name: string; movies: number };
type Query<Ask extends (id: number, query?: never) => unknown> = Parameters<Ask>[1];
type V1 = Marquee['v1'];

/** A company, with the questions about it; rows are as the API has them, each figure with its coverage. */
export class Company {
  readonly id: number;
  readonly name: string;
  /** Released movies with a known release year. */
  readonly movies: number;
  readonly #v1: V1;

  constructor({ v1 }: Marquee, { id, name, movies }: Named) {
    this.#v1 = v1;
    this.id = id;
    this.name = name;
    this.movies = movies;
  }

  /** Returns releases, budget, revenue, profit and popularity of each release year. */
  summaryByYear = async (query?: Query<V1['companiesIdSummaryByYear']>) =>
    (await this.#v1.companiesIdSummaryByYear(this.id, query)).data.data;

  profitByYear = async (query?: Query<V1['companiesIdProfitByYear']>) =>
    (await this.#v1.companiesIdProfitByYear(this.id, query)).data.data;

  releasesByGenreByYear = async (query?: Query<V1['companiesIdReleasesByGenreByYear']>) =>
    (await this.#v1.companiesIdReleasesByGenreByYear(this.id, query)).data.data;
}

/** A genre, with the questions about it. */
export class Genre {
  readonly id: number;
  readonly name: string;
  readonly movies: number;
  readonly #v1: V1;

  constructor({ v1 }: Marquee, { id, name, movies }: Named) {
    this.#v1 = v1;
    this.id = id;
    this.name = name;
    this.movies = movies;
  }

  /** Returns releases, budget, revenue, profit and popularity of each release year. */
  summaryByYear = async (query?: Query<V1['genresIdSummaryByYear']>) =>
    (await this.#v1.genresIdSummaryByYear(this.id, query)).data.data;

  profitByYear = async (query?: Query<V1['genresIdProfitByYear']>) =>
    (await this.#v1.genresIdProfitByYear(this.id, query)).data.data;
}
