import { allQuestions } from '../api/all-questions.js';
import { type LoadConfig, readLoadConfig } from '../config/load-config.js';
import { readTracingConfig } from '../config/tracing-config.js';
import type { PublishOptions } from '../load/publish-edition.js';
import { RunRecorder } from '../load/run-recorder.js';
import type { Changes, LoadRun, LoadVerb } from '../model/load-run.js';
import { writeLoadMetricsFile } from '../telemetry/metrics/load-metrics-file.js';
import { startTracing } from '../telemetry/tracing/start-tracing.js';
import { traceRun } from '../telemetry/tracing/trace-run.js';
import { describeChanges, describeRun } from './describe-run.js';
import { onInterruption } from './interruption.js';
import { leaveTrace, warn } from './leave-trace.js';
import type { RunFlags } from './load-options.js';
import { expectAvailable, type OpenElasticsearch, openElasticsearch } from './open-elasticsearch.js';
import { type Progress, progressKind, showProgress } from './show-progress.js';
import { print } from './terminal.js';

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
 * Runs a command to its end, leaves its trace, passes the report of the run to `onEnd`, and prints it.
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
    if (json || quiet) return;
    progress.stop();
    print(text);
  };
  let opened: OpenElasticsearch | undefined;
  const signal = onInterruption();
  const connect: LoadContext['connect'] = async () => {
    opened = await openElasticsearch(signal);
    await expectAvailable(opened);
    return {
      client: opened.client,
      questions: allQuestions,
      recorder,
      signal,
      lockMilliseconds: config.lockMilliseconds,
      placement: config.placement,
    };
  };
  const context: LoadContext = {
    recorder,
    progress,
    signal,
    connect,
    onStage: (stage) => say(`${stage}\n`),
    onChanges: (changes) => say(describeChanges(changes)),
  };
  try {
    await leaveTrace(
      recorder,
      config,
      () => opened,
      () => work(context).finally(progress.stop),
    );
  } finally {
    await opened?.close();
    await onEnd(recorder.run);
    if (metricsFile !== undefined) {
      await writeLoadMetricsFile(metricsFile, recorder.run).catch((error: Error) =>
        warn(recorder, error.message),
      );
    }
    if (tracing.isOn) traceRun(recorder.run);
    await tracing.stop();
    if (json) process.stdout.write(`${JSON.stringify({ event: 'done', run: recorder.run })}\n`);
    else say(describeRun(recorder.run));
  }
}
