import { Command } from 'commander';
import { type DescribedEdition, describeEditions } from '../editions/describe-editions.js';
import { print } from './terminal.js';
import { toTable } from './to-table.js';
import { withElasticsearch } from './with-elasticsearch.js';

export const editionsCommand = (): Command =>
  new Command('editions')
    .description('list the editions in Elasticsearch: state, age, size, documents, source')
    .option('--json', 'print them as one JSON array')
    .addHelpText(
      'after',
      '\nExample:\n  marquee editions --json\n\nStates: live; previous, live before and kept; staged, verified but never published; incomplete, removed by the next load.',
    )
    .action(async ({ json }: { json?: boolean }) => {
      const editions = await withElasticsearch(describeEditions);
      if (json) process.stdout.write(`${JSON.stringify(editions, null, 2)}\n`);
      else print(describe(editions));
    });

function describe(editions: readonly DescribedEdition[]): string {
  if (editions.length === 0) return 'There is no edition yet: marquee reload loads one.\n';
  const head = ['edition', 'state', 'age', 'size', 'movies', 'companies', 'source'];
  const rows = editions.map(({ edition, state, loadedAt, bytes, documents, sample, inputs }) => [
    edition,
    state,
    ageOf(loadedAt),
    `${(bytes / 1e6).toFixed(1)} MB`,
    documents.movies?.toLocaleString('en-US') ?? 'missing',
    documents.companies?.toLocaleString('en-US') ?? 'missing',
    `${sample ? 'sample: ' : ''}${inputs[0]?.name ?? 'unknown'} ${inputs[0]?.sha256.slice(0, 12) ?? ''}`,
  ]);
  return toTable([head, ...rows]);
}

/** `3 d`, `5 h`, `12 min`. */
function ageOf(iso: string): string {
  const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(iso)) / 60_000));
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}
