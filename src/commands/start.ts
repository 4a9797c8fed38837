import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Command } from 'commander';
import { allQuestions } from '../api/all-questions.js';
import { mintToken } from '../api/auth/mint-token.js';
import { readDataFolder } from '../config/embedded-config.js';
import { readLoadConfig } from '../config/load-config.js';
import { readSecretTokenConfig } from '../config/token-config.js';
import { version } from '../config/version.js';
import { findFormerNames } from '../editions/former-names.js';
import { isSample, listStoredEditions } from '../editions/stored-editions.js';
import { makeFolder } from '../files/make-folder.js';
import { maskUrl } from '../http/mask-url.js';
import { readText, request } from '../http/request.js';
import { type LoadOptions, loadEdition } from '../load/load-edition.js';
import { RunRecorder } from '../load/run-recorder.js';
import type { EditionId } from '../model/edition-id.js';
import { type TransformOptions, transformEdition } from '../transform/transform-edition.js';
import { describeReport } from './describe-report.js';
import { type EditionFlags, inputKinds, toEditionOptions, withEditionFlags } from './edition-options.js';
import { aborted, onInterruption } from './interruption.js';
import { leaveTrace } from './leave-trace.js';
import { makeSample } from './make-sample.js';
import { expectAvailable, type OpenElasticsearch, openElasticsearch } from './open-elasticsearch.js';
import { parseText } from './parse-text.js';
import { serveApi } from './serve.js';

export const startCommand = (): Command =>
  withEditionFlags(
    new Command('start')
      .description('all in one: transform, load, publish and serve an edition, with a token to try it')
      .option(
        '--input <path or URL>',
        `${inputKinds}; by default the live edition or, where there is none, an invented one`,
        parseText,
      ),
  )
    .option('--accept-shrink', 'publish an edition that is much smaller than the live one')
    .addHelpText('after', '\nExample:\n  marquee start --input ./the-movies-dataset')
    .action(start);

type Flags = EditionFlags & { input?: string; acceptShrink?: boolean };

async function start({ input, acceptShrink = false, ...flags }: Flags, command: Command): Promise<void> {
  if (input === undefined && flags.corrections !== undefined) {
    command.error(
      'error: --corrections needs --input: without it nothing is transformed that could be corrected',
    );
  }
  const signal = onInterruption();
  const folder = join(readDataFolder(), 'start');
  await makeFolder(folder);
  const tokens = readSecretTokenConfig(randomBytes(48).toString('base64url'));
  const hydration = join(folder, 'hydration');
  say(`Marquee ${version}`);
  say(`starting Elasticsearch${input === undefined ? '' : '; meanwhile:'}`);
  // The transform ends with it: what it makes could not be loaded.
  const failed = new AbortController();
  const opening = openElasticsearch(signal);
  opening.catch((error: unknown) => failed.abort(error));
  try {
    /** Transforms, loads and publishes an edition, which leaves its trace. */
    const load = async (source: () => Promise<string>): Promise<EditionId> => {
      const recorder = new RunRecorder('start');
      let opened: OpenElasticsearch | undefined;
      const isSample = input === undefined;
      const work = async (): Promise<void> => {
        const options = { signal: AbortSignal.any([signal, failed.signal]), ...toEditionOptions(flags) };
        await transform(await source(), hydration, options);
        recorder.endStage('transform');
        opened = await opening;
        await expectAvailable(opened);
        await publishOnce(opened, hydration, signal, { recorder, acceptShrink, onlyOverSample: isSample });
      };
      await leaveTrace(recorder, readLoadConfig(), () => opened, work);
      return recorder.run.edition as EditionId;
    };
    let edition: EditionId | undefined;
    if (input !== undefined) edition = await load(async () => input);
    const elasticsearch = await opening;
    await expectAvailable(elasticsearch);
    edition ??= await findReal(elasticsearch);
    edition ??= await load(() => makeSample(folder, say));
    const server = await serveApi(elasticsearch, tokens);
    say(`edition ${edition} is live; the API is on ${server.url}`);
    const token = mintToken(tokens, { subject: 'start', scope: 'read', seconds: 12 * 3600 });
    process.stdout.write(await describeCalls(server.url, token));
    await aborted(signal);
    say('stopping');
    await server.close();
  } finally {
    await opening.then(
      (elasticsearch) => elasticsearch.close(),
      () => {},
    );
  }
}

async function transform(
  input: string,
  out: string,
  options: Omit<TransformOptions, 'input' | 'out'>,
): Promise<void> {
  say(`transforming ${withoutSecrets(input)}`);
  process.stdout.write(describeReport(await transformEdition({ ...options, input, out })));
}

/** Returns the live edition if it is no sample: a real edition is served, and replaced only when `--input` names another. */
async function findReal({ client, url }: OpenElasticsearch): Promise<EditionId | undefined> {
  const live = (await listStoredEditions(client)).find(({ state }) => state === 'live');
  if (live === undefined) {
    const former = await findFormerNames(client);
    if (former !== undefined) throw new Error(former);
  }
  if (live === undefined || isSample(live)) return undefined;
  say(`edition ${live.edition} is live in Elasticsearch on ${url}: it is served; --input loads another`);
  return live.edition;
}

/** Loads and publishes the hydration files, unless the live edition has the same documents. */
async function publishOnce(
  { client, url }: OpenElasticsearch,
  hydration: string,
  signal: AbortSignal,
  options: Pick<LoadOptions, 'recorder' | 'acceptShrink' | 'onlyOverSample'>,
): Promise<void> {
  const { lockMilliseconds, placement } = readLoadConfig();
  const { outcome } = await loadEdition({
    client,
    input: hydration,
    questions: allQuestions,
    lockMilliseconds,
    placement,
    ...options,
    signal,
    onStage: (stage) => say(`${stage}, in Elasticsearch on ${url}`),
  });
  if (outcome === 'unchanged') say(`Elasticsearch on ${url} has exactly these documents already`);
}

/** Returns a token and example calls, about the company and the genre with the most movies of this edition. */
async function describeCalls(url: string, token: string): Promise<string> {
  const call = async (path: string) => {
    const response = await request(`${url}${path}`, { headers: { Authorization: `Bearer ${token}` } });
    const text = await readText(response);
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as { data: { id: number; name: string }[] };
  };
  const [company] = (await call('/v1/companies?limit=1')).data;
  const [genre] = (await call('/v1/genres?limit=1')).data;
  const calls = [
    ['companies by name', '/v1/companies?q=pictures'],
    [`profit per year of ${company?.name}`, `/v1/companies/${company?.id}/profit-by-year`],
    ['its releases by genre', `/v1/companies/${company?.id}/releases-by-genre-by-year?from=2000`],
    [`every measure of ${genre?.name}`, `/v1/genres/${genre?.id}/summary-by-year`],
    ['the companies that earned most, as CSV', '/v1/companies/top?by=profit&format=csv'],
    ['the most popular genre of each year', '/v1/genres/most-popular-by-year'],
  ] as const;
  const width = Math.max(...calls.map(([title]) => title.length));
  const lines = calls.map(
    ([title, path]) => `  # ${title.padEnd(width)}\n  curl -H "$AUTH" '${url}${path}'\n`,
  );
  return `
The page, with a token for the next 12 hours:

  ${url}/#token=${token}

The same token for programs:

  AUTH='Authorization: Bearer ${token}'

Example calls:

${lines.join('')}
All questions, to try in a browser:  ${url}/docs
Their OpenAPI document:              ${url}/openapi.json
Ctrl-C stops everything.
`;
}

/** Masks the password of a URL. */
const withoutSecrets = (input: string): string =>
  URL.canParse(input) && input.includes('://') ? maskUrl(new URL(input)) : input;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
