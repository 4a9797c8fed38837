import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'mocha';
import { allQuestions } from '../../src/api/all-questions.js';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { type LoadOptions, loadEdition } from '../../src/load/load-edition.js';
import { type TransformOptions, transformEdition } from '../../src/transform/transform-edition.js';
import { startApi, type TestApi } from './api.js';
import { moviesCsv } from './edition.js';
import { sharedNodeUrl } from './shared-node.js';

/** Loads hydration files and publishes them, whatever was live before. */
export async function loadAndPublish(
  client: MarqueeClient,
  input: string,
  options: Pick<LoadOptions, 'keep'> = {},
): Promise<string> {
  const { edition } = await loadEdition({
    ...options,
    client,
    input,
    questions: allQuestions,
    force: true,
    acceptShrink: true,
  });
  return edition as string;
}

export type LoadedEdition = { api: TestApi; client: MarqueeClient; hydration: string; edition: string };

/**
 * Transforms an edition (a folder, or the lines of a movies_metadata.csv), loads it into the shared node and
 * serves it, for the suite that asks; `prepare` may write it first. The result is filled in before its first test.
 */
export function loadedEdition(
  source: string | readonly string[],
  prepare: () => Promise<unknown> = async () => {},
  options: Pick<TransformOptions, 'corrections'> = {},
): LoadedEdition {
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  const loaded = { hydration: join(folder, 'hydration') } as LoadedEdition;
  before(async function () {
    this.timeout(240_000);
    await prepare();
    const input = typeof source === 'string' ? source : folder;
    if (typeof source !== 'string') await writeFile(join(folder, 'movies_metadata.csv'), moviesCsv(source));
    await transformEdition({ input, out: loaded.hydration, ...options });
    const url = await sharedNodeUrl();
    loaded.client = new MarqueeClient({ node: url });
    loaded.edition = await loadAndPublish(loaded.client, loaded.hydration);
    loaded.api = await startApi(url);
  });
  after(async () => {
    await loaded.api?.close();
    await loaded.client?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return loaded;
}
