import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedNode } from '../src/embedded/start-embedded-node.js';
import { movieLine, moviesCsv } from '../test/support/edition.js';
import { marquee } from '../test/support/marquee.js';
import { downloadServers, type RawAnswer, startRawServer } from '../test/support/raw-server.js';
import { zipOf } from '../test/support/zip.js';
import { median, say } from './common-steps.js';

/*
 * `marquee reload --input URL` fifty times from each kind of server that people download from: ones that close the
 * connection, keep it, speak HTTP/1.0, break off …. Does every run get every byte (`--sha256`) and publish?
 */

const { values } = parseArgs({ options: { reloads: { type: 'string', default: '50' } } });
const reloads = Number(values.reloads);
if (!(reloads >= 1)) throw new RangeError('--reloads takes a number from 1');

/** Words that do not compress: the zip must be larger than what a connection buffers. */
const lines = Array.from({ length: 100 }, (_, at) =>
  movieLine({ id: String(at + 1), title: `Movie ${at}`, overview: randomBytes(10_000).toString('hex') }),
);
const zip = zipOf([{ name: 'movies_metadata.csv', data: moviesCsv(lines), method: 0 }]);
const sha256 = createHash('sha256').update(zip).digest('hex');

const folder = await mkdtemp(join(tmpdir(), 'marquee-downloads-'));
const node = await startEmbeddedNode({ dataDir: join(folder, 'node'), port: 0, heap: '512m' });
try {
  let published = 0;
  const servers = Object.entries(downloadServers(zip));
  for (const [kind, answer] of servers) published += await reloadFrom(kind, answer);
  const all = servers.length * reloads;
  say(`${published} of ${all} reloads published`);
  if (published < all) process.exitCode = 1;
} finally {
  await node.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Reloads from a server of one kind, one run after the other; returns how many were published. */
async function reloadFrom(kind: string, answer: RawAnswer): Promise<number> {
  const server = await startRawServer(answer);
  const seconds: number[] = [];
  try {
    for (let at = 0; at < reloads; at++) {
      const url = `${server.url}/${at}.zip`;
      const began = performance.now();
      const { code, err } = await marquee(
        ['reload', '--input', url, '--sha256', sha256, '--force', '--quiet'],
        { ELASTICSEARCH_URL: node.url, MARQUEE_DATA: join(folder, 'data') },
      );
      if (code === 0) seconds.push((performance.now() - began) / 1000);
      else say(`a server that ${kind}: reload ended with ${code}: ${err}`);
    }
  } finally {
    await server.close();
  }
  say(
    `a server that ${kind}: ${seconds.length} of ${reloads} published, median ${median(seconds).toFixed(1)} s`,
  );
  return seconds.length;
}
