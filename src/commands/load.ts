import { Command } from 'commander';
import { loadEdition } from '../load/load-edition.js';
import { retire } from '../load/retire.js';
import { documentTypes } from '../model/document-type.js';
import { onInterruption } from './interruption.js';
import { expectAnswer, openElasticsearch } from './open-elasticsearch.js';

export const loadCommand = (): Command =>
  new Command('load')
    .description('load hydration files into fresh indices and, when all is well, publish them')
    .requiredOption('--input <folder>', 'folder with the hydration files of a finished transform')
    .addHelpText('after', '\nExample:\n  marquee load --input ./hydration')
    .action(async ({ input }: { input: string }) => {
      const signal = onInterruption();
      const elasticsearch = await openElasticsearch(signal);
      try {
        await expectAnswer(elasticsearch);
        const { generation, counts } = await loadEdition({ client: elasticsearch.client, input, signal });
        process.stdout.write(
          `published generation ${generation}: ${documentTypes.map((type) => `${counts[type]} ${type}`).join(', ')}\n`,
        );
        const retired = await retire(elasticsearch.client);
        if (retired.length > 0) process.stdout.write(`retired ${retired.join(', ')}\n`);
      } finally {
        await elasticsearch.close();
      }
    });
