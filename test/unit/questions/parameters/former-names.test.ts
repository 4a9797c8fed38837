import { expect } from 'chai';
import { allQuestions } from '../../../../src/api/all-questions.js';
import { commonParameters } from '../../../../src/api/requests/common-parameters.js';
import { measureNames } from '../../../../src/questions/measures/measures.js';
import { formerNames, formerValues } from '../../../../src/questions/parameters/former-names.js';

const present = new Set(
  allQuestions.flatMap(({ parameters }) => [
    ...Object.keys(parameters.shape),
    ...Object.keys(commonParameters),
  ]),
);

describe('former names', () => {
  it('of parameters are replaced by present ones, and are gone', () => {
    for (const [former, name] of Object.entries(formerNames)) {
      expect(present.has(name), name).to.equal(true);
      expect(present.has(former), former).to.equal(false);
    }
  });

  it('of values are replaced by measures, and are gone', () => {
    for (const [former, value] of Object.entries(formerValues)) {
      expect(measureNames).to.include(value);
      expect(measureNames).to.not.include(former);
    }
  });
});
