import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../src/root.js';
import { openBrowser } from './open-browser.js';

/*
 * Pictures of every view, light and dark, for the README: of a Marquee that runs (its address with the token, as
 * `npm start` prints it, in MARQUEE_PAGE or --page).
 */

const views: {
  name: string;
  path: string;
  phone?: boolean;
  full?: boolean;
  before?(page: Page): Promise<void>;
}[] = [
  { name: 'industry', path: '/' },
  { name: 'company', path: '/companies/5', full: true },
  { name: 'companies', path: '/companies' },
  { name: 'genre', path: '/genres/18' },
  { name: 'genres', path: '/genres' },
  { name: 'popular', path: '/popular?from=1960' },
  { name: 'search', path: '/search?q=the' },
  { name: 'editions', path: '/editions' },
  { name: 'phone', path: '/companies/5', phone: true },
];

const { values } = parseArgs({
  options: {
    page: { type: 'string' },
    out: { type: 'string', default: join(projectRoot, 'docs', 'screenshots') },
    only: { type: 'string' },
  },
});
const [origin, token] = (values.page ?? '').split('/#token=');
if (!origin || !token) {
  process.stderr.write(
    'screenshots: --page is missing: the address that `npm start` prints, with the token: http://127.0.0.1:3000/#token=…\n',
  );
  process.exit(2);
}
await mkdir(values.out, { recursive: true });
const browser = await openBrowser();
try {
  for (const theme of ['light', 'dark'] as const) await takeAll(browser, theme);
} finally {
  await browser.close();
}

async function takeAll(open: Browser, theme: 'light' | 'dark'): Promise<void> {
  for (const { name, path, phone, full } of views) {
    if (values.only !== undefined && !values.only.split(',').includes(name)) continue;
    const context = await open.newContext({
      colorScheme: theme,
      viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 860 },
      deviceScaleFactor: phone ? 2 : 1,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') process.stderr.write(`${name}: ${message.text()}\n`);
    });
    page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.stack}\n`));
    await page.goto(`${origin}/#token=${token}&view=${encodeURIComponent(path)}`);
    await page.waitForSelector('main h1');
    await page.waitForTimeout(500);
    const file = `${name}-${theme}.png`;
    await page.screenshot({ path: join(values.out, file), fullPage: full === true });
    process.stdout.write(`${file}\n`);
    await context.close();
  }
}
