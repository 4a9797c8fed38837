import type { TracingConfig } from '../../config/config.js';
import { version } from '../../config/version.js';

export type Tracing = {
  isOn: boolean;
  /** Sends what is waiting; after that no span is recorded. A collector that does not answer is given up soon. */
  stop(): Promise<void>;
};

/** Milliseconds that the end of a process waits for its last spans to be sent. */
const flushTime = 2000;

/**
 * Sends spans to an OTLP collector (HTTP, JSON), through OpenTelemetry's own SDK. Without an endpoint nothing of it is
 * even loaded. Elasticsearch's client makes spans by itself once there is a provider.
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
