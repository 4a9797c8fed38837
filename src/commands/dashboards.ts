import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { defaultApi, generateDashboards, toImportFile } from '../../dashboards/generate/generate.js';
import { dashboardsFolder } from '../../dashboards/generate/read-descriptions.js';
import { readIndexPrefix } from '../config/elasticsearch-config.js';
import { readKibanaConfig } from '../config/kibana-config.js';
import { IndexNames } from '../elasticsearch/index-names.js';
import { makeFolder } from '../files/make-folder.js';
import { type Imported, importDashboards } from '../kibana/import-dashboards.js';
import { waitForKibana } from '../kibana/kibana.js';
import { KibanaError } from '../kibana/kibana-error.js';
import { onInterruption } from './interruption.js';
import { parseText } from './parse-text.js';
import { toTable } from './to-table.js';

const importExample = '  KIBANA_API_KEY=… marquee dashboards import --kibana http://localhost:5601';

/** `marquee dashboards`: generates and imports dashboards for Kibana, from their descriptions in dashboards/. */
export function dashboardsCommand(): Command {
  const command = new Command('dashboards')
    .description('dashboards for Kibana 9: import, generate')
    .addHelpText('after', `\nExample:\n${importExample}`);
  for (const verb of [importCommand(), generateCommand()]) {
    command.addCommand(verb.exitOverride().showHelpAfterError('(run with --help for an example)'));
  }
  return command;
}

const importCommand = (): Command =>
  new Command('import')
    .description('import the dashboards into a running Kibana, replacing those of an earlier import')
    .requiredOption('--kibana <url>', 'URL of Kibana, with its base path if it has one', parseUrl)
    .option('--api <url>', 'URL of the API for links, as browsers reach it', parseUrl, defaultApi)
    .option('--space <id>', 'a space of Kibana; its default space by default', parseText)
    .option('--wait <seconds>', 'longest wait for Kibana to become available', parseSeconds, 120)
    .option('--json', 'print the outcome of each object as JSON')
    .addHelpText(
      'after',
      `\nMARQUEE_INDEX_PREFIX says which indices they show. Signs in with KIBANA_API_KEY, or KIBANA_USERNAME and KIBANA_PASSWORD.\n\nExample:\n${importExample}`,
    )
    .action(runImport);

const generateCommand = (): Command =>
  new Command('generate')
    .description('generate the files that Kibana imports, from the descriptions of the dashboards')
    .addOption(
      new Option('--out <folder>', 'folder for the files')
        .argParser(parseText)
        .default(dashboardsFolder, 'dashboards/kibana'),
    )
    .option('--api <url>', 'URL of the API for links, as browsers reach it', parseUrl, defaultApi)
    .addHelpText('after', '\nExample:\n  marquee dashboards generate')
    .action(runGenerate);

type ImportOptions = { kibana: string; api: string; space?: string; wait: number; json?: boolean };

async function runImport({ kibana: url, api, space, wait, json }: ImportOptions): Promise<void> {
  const kibana = { url, space, signIn: readKibanaConfig(), signal: onInterruption() };
  const objects = Object.values(await generate(api)).flat();
  await waitForKibana(kibana, wait, (line) => process.stderr.write(`${line}\n`));
  const imported = await importDashboards(kibana, objects);
  process.stdout.write(json ? `${JSON.stringify(imported, null, 2)}\n` : describe(imported));
  const failed = imported.filter(({ outcome }) => outcome === 'failed');
  if (failed.length > 0) {
    const isSkipped = imported.some(({ outcome }) => outcome === 'skipped');
    throw new KibanaError(
      `Kibana rejected ${failed.length} of ${imported.length} objects${isSkipped ? ', and so imported none' : ''}: the reasons are above.`,
    );
  }
}

const generate = (api: string) => generateDashboards(api, undefined, new IndexNames(readIndexPrefix()));

async function runGenerate({ out, api }: { out: string; api: string }): Promise<void> {
  const files = Object.entries(await generate(api));
  await makeFolder(out);
  for (const [name, objects] of files) {
    const path = join(out, `${name}.ndjson`);
    await writeFile(path, toImportFile(objects));
    process.stdout.write(`${path}: ${objects.length} objects\n`);
  }
}

function describe(imported: readonly Imported[]): string {
  const rows = imported.map(
    ({ outcome, type, title, storedAs, reason = storedAs && `its id is ${storedAs}` }) => [
      title,
      type === 'index-pattern' ? 'data view' : type,
      outcome,
      ...(reason === undefined ? [] : [reason]),
    ],
  );
  return toTable([
    ['title', 'kind', 'outcome', ...(rows.some((row) => row.length > 3) ? ['remark'] : [])],
    ...rows,
  ]);
}

function parseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && url.username + url.password !== '') {
    // Not an InvalidArgumentError, which repeats the value.
    process.stderr.write(
      'error: a URL must not hold a user or password; set KIBANA_USERNAME and KIBANA_PASSWORD.\n',
    );
    throw new CommanderError(2, 'marquee.credentialsInUrl', 'a URL must not hold a user or password');
  }
  const isPlain = url && url.search === '' && url.hash === '' && /^https?:$/.test(url.protocol);
  if (isPlain) return text.replace(/\/+$/, '');
  throw new InvalidArgumentError(
    'It must be an http or https URL without query and fragment, such as http://localhost:5601.',
  );
}

function parseSeconds(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number of seconds from 0 to 9999.');
}
