import { rankingQuestion } from '../rankings/ranking-question.js';
import { genre } from '../subjects.js';

export const topGenres = rankingQuestion({
  name: 'genres/top',
  summary: 'Genres ranked by any measure',
  description: 'A movie counts in full for each of its genres.',
  ranked: genre,
  fallback: 'profit',
  example: { by: 'revenue', limit: '10' },
});
