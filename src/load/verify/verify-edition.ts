import type { Client } from '@elastic/elasticsearch';
import type { Placement } from '../../editions/placement.js';
import type { StoredEdition } from '../../editions/stored-editions.js';
import type { DocumentType } from '../../model/document-type.js';
import type { EditionId } from '../../model/edition-id.js';
import type { Manifest } from '../../model/manifest.js';
import type { RunRecorder } from '../run-recorder.js';
import { checkShrink } from './check-shrink.js';
import { askEveryQuestion } from './smoke-test-questions.js';
import { verifyIndices } from './verify-indices.js';

/**
 * Holds an edition against everything that could be wrong with it, and writes all checks down; whether they
 * passed is for the caller to ask.
 */
export async function verifyEdition(options: {
  client: Client;
  edition: EditionId;
  manifest: Manifest;
  /** Of each index since its creation. */
  uuids: Record<DocumentType, string>;
  placement: Placement | undefined;
  /** What it would replace. */
  live: StoredEdition | undefined;
  acceptShrink?: boolean;
  recorder: RunRecorder;
}): Promise<void> {
  const { client, edition, manifest, uuids, placement, live, acceptShrink = false, recorder } = options;
  recorder.check(await verifyIndices(client, edition, { manifest, uuids, placement }));
  recorder.check(await askEveryQuestion(client, edition));
  if (live?.meta?.manifest) recorder.check(checkShrink(live.meta.manifest, manifest, acceptShrink));
}
