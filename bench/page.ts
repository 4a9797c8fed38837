import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../scripts/open-browser.js';
import { allQuestions } from '../src/api/all-questions.js';
import { mintToken } from '../src/api/auth/mint-token.js';
import { createApp } from '../src/api/create-app.js';
import { serve } from '../src/api/serve.js';
import { readExportConfig } from '../src/config/export-config.js';
import { readLimitConfig } from '../src/config/limit-config.js';
import { readSignInConfig } from '../src/config/sign-in-config.js';
import { MarqueeClient } from '../src/elasticsearch/marquee-client.js';
import { startEmbeddedNode } from '../src/embedded/start-embedded-node.js';
import { loadEdition } from '../src/load/load-edition.js';
import { median, prepareHydration, say } from './common-steps.js';

/*
 * What does a reader wait for the first plot, and for the one of the next view, and what does the page weigh? Taken in a
 * real Chromium with an empty cache, over a warm server, of each view that has a plot.
 */

const goals = { firstPlotMilliseconds: 1000, nextPlotMilliseconds: 400, weightBytes: 160_000 };
const views = [
  '/',
  '/companies/5',
  '/genres/18',
  '/genres',
  '/popular',
  '/companies',
  '/compare',
  '/explore',
];

const marks = '.plot svg g > rect[aria-label], .plot svg g > circle[aria-label], .ranking .bar';

/** Notes when the first mark of a plot stands in the page, and how far the layout shifted. */
const watch = `
  window.shift = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; })
    .observe({ type: 'layout-shift', buffered: true });
  new MutationObserver((_, observer) => {
    if (document.querySelector('${marks}') === null) return;
    window.firstPlot = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
`;

const tokens = { secret: 'a secret for measuring only, of 32 bytes', issuer: 'marquee', audience: 'bench' };

const { values } = parseArgs({
  options: {
    movies: { type: 'string', default: '45466' },
    runs: { type: 'string', default: '5' },
  },
});
const [movies, runs] = [Number(values.movies), Number(values.runs)];
if (!(movies >= 1 && runs >= 1)) throw new RangeError('--movies and --runs take a number from 1');

const dataDir = await mkdtemp(join(tmpdir(), 'marquee-bench-'));
const node = await startEmbeddedNode({ dataDir, port: 0, heap: '1g' });
const client = new MarqueeClient({ node: node.url });
const browser = await openBrowser();
try {
  await loadEdition({ client, questions: allQuestions, input: await prepareHydration(movies) });
  const app = await createApp(
    { reader: client },
    {
      tokens,
      limits: { ...readLimitConfig({}), requestsPerMinute: 0 },
      signIn: readSignInConfig({}),
      exports: readExportConfig({}),
      logger: pino({ level: 'error' }, pino.destination(2)),
      version: 'bench',
    },
  );
  const server = await serve(app.koa.callback(), { host: '127.0.0.1', port: 0, logLevel: 'error' });
  say(`${movies} movies, medians of ${runs} openings with an empty browser cache, warm server`);
  for (const view of views) await measure(browser, server.url, view);
  await measureNext(browser, server.url);
  await server.close();
  app.close();
} finally {
  await browser.close();
  await client.close();
  await node.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function measure(open: Browser, url: string, view: string): Promise<void> {
  await openOnce(open, url, view);
  const openings: Awaited<ReturnType<typeof openOnce>>[] = [];
  for (let n = 0; n < runs; n++) openings.push(await openOnce(open, url, view));
  const middle = (key: keyof (typeof openings)[number]) => median(openings.map((opening) => opening[key]));
  const [firstPlot, weight] = [middle('firstPlot'), middle('pageBytes')];
  say(
    `${view}: first plot ${firstPlot.toFixed(0)} ms = ${(firstPlot / goals.firstPlotMilliseconds).toFixed(2)} of the goal, first paint ${middle('firstPaint').toFixed(0)} ms, ` +
      `page ${(weight / 1000).toFixed(1)} kB = ${(weight / goals.weightBytes).toFixed(2)} of the goal, ` +
      `answers ${(middle('answerBytes') / 1000).toFixed(1)} kB, ${middle('requests')} requests, layout shift ${middle('shift').toFixed(3)}`,
  );
}

/** From view to view in one tab, whose answers are new to it: from the change of the address to a mark of another plot. */
async function measureNext(open: Browser, url: string): Promise<void> {
  const [first = '/', ...others] = views;
  const times = new Map<string, number[]>(others.map((view) => [view, []]));
  for (let n = 0; n < runs; n++) {
    const context = await open.newContext({ viewport: { width: 1280, height: 860 } });
    const page = await context.newPage();
    await page.goto(`${url}/#token=${readerToken()}&view=${encodeURIComponent(first)}`);
    await page.waitForLoadState('networkidle');
    for (const view of others) {
      const took = await page.evaluate(
        `new Promise((resolve) => {
          const old = new Set(document.querySelectorAll('${marks}'));
          const begin = performance.now();
          const look = () => [...document.querySelectorAll('${marks}')].some((mark) => !old.has(mark))
            ? resolve(performance.now() - begin) : requestAnimationFrame(look);
          location.hash = '${view}';
          look();
        })`,
      );
      times.get(view)?.push(took as number);
      await page.waitForLoadState('networkidle');
    }
    await context.close();
  }
  for (const [view, took] of times) {
    const time = median(took);
    say(
      `${view} as the next view: its plot after ${time.toFixed(0)} ms = ${(time / goals.nextPlotMilliseconds).toFixed(2)} of the goal`,
    );
  }
}

function readerToken(): string {
  return mintToken(tokens, { subject: 'bench', scope: 'read', seconds: 600 });
}

/** Times in milliseconds from the beginning of the navigation; bytes as they came over the wire. */
async function openOnce(open: Browser, url: string, view: string) {
  const context = await open.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const urls = new Map<string, string>();
  const bytes = { page: 0, answers: 0 };
  network.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, response.url));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes[urls.get(requestId)?.includes('/v1/') ? 'answers' : 'page'] += encodedDataLength;
  });
  await page.addInitScript(watch);
  await page.goto(`${url}/#token=${readerToken()}&view=${encodeURIComponent(view)}`);
  await page.waitForLoadState('networkidle');
  const [firstPlot, firstPaint, shift] = (await page.evaluate(
    "[window.firstPlot, performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN, window.shift]",
  )) as [number | undefined, number, number];
  await context.close();
  if (firstPlot === undefined) throw new Error(`${view} shows no plot`);
  return {
    firstPlot,
    firstPaint,
    shift,
    pageBytes: bytes.page,
    answerBytes: bytes.answers,
    requests: urls.size,
  };
}
