import { listByName } from '../../documents/entities/list-by-name.js';

export const listCompanies = listByName({
  plural: 'companies',
  summary: 'Companies by name',
  description:
    'One name may belong to several companies, which TMDB keeps apart by id: all of them are answered.',
  example: { q: 'pictures' },
});
