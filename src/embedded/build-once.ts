import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { buildEmbedded } from '../../embedded/build.mjs';
import { isBuilt } from '../../embedded/launcher.mjs';
import { isInstalled, projectRoot } from '../config/project-root.js';
import { EmbeddedNodeError } from './embedded-node-error.js';

/**
 * Makes sure that the embedded node is built below a folder. An installed package builds it at its first use, with Maven; in a
 * checkout set-up has done that.
 * @throws {EmbeddedNodeError} in a checkout without set-up, or an error that says what is missing or what Maven says
 */
export async function buildOnce(home: string): Promise<void> {
  if (isBuilt(home)) return;
  if (!isInstalled) {
    throw new EmbeddedNodeError(
      'not-built',
      'The embedded Elasticsearch is not built: run `node scripts/setup.mjs --embedded`, or set ELASTICSEARCH_URL to an existing cluster.',
    );
  }
  process.stderr.write(`building the embedded Elasticsearch in ${home}: once, with Maven …\n`);
  for (const name of ['pom.xml', 'src']) {
    await cp(join(projectRoot, 'embedded', name), join(home, 'embedded', name), { recursive: true });
  }
  await buildEmbedded(home);
}
