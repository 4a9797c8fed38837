import { documentTypes } from '../model/document-type.js';
import type { Changes, Check, LoadRun } from '../model/load-run.js';
import type { Manifest } from '../model/manifest.js';

const count = (number: number): string => number.toLocaleString('en-US');

const outcomes = {
  running: 'is running',
  published: 'published',
  staged: 'loaded and verified, not published',
  unchanged: 'nothing to do',
  rejected: 'rejected',
  locked: 'another loader was running',
  interrupted: 'interrupted',
  failed: 'failed',
  crashed: 'crashed',
} as const;

/** Returns the report of a run as text. */
export function describeRun(run: LoadRun): string {
  const { verb, outcome, edition, previous, documents, retries, failedDocuments, warnings } = run;
  const lines = [`${headline(run)}, after ${(run.seconds ?? 0).toFixed(1)} s`];
  if (outcome === 'published') {
    lines.push(`  edition ${edition} is live${previous ? `; it replaced ${previous}` : ''}`);
  } else if (outcome === 'staged') {
    lines.push(`  edition ${edition} is staged; marquee publish ${edition} makes it live`);
  } else if (outcome === 'unchanged' && (verb === 'publish' || verb === 'rollback')) {
    lines.push(`  edition ${edition} is live already`);
  } else if (outcome === 'unchanged') {
    lines.push(`  edition ${edition}, which is live, has exactly these documents; --force loads them again`);
  }
  if (documents !== null && outcome !== 'unchanged') {
    lines.push(`  documents: ${documentTypes.map((type) => `${count(documents[type])} ${type}`).join(', ')}`);
  }
  if (retries + failedDocuments > 0)
    lines.push(`  ${count(retries)} retries of documents, ${count(failedDocuments)} failed documents`);
  lines.push(...describeChecks(run.checks));
  if (run.stages.length > 0) {
    lines.push(
      `  seconds: ${run.stages.map(({ name, seconds }) => `${name} ${seconds.toFixed(2)}`).join(', ')}`,
    );
  }
  lines.push(...warnings.map((warning) => `  warning: ${warning}`));
  return lines.map((line) => `${line}\n`).join('');
}

/** Returns what happened, in the words of the verb where it has its own. */
function headline({ verb, outcome, edition }: LoadRun): string {
  if (verb === 'rollback' && outcome === 'published') return `rolled back to ${edition}`;
  if (verb === 'restore' && outcome === 'staged') return 'restore: restored and verified, not published';
  return `${verb}: ${outcomes[outcome]}`;
}

function describeChecks(checks: readonly Check[]): string[] {
  if (checks.length === 0) return [];
  const accepted = checks
    .filter((check) => check.accepted)
    .map(({ name, expected, found }) => `    accepted: ${name}: expected ${expected}, found ${found}`);
  const passed = checks.filter((check) => check.passed).length;
  // Failed checks are in the error.
  return [`  checks: ${passed} of ${checks.length} passed`, ...accepted];
}

/** Returns the changes that publishing makes as text. */
export function describeChanges({ against, movies, companies }: Changes): string {
  const { added, gone, changed, same } = movies;
  const lines = [
    `compared with edition ${against}: ${count(added)} movies added, ${count(gone)} removed, ${count(changed)} changed, ${count(same)} unchanged`,
  ];
  if (companies.length > 0) lines.push('  companies whose totals change most:');
  for (const { id, name, measure, before, after } of companies) {
    lines.push(`    ${name} (${id}), ${measure}: ${dollars(before)} → ${dollars(after)}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

const dollars = (amount: number | null): string => (amount === null ? 'unknown' : `$${count(amount)}`);

/** Returns the result of a dry run as text, or as JSON for programs. */
export function describeDryRun({ documents, totals }: Manifest, isJson: boolean): string {
  if (isJson) return `${JSON.stringify({ event: 'done', dryRun: true, documents, totals })}\n`;
  const list = documentTypes.map((type) => `${count(documents[type])} ${type}`).join(', ');
  return `dry run: the hydration files are complete: ${list}\nElasticsearch was not touched\n`;
}
