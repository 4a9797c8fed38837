import type { CollectionsIdData } from 'api-types';
import { ask } from '../api-client.js';
import { linkTo } from '../route.js';
import { Footnote, ViewHead } from './headline.js';
import { MovieList, MovieTotalsList } from './movie-rows.js';
import { spanOf } from './person.js';
import type { View } from './view.js';

/** One collection: totals and parts in the order of their release. */
export const collection: View = async ({ query }, id) => {
  const answer = await ask<CollectionsIdData>(`collections/${id}`, {
    edition: query.get('edition') ?? undefined,
  });
  const { data } = answer;
  return {
    title: data.name,
    content: (
      <>
        <ViewHead kicker="Collection" title={data.name}>
          {spanOf(data)}
        </ViewHead>
        <MovieTotalsList totals={data.totals} />
        <section class="figure" data-figure="parts">
          <h2>Movies</h2>
          <MovieList movies={data.parts} />
          <p>
            <a href={linkTo('/search', { collection: id, sort: 'revenue' })}>
              All movies of {data.name} in Search
            </a>
          </p>
        </section>
        <Footnote meta={answer.meta} />
      </>
    ),
  };
};
