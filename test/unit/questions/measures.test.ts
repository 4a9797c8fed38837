import { expect } from 'chai';
import { measureOf } from '../../../src/questions/measures/measures.js';

describe('a return on investment', () => {
  /** As the same movies may be added up in two orders: the sum of the profits differs in its last digit. */
  const ratiosOf = (adjust: 'none' | 'inflation', profits: readonly number[], budget: number) =>
    profits.map((profit) => {
      const [profitField, budgetField] =
        adjust === 'none' ? ['profit', 'budget'] : ['realProfit', 'realBudget'];
      const invested = {
        doc_count: 5,
        [profitField as string]: { value: profit },
        [budgetField as string]: { value: budget },
      };
      return measureOf('returnOnInvestment').present({ key: 1, doc_count: 5, invested }, { adjust });
    });

  it('of restated money does not depend on the order in which shards added it up', () => {
    const [one, other] = ratiosOf('inflation', [563_214_987.130_521, 563_214_987.130_522], 71_099_271.25);
    expect(one).to.deep.equal({ ratio: 7.921_529_675_74, known: 5 }).and.deep.equal(other);
  });

  it('of nominal money, whose sums are exact, has every digit', () => {
    expect(ratiosOf('none', [1e15 + 1], 3)).to.deep.equal([{ ratio: (1e15 + 1) / 3, known: 5 }]);
  });
});
