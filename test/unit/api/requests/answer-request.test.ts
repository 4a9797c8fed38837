import { expect } from 'chai';
import { allQuestions } from '../../../../src/api/all-questions.js';
import { Problem } from '../../../../src/api/problems/problem.js';
import { createRequestReader } from '../../../../src/api/requests/answer-request.js';
import { encodeCursor } from '../../../../src/questions/parameters/paging.js';

/** Texts that are invalid in most parameters: too long, too many, and what no pattern takes. */
const texts = ['a'.repeat(201), 'year,'.repeat(200), '9'.repeat(30), '-'];

/** Valid parameters that are checked together with others. */
const beside: Record<string, string> = {
  group: 'year',
  sort: '-revenue',
  gaps: 'fill',
  from: '1980',
  to: '1990',
  minVotes: '1',
  maxVotes: '2',
  offset: '5',
  limit: '20',
};

describe('the parameters of a request', () => {
  for (const question of allQuestions) {
    it(`are read or refused, never an error of the program: ${question.name}`, () => {
      const read = createRequestReader(question);
      const path = Object.fromEntries(
        [...question.name.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, '7']),
      );
      const names = Object.keys(question.parameters.shape).filter((name) => !(name in path));
      const valid = Object.fromEntries(Object.entries(beside).filter(([name]) => names.includes(name)));
      for (const name of names) {
        for (const text of texts) errorsOf(() => read(path, { ...valid, [name]: text }));
      }
    });
  }

  it('are all refused at once, each once', () => {
    const question = allQuestions.find(({ name }) => name === 'movies/aggregate');
    if (question === undefined) throw new Error('no question aggregates movies');
    const read = createRequestReader(question);
    const errors = (query: Record<string, string>) => errorsOf(() => read({}, query));
    expect(errors({ sort: 'x'.repeat(201) })).to.deep.equal(['sort']);
    expect(errors({ sort: 'director,actor' })).to.deep.equal(['sort']);
    expect(errors({ group: 'x'.repeat(121), gaps: 'fill' })).to.deep.equal(['group']);
    expect(errors({ group: 'x'.repeat(121), sort: 'director' })).to.deep.equal(['group']);
    const cursor = encodeCursor({ edition: '20260101000000', query: 'other', after: [20, null, 1999] });
    expect(errors({ cursor, group: 'x'.repeat(121), sort: '-' })).to.deep.equal(['group', 'sort']);
    const bounds = { from: '20 000', to: '1990', minVotes: '2', maxVotes: '1' };
    expect(errors({ ...bounds, sort: 'director' })).to.deep.equal(['from', 'minVotes', 'sort']);
  });
});

/**
 * The parameters that a problem names; none where there is no problem.
 * @throws any other error
 */
function errorsOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { type, errors = [] } = error.toJSON();
    expect(type).to.equal('/problems/invalid-parameter');
    return errors.map(({ parameter }) => parameter);
  }
}
