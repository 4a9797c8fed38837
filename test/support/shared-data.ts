import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';
import { titleWithout } from './optional.js';

/** Real rows and independently computed answers, which lie beside the checkout on some machines and are never in it. */
const folder = join(projectRoot, '..', 'shared', 'data');

/** Programs that check what Marquee makes, written by others. */
export const sharedTools = join(projectRoot, '..', 'shared', 'tools');

export const sharedSample = join(folder, 'sample');
export const sharedExpected = join(folder, 'expected', 'analytics.json');

/** Small damaged or re-saved inputs, from public reports. */
export const sharedField = join(folder, 'field');

/** 600 movies of the sample in every shape, and the answers about them. */
export const sharedSources = join(folder, 'sources');
export const sharedSourcesExpected = join(folder, 'expected', 'sources.json');

/**
 * A suite over the shared data: skipped, and saying so, where the data is missing; where it must be there
 * (`MARQUEE_TEST_SHARED_DATA=required`, as CI sets it) the suite runs and fails.
 */
export function describeWithSharedData(name: string, suite: (this: Mocha.Suite) => void): void {
  const isThere = existsSync(sharedSample) && existsSync(sharedExpected);
  if (isThere || process.env.MARQUEE_TEST_SHARED_DATA === 'required') describe(name, suite);
  else describe.skip(titleWithout(name, 'the shared data beside this checkout'), suite);
}
