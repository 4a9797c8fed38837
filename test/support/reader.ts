import type { BrowserContextOptions, Locator, Page } from 'playwright-core';

/** How a reader uses the page. */
export type Way = { name: string; hand: 'mouse' | 'keyboard'; context: BrowserContextOptions };

const sizes: readonly [name: string, context: BrowserContextOptions][] = [
  ['1440 pixels', { viewport: { width: 1440, height: 900 } }],
  ['1024 pixels', { viewport: { width: 1024, height: 768 } }],
  ['390 pixels', { viewport: { width: 390, height: 844 } }],
];

/** One way by default; all sizes by mouse and by keyboard where MARQUEE_TEST_SIZES is `all`. */
export const ways: readonly Way[] = sizes
  .flatMap(([name, context]) =>
    (['mouse', 'keyboard'] as const).map((hand) => ({ name: `at ${name} by ${hand}`, hand, context })),
  )
  .slice(0, process.env.MARQUEE_TEST_SIZES === 'all' ? undefined : 1);

/** A reader of the page, whose steps are counted: a click, a choice, or words with Enter. */
export class Reader {
  readonly page: Page;
  readonly #hand: Way['hand'];
  steps = 0;

  constructor(page: Page, hand: Way['hand']) {
    this.page = page;
    this.#hand = hand;
  }

  /** Presses a button or follows a link. */
  async press(target: Locator): Promise<void> {
    this.steps += 1;
    await target.waitFor();
    if (this.#hand === 'mouse') return target.click();
    await target.focus();
    await this.page.keyboard.press('Enter');
  }

  /** Opens a view from the bar; where the bar is folded, unfolding it is a step of its own. */
  async open(view: string): Promise<void> {
    const menu = this.page.getByRole('button', { name: /^Views, now/ });
    await this.page.getByRole('navigation', { name: 'Views' }).waitFor();
    if (await menu.isVisible()) await this.press(menu);
    const link = this.page.locator('#views').getByText(view, { exact: true });
    await this.press(link);
    await this.page
      .locator('#views a[aria-current="page"]', { hasText: view })
      .waitFor({ state: 'attached' });
    await this.settled();
  }

  /** Chooses from a list. */
  async choose(list: Locator, option: string): Promise<void> {
    this.steps += 1;
    await list.selectOption({ label: option });
    await this.settled();
  }

  /** Types words and presses Enter. */
  async type(field: Locator, words: string): Promise<void> {
    this.steps += 1;
    await field.focus();
    await this.page.keyboard.type(words);
    await this.page.keyboard.press('Enter');
  }

  /** Shows the movies of the mark whose words begin so, in a plot that reads its marks by arrow keys. */
  async pressMark(figure: string, words: string): Promise<void> {
    this.steps += 1;
    const frame = this.page.locator(`[data-figure="${figure}"]`);
    if (this.#hand === 'mouse') {
      await frame.locator(`svg [aria-label^="${words}"]`).first().click();
      return;
    }
    const chart = frame.locator('.chart');
    await chart.focus();
    await this.page.keyboard.press('End');
    const said = chart.locator('[aria-live]');
    while (!((await said.textContent()) ?? '').startsWith(words)) await this.page.keyboard.press('ArrowLeft');
    await this.page.keyboard.press('Enter');
  }

  /** Waits until the view of the address is shown. */
  async settled(): Promise<void> {
    // The address changes in the next frame at the latest, and the view is busy from then on.
    await this.page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
    await this.page.locator('main[aria-busy]').waitFor({ state: 'detached' });
  }
}
