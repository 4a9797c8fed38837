import { allQuestions } from '../api/all-questions.js';
import { type LoadConfig, readLoadConfig } from '../config/load-config.js';
import { readTracingConfig } from '../config/tracing-config.js';
import { printable } from '../files/show-text.js';
import type { PublishOptions } from '../load/publish-edition.js';
import { RunRecorder } from '../load/run-recorder.js';
import { announceRun } from '../load/webhook/announce-run.js';
import type { Changes, LoadRun, LoadVerb } from '../model/load-run.js';
import { writeLoadMetricsFile } from '../telemetry/metrics/load-metrics-file.js';
import { startTracing } from '../telemetry/tracing/start-tracing.js';
import { traceRun } from '../telemetry/tracing/trace-run.js';
import { describeChanges, describeRun } from './describe-run.js';
import { onInterruption } from './interruption.js';
import type { RunFlags } from './load-options.js';
import { expectAvailable, openElasticsearch } from './open-elasticsearch.js';
import { type Progress, progressKind, showProgress } from './show-progress.js';

/** The context of a command that changes what readers see. */
export type LoadContext = {
  recorder: RunRecorder;
  progress: Progress;
  signal: AbortSignal;
  /** Print a stage, and what publishing will change. */
  onStage(stage: string): void;
  onChanges(changes: Changes): void;
  /** Opens Elasticsearch when the command first needs it. */
  connect(): Promise<PublishOptions & Pick<LoadConfig, 'placement'>>;
};

/**
 * Runs a command to its end, calls the webhook, passes the report of the run to `onEnd`, and prints it.
 * @throws what `work` throws, for the exit code
 */
export async function runLoadVerb(
  verb: LoadVerb,
  { json = false, quiet = false, metricsFile }: RunFlags,
  work: (context: LoadContext) => Promise<LoadRun>,
  onEnd: (run: LoadRun) => Promise<void> = async () => {},
): Promise<void> {
  const config = readLoadConfig();
  const tracing = await startTracing(readTracingConfig());
  const recorder = new RunRecorder(verb);
  const progress = showProgress(progressKind({ json, quiet }));
  const say = (text: string): void => {
    if (!json && !quiet) process.stdout.write(printable(text));
  };
  const opened: { close(): Promise<void> }[] = [];
  const signal = onInterruption();
  const connect: LoadContext['connect'] = async () => {
    const elasticsearch = await openElasticsearch(signal);
    opened.push(elasticsearch);
    await expectAvailable(elasticsearch);
    return {
      client: elasticsearch.client,
      questions: allQuestions,
      recorder,
      signal,
      lockMilliseconds: config.lockMilliseconds,
      placement: config.placement,
    };
  };
  try {
    await work({
      recorder,
      progress,
      signal,
      connect,
      onStage: (stage) => say(`${stage}\n`),
      onChanges: (changes) => say(describeChanges(changes)),
    });
  } catch (error) {
    if (recorder.run.outcome === 'running') recorder.fail(error);
    throw error;
  } finally {
    progress.stop();
    for (const { close } of opened) await close();
    await announce(config, recorder.run);
    await onEnd(recorder.run);
    if (metricsFile !== undefined)
      await warnOnFailure(recorder.run, writeLoadMetricsFile(metricsFile, recorder.run));
    if (tracing.isOn) traceRun(recorder.run);
    await tracing.stop();
    if (json) process.stdout.write(`${JSON.stringify({ event: 'done', run: recorder.run })}\n`);
    else say(describeRun(recorder.run));
  }
}

async function announce({ webhook }: LoadConfig, run: LoadRun): Promise<void> {
  const warning = await announceRun(webhook, run);
  if (warning !== undefined) {
    run.warnings.push(warning);
    process.stderr.write(`marquee: ${printable(warning)}\n`);
  }
}

/** A side effect that fails becomes a warning: it does not change the outcome of the run. */
async function warnOnFailure(run: LoadRun, work: Promise<void>): Promise<void> {
  await work.catch((error: Error) => {
    run.warnings.push(error.message);
    process.stderr.write(`marquee: ${printable(error.message)}\n`);
  });
}
