import type { Placement } from '../../editions/placement.js';
import { isSample, type StoredEdition } from '../../editions/stored-editions.js';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import type { DocumentType } from '../../model/document-type.js';
import type { EditionId } from '../../model/edition-id.js';
import type { Manifest } from '../../model/manifest.js';
import type { Question } from '../../questions/question.js';
import type { RunRecorder } from '../run-recorder.js';
import { checkShrink } from './check-shrink.js';
import { smokeTestQuestions } from './smoke-test-questions.js';
import { verifyIndices } from './verify-indices.js';

/** Runs all checks of a loaded edition and records their results; the caller decides with `assertPassed`. */
export async function verifyEdition(options: {
  client: MarqueeClient;
  edition: EditionId;
  manifest: Manifest;
  /** UUID of each index since its creation. */
  uuids: Record<DocumentType, string>;
  placement: Placement | undefined;
  /** The edition that it would replace. */
  live: StoredEdition | undefined;
  questions: readonly Question[];
  acceptShrink?: boolean;
  recorder: RunRecorder;
}): Promise<void> {
  const { client, edition, manifest, uuids, placement, live, acceptShrink = false, recorder } = options;
  recorder.check(await verifyIndices(client, edition, { manifest, uuids, placement }));
  recorder.check(await smokeTestQuestions(client, edition, options.questions));
  // Any edition may replace a sample.
  if (live?.meta && !isSample(live)) recorder.check(checkShrink(live.meta.manifest, manifest, acceptShrink));
}
