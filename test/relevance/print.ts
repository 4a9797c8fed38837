import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allQuestions } from '../../src/api/all-questions.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { startEmbeddedNode } from '../../src/embedded/start-embedded-node.js';
import { loadEdition } from '../../src/load/load-edition.js';
import { transformEdition } from '../../src/transform/transform-edition.js';
import { startApi } from '../support/api.js';
import { sharedSample } from '../support/shared-data.js';
import { compareAll, missedGoals } from './compare.js';
import type { Quality } from './measure.js';

/* `npm run relevance`: how well the judged queries are answered, beside a plain `multi_match`; fails below the goals. */

const folder = await mkdtemp(join(tmpdir(), 'marquee-relevance-'));
const node = await startEmbeddedNode({ dataDir: join(folder, 'node'), port: 0, heap: '512m' });
try {
  const hydration = join(folder, 'hydration');
  await transformEdition({ input: sharedSample, out: hydration });
  const client = new MarqueeClient({ node: node.url });
  await loadEdition({ client, questions: allQuestions, input: hydration });
  const api = await startApi(node.url);
  const compared = await compareAll(api, client);
  await api.close();
  await client.close();
  print(`${'kind'.padEnd(16)}${'queries'.padStart(8)}   ours: MRR, nDCG@10, @1, @10     plain multi_match`);
  for (const { kind, ours, baseline } of compared) {
    print(`${kind.padEnd(16)}${String(ours.queries).padStart(8)}   ${figures(ours)}   ${figures(baseline)}`);
  }
  for (const { kind, misses } of compared) if (misses.length > 0) print(`${kind}: ${misses.join('; ')}`);
  const missed = missedGoals(compared);
  for (const goal of missed) print(`missed: ${goal}`);
  if (missed.length > 0) process.exitCode = 1;
} finally {
  await node.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function figures({ mrr, ndcg10, success1, success10 }: Quality): string {
  return [mrr, ndcg10, success1, success10].map((figure) => figure.toFixed(3).padStart(6)).join(' ');
}
