import { listByName } from './entities/list-by-name.js';

export const listPeople = listByName({
  plural: 'people',
  summary: 'People by name',
  description: 'Everybody of a cast or crew, in whatever job; namesakes are kept apart by id.',
  example: { q: 'hamish' },
});

export const listCollections = listByName({
  plural: 'collections',
  summary: 'Collections by name',
  description: 'A collection is a series of movies, such as a trilogy, as TMDB groups them.',
  example: { q: 'falls' },
});

export const listKeywords = listByName({
  plural: 'keywords',
  summary: 'Keywords by name',
  description: 'A keyword is a motif of the plot, as TMDB notes them.',
  example: { q: 'light' },
});
