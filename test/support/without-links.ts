import { expect } from 'chai';

type Linked = { links?: { movies?: string } };

/** The rows of a grouped answer but for their links, each of which leads to the search of movies. */
export const withoutLinks = <Row extends object>(rows: readonly Row[]): Omit<Row, 'links'>[] =>
  rows.map((row) => {
    const { links, ...rest } = row as Row & Linked;
    expect(links?.movies).to.match(/^\/v1\/movies\/search\?.*adult=.*edition=\d{14}.*from=.*status=.*to=/);
    return rest;
  });
