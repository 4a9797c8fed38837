import { rankingQuestion } from '../rankings/ranking-question.js';
import { company } from '../subjects.js';

export const companyPartners = rankingQuestion({
  name: 'companies/{id}/partners',
  summary: 'The companies that a company made movies with',
  description:
    'Every figure speaks of the movies that both took part in: `by=releases` is how many, `by=revenue` what these earned together.',
  ranked: company,
  of: company,
  fallback: 'releases',
  example: { id: '5' },
});
