import { rankingQuestion } from '../rankings/ranking-question.js';
import { company } from '../subjects.js';

export const topCompanies = rankingQuestion({
  name: 'companies/top',
  summary: 'Companies ranked by any measure',
  description: 'A movie counts in full for each of its companies.',
  ranked: company,
  fallback: 'profit',
  example: { by: 'revenue', limit: '10' },
});
