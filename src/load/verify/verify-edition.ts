import type { Client } from '@elastic/elasticsearch';
import type { Generation } from '../../editions/index-names.js';
import type { Placement } from '../../editions/placement.js';
import type { StoredGeneration } from '../../editions/stored-editions.js';
import type { DocumentType } from '../../model/document-type.js';
import type { Manifest } from '../../model/manifest.js';
import type { RunRecorder } from '../run-recorder.js';
import { checkShrink } from './check-shrink.js';
import { askEveryQuestion } from './smoke-test-questions.js';
import { verifyGeneration } from './verify-indices.js';

/**
 * Holds a generation against everything that could be wrong with it, and writes all checks down; whether they
 * passed is for the caller to ask.
 */
export async function verifyEdition(options: {
  client: Client;
  generation: Generation;
  manifest: Manifest;
  /** Of each index since its creation. */
  uuids: Record<DocumentType, string>;
  placement: Placement | undefined;
  /** What it would replace. */
  live: StoredGeneration | undefined;
  acceptShrink?: boolean;
  recorder: RunRecorder;
}): Promise<void> {
  const { client, generation, manifest, uuids, placement, live, acceptShrink = false, recorder } = options;
  recorder.check(await verifyGeneration(client, generation, { manifest, uuids, placement }));
  recorder.check(await askEveryQuestion(client, generation));
  if (live?.meta?.manifest) recorder.check(checkShrink(live.meta.manifest, manifest, acceptShrink));
}
