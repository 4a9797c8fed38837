import { Command } from 'commander';
import { serveStdio } from '../api/mcp/serve-stdio.js';
import { readElasticsearchConfig } from '../config/elasticsearch-config.js';
import { readExportConfig } from '../config/export-config.js';
import { readLimitConfig } from '../config/limit-config.js';
import { readServerConfig } from '../config/server-config.js';
import { version } from '../config/version.js';
import { createReadingClient } from '../elasticsearch/create-client.js';
import { createLogger } from '../telemetry/logger.js';
import { onInterruption } from './interruption.js';
import { openElasticsearch } from './open-elasticsearch.js';

/** `marquee mcp`: answers an assistant's questions over standard input and output, which carry the protocol alone. */
export const mcpCommand = (): Command =>
  new Command('mcp')
    .description(
      'answer the questions of an assistant (Model Context Protocol over standard input and output)',
    )
    .addHelpText(
      'after',
      '\nExample:\n  ELASTICSEARCH_URL=http://127.0.0.1:9200 marquee mcp\n\nAn assistant starts this itself and stops it, by an entry in its settings: docs/assistants.md. Over HTTP, `marquee serve` has the same tools at /mcp.',
    )
    .action(async () => {
      const signal = onInterruption();
      const { host, port, logLevel, publicUrl } = readServerConfig();
      const limits = readLimitConfig();
      const elasticsearch = await openElasticsearch(signal);
      const config = readElasticsearchConfig();
      const reader = createReadingClient(elasticsearch.url, config, limits.deadlineMilliseconds);
      try {
        await serveStdio(
          { reader },
          {
            limits,
            exports: readExportConfig(),
            logger: createLogger(logLevel),
            version,
            site: publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
          },
          signal,
        );
      } finally {
        await reader.close();
        await elasticsearch.close();
      }
    });
