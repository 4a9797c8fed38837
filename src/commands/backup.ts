import { Command } from 'commander';
import { backUp, defaultRepository } from '../load/snapshots.js';
import { parseText } from './parse-text.js';
import { withElasticsearch } from './with-elasticsearch.js';

export const backupCommand = (): Command =>
  new Command('backup')
    .description('take a snapshot of the live edition, or of another, and of the history of loads')
    .argument('[edition]', 'its id, from marquee editions; the live one by default')
    .option('--repository <name>', "Elasticsearch's snapshot repository", parseText, defaultRepository)
    .addHelpText(
      'after',
      `\nExample:\n  marquee backup\n\nThe repository ${defaultRepository} is registered when it is first used, as a folder (type fs) below path.repo; register any other beforehand.`,
    )
    .action(async (edition: string | undefined, { repository }: { repository: string }) => {
      const backup = await withElasticsearch((client) => backUp(client, repository, edition));
      process.stdout.write(
        `edition ${backup.edition} is in snapshot ${backup.snapshot} of the repository ${repository}\n`,
      );
    });
