import { Command } from 'commander';
import { backUp, usualRepository } from '../load/snapshots.js';
import { withElasticsearch } from './with-elasticsearch.js';

export const backupCommand = (): Command =>
  new Command('backup')
    .description('take a snapshot of the live generation, or of another, and of the history of loads')
    .argument('[generation]', 'as marquee generations lists it')
    .option('--repository <name>', "Elasticsearch's snapshot repository", usualRepository)
    .addHelpText(
      'after',
      `\nExample:\n  marquee backup\n\nThe repository ${usualRepository} is made on the fly, as a folder (type fs) below path.repo; any other must be registered already.`,
    )
    .action(async (generation: string | undefined, { repository }: { repository: string }) => {
      const backup = await withElasticsearch((client) => backUp(client, repository, generation), true);
      process.stdout.write(
        `generation ${backup.generation} is in snapshot ${backup.snapshot} of the repository ${repository}\n`,
      );
    });
