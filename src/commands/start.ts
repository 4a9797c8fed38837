import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Command } from 'commander';
import { allQuestions } from '../api/all-questions.js';
import { mintToken } from '../api/auth/mint-token.js';
import { expectFreePort } from '../api/serve.js';
import { readDataFolder } from '../config/embedded-config.js';
import { readLoadConfig } from '../config/load-config.js';
import { readServerConfig } from '../config/server-config.js';
import { readSecretTokenConfig } from '../config/token-config.js';
import { version } from '../config/version.js';
import { makeFolder } from '../files/make-folder.js';
import { maskUrl } from '../http/mask-url.js';
import { type LoadOptions, loadEdition } from '../load/load-edition.js';
import { RunRecorder } from '../load/run-recorder.js';
import type { EditionId } from '../model/edition-id.js';
import { type TransformOptions, transformEdition } from '../transform/transform-edition.js';
import { describeCalls } from './describe-calls.js';
import { describeReport } from './describe-report.js';
import { type EditionFlags, inputKinds, toEditionOptions, withEditionFlags } from './edition-options.js';
import { findRealEdition } from './find-real-edition.js';
import { aborted, onInterruption } from './interruption.js';
import { leaveTrace } from './leave-trace.js';
import { makeSample } from './make-sample.js';
import { expectAvailable, type OpenElasticsearch, openElasticsearch } from './open-elasticsearch.js';
import { parseText } from './parse-text.js';
import { serveApi } from './serve.js';
import { progressKind, showProgress } from './show-progress.js';
import { print } from './terminal.js';

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
  await expectFreePort(readServerConfig());
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
        const options = {
          signal: AbortSignal.any([signal, failed.signal]),
          ...toEditionOptions(flags, isSample),
        };
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
    if (edition === undefined) {
      edition = await findRealEdition(elasticsearch.client);
      if (edition !== undefined) {
        say(
          `edition ${edition} is in Elasticsearch on ${elasticsearch.url} and is served: --input loads another`,
        );
      }
    }
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
  const progress = showProgress(progressKind({}));
  const { onRead, onDownload: onProgress } = progress;
  const report = await transformEdition({ ...options, input, out, onRead, onProgress }).finally(
    progress.stop,
  );
  print(describeReport(report));
}

/** Loads and publishes the hydration files, unless the live edition has the same documents. */
async function publishOnce(
  { client, url }: OpenElasticsearch,
  hydration: string,
  signal: AbortSignal,
  options: Pick<LoadOptions, 'recorder' | 'acceptShrink' | 'onlyOverSample'>,
): Promise<void> {
  const { lockMilliseconds, placement } = readLoadConfig();
  say(`Elasticsearch is on ${url}`);
  const progress = showProgress(progressKind({}));
  const { outcome } = await loadEdition({
    client,
    input: hydration,
    questions: allQuestions,
    lockMilliseconds,
    placement,
    ...options,
    signal,
    onSent: progress.onSent,
    onStage: (stage) => {
      progress.stop();
      say(stage);
    },
  }).finally(progress.stop);
  if (outcome === 'unchanged') say('it has exactly these documents already');
}

/** Masks the password of a URL. */
const withoutSecrets = (input: string): string =>
  URL.canParse(input) && input.includes('://') ? maskUrl(new URL(input)) : input;

function say(text: string): void {
  print(`${text}\n`);
}
