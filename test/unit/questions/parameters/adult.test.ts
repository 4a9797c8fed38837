import { expect } from 'chai';
import { allQuestions } from '../../../../src/api/all-questions.js';
import { adultFilter } from '../../../../src/questions/parameters/adult.js';

/** Questions whose answer is one movie, and may be an adult one. */
const ofOneMovie = ['movies/{id}'];

/** Where TMDB leaves adult movies out, too. */
const withoutAdult = ['movies/search', 'search', 'suggest', 'movies/{id}/similar'];

describe('adult movies in questions (rule 22)', () => {
  for (const { name, index, parameters } of allQuestions) {
    if (index !== 'movies' || ofOneMovie.includes(name)) continue;
    const expected = withoutAdult.includes(name) ? 'exclude' : 'include';

    it(`${name}: takes \`adult\`, by default ${expected}`, () => {
      expect(parameters.shape.adult?.parse(undefined)).to.equal(expected);
      expect(parameters.shape.adult?.safeParse('yes').success).to.equal(false);
    });
  }

  it('are filtered by what is known: one not known to be adult is not', () => {
    expect(adultFilter('include')).to.deep.equal([]);
    expect(adultFilter('only')).to.deep.equal([{ term: { adult: true } }]);
    expect(adultFilter('exclude')).to.deep.equal([{ bool: { must_not: [{ term: { adult: true } }] } }]);
  });
});
