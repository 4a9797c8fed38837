import { Command, InvalidArgumentError } from 'commander';
import { readHistory } from '../load/run-history.js';
import type { LoadRun } from '../model/load-run.js';
import { openJournal } from './leave-trace.js';
import { print } from './terminal.js';
import { toTable } from './to-table.js';
import { withElasticsearch } from './with-elasticsearch.js';

export const historyCommand = (): Command =>
  new Command('history')
    .description('list the runs of the loader, also failed ones, newest first')
    .option('--limit <runs>', 'runs to show', parseLimit, 20)
    .option('--json', 'print them as one JSON array, with every check')
    .addHelpText('after', '\nExample:\n  marquee history --limit 5')
    .action(async ({ limit, json }: { limit: number; json?: boolean }) => {
      const runs = await withElasticsearch(async (client) => {
        // An account that may only read shows what the history has.
        await openJournal()
          .moveTo(client)
          .catch(() => {});
        return await readHistory(client, limit);
      });
      if (json) process.stdout.write(`${JSON.stringify(runs, null, 2)}\n`);
      else print(runs.length === 0 ? 'No run yet.\n' : describe(runs));
    });

/** Returns the runs as a table, each with its whole reason below it. */
function describe(runs: readonly LoadRun[]): string {
  const head = ['started', 'verb', 'outcome', 'edition', 'movies', 'checks', 'seconds', 'by'];
  const rows = runs.map((run) => [
    run.startedAt.slice(0, 19).replace('T', ' '),
    run.verb,
    run.outcome,
    run.edition ?? '',
    run.documents?.movies.toLocaleString('en-US') ?? '',
    `${run.checks.filter(({ passed }) => passed).length} of ${run.checks.length}`,
    run.seconds?.toFixed(1) ?? '',
    `${run.user}@${run.host}`,
  ]);
  return toTable(
    [head, ...rows],
    runs.map(({ error }) => error),
  );
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (/^[1-9]\d*$/.test(text) && limit <= 10_000) return limit;
  throw new InvalidArgumentError('It must be a whole number from 1 to 10,000.');
}
