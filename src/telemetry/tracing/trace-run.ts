import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import type { LoadRun } from '../../model/load-run.js';

/** Outcomes that a trace marks as errors. */
const failures: readonly string[] = ['rejected', 'failed', 'locked', 'interrupted'];

/** Records a span for a run of the loader and one for each of its stages, from its report. */
export function traceRun(run: LoadRun): void {
  const tracer = trace.getTracer('marquee');
  const started = Date.parse(run.startedAt);
  const root = tracer.startSpan(`marquee ${run.verb}`, {
    startTime: started,
    attributes: {
      'marquee.run': run.id,
      'marquee.outcome': run.outcome,
      ...(run.edition !== null && { 'marquee.edition': run.edition }),
      'marquee.retries': run.retries,
      'marquee.failed_documents': run.failedDocuments,
    },
  });
  const inRun = trace.setSpan(context.active(), root);
  let at = started;
  for (const { name, seconds } of run.stages) {
    const stage = tracer.startSpan(name, { startTime: at }, inRun);
    at += 1000 * seconds;
    stage.end(at);
  }
  if (failures.includes(run.outcome)) {
    root.setStatus({ code: SpanStatusCode.ERROR, ...(run.error !== null && { message: run.error }) });
  }
  root.end(run.finishedAt === null ? at : Date.parse(run.finishedAt));
}
