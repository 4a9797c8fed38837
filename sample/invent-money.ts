import type { Edition } from './plan-edition.js';
import { type Quantiles, quantile } from './quantile.js';
import type { Random } from './random.js';

/** Cells of budget and revenue, in nominal US dollars; `0` is unknown. */
export type Money = Readonly<{ budget: string; revenue: string }>;

/** Budgets of the 1990s, in dollars. */
const budgets: Quantiles = [
  [0, 20_000],
  [0.05, 700_000],
  [0.25, 5_000_000],
  [0.5, 16_000_000],
  [0.75, 35_000_000],
  [0.95, 90_000_000],
  [0.99, 150_000_000],
  [1, 230_000_000],
];

/** Revenue for each dollar of budget; a quarter of the movies lose money. */
const returns: Quantiles = [
  [0, 0.002],
  [0.05, 0.05],
  [0.25, 0.95],
  [0.4, 1.6],
  [0.5, 2.2],
  [0.75, 4.5],
  [0.95, 11],
  [0.99, 30],
  [1, 120],
];

/** Share of the price level of the 1990s, by year. */
const prices: Quantiles = [
  [1890, 0.004],
  [1920, 0.02],
  [1940, 0.06],
  [1960, 0.13],
  [1975, 0.25],
  [1985, 0.6],
  [1995, 1],
  [2005, 1.25],
  [2018, 1.5],
];

/** Compresses the largest revenues below three thousand million dollars, as no audience is larger. */
const ceiling: Quantiles = [
  [0, 0],
  [600_000_000, 600_000_000],
  [2_000_000_000, 1_200_000_000],
  [45_000_000_000, 2_750_000_000],
];

/** Invents the money of a movie; `fame` and `quality` are shares, 0 to 1: the money of famous movies is larger and known more often. */
export function inventMoney(
  edition: Edition,
  movie: number,
  random: Random,
  about: { year: number; fame: number; quality: number },
): Money {
  const { year, fame, quality } = about;
  const budget = budgetOf(random, year, fame);
  const bothLuck = 0.5 * random.next() + 0.5 * (0.6 * quality + 0.4 * fame);
  const revenue = revenueOf(budget, quantile(returns, stretch(bothLuck)));
  const budgetKnown = random.chance(0.04 + 0.62 * fame * fame * fame);
  const revenueKnown = random.chance(budgetKnown ? 0.45 + 0.3 * fame : 0.12 * fame * fame);
  const small = () => String(1 + random.below(random.chance(0.7) ? 60 : 999));
  const dealt = edition.money.of(movie);
  const said = { budget: String(budget), revenue: String(revenue) };
  switch (dealt?.kind) {
    case 'suspectBudget':
      return { budget: small(), revenue: revenueKnown ? said.revenue : '0' };
    case 'suspectRevenue':
      return { budget: budgetKnown ? said.budget : '0', revenue: small() };
    case 'suspectBoth':
      return { budget: small(), revenue: small() };
    case 'unreadableBudget':
      return {
        budget: `/ff${dealt.card}qCepilow5hEtG2GYWwz.jpg`,
        revenue: revenueKnown ? said.revenue : '0',
      };
    case 'unreadableRevenue':
      return { budget: said.budget, revenue: 'not disclosed' };
    case 'emptyRevenue':
      return { budget: said.budget, revenue: '' };
    case 'budgetOnly':
      return { budget: said.budget, revenue: '0' };
    case 'revenueOnly':
      return { budget: '0', revenue: said.revenue };
    case 'loss':
      return { budget: said.budget, revenue: String(revenueOf(Math.max(budget, 10_000), 0.4)) };
    case 'profit':
      return { budget: said.budget, revenue: String(revenueOf(budget, 3)) };
    default:
      return { budget: budgetKnown ? said.budget : '0', revenue: revenueKnown ? said.revenue : '0' };
  }
}

function budgetOf(random: Random, year: number, fame: number): number {
  const dollars = quantile(budgets, 0.6 * fame * fame + 0.4 * random.next()) * quantile(prices, year);
  const step = dollars > 10_000_000 ? 500_000 : dollars > 1_000_000 ? 50_000 : 1_000;
  return Math.max(10_000, Math.round(dollars / step) * step);
}

function revenueOf(budget: number, times: number): number {
  return Math.max(1_000, Math.floor(quantile(ceiling, budget * times)));
}

/** Spreads a mean of random shares, which lies near the middle, over 0 to 1, so that a quarter of the known movies lose money. */
function stretch(share: number): number {
  return Math.min(1, Math.max(0, (share - 0.6) * 1.8 + 0.5));
}
