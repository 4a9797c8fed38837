import { rankingQuestion } from '../rankings/ranking-question.js';
import { collection } from '../subjects.js';

export const topCollections = rankingQuestion({
  name: 'collections/top',
  summary: 'Collections ranked by any measure',
  description: 'A collection is a series of movies, as TMDB groups them.',
  ranked: collection,
  fallback: 'profit',
  example: { by: 'revenue', limit: '10' },
});
