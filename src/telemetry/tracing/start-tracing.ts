import type { TracingConfig } from '../../config/tracing-config.js';
import { version } from '../../config/version.js';

export type Tracing = {
  isOn: boolean;
  /** Sends the spans that are waiting, for a short time at most; after that none is recorded. */
  stop(): Promise<void>;
};

/** Milliseconds that a process waits at its end for its last spans to be sent. */
const flushTime = 2000;

/**
 * Starts sending spans to an OTLP collector (HTTP, JSON) with OpenTelemetry's SDK, which is not even loaded without an
 * endpoint. Elasticsearch's client records its own spans once there is a provider.
 */
export async function startTracing({ endpoint, serviceName }: TracingConfig): Promise<Tracing> {
  if (endpoint === undefined) return { isOn: false, stop: async () => {} };
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: flushTime })],
  });
  provider.register();
  return {
    isOn: true,
    stop: async () => {
      await provider.shutdown().catch(() => {});
    },
  };
}
