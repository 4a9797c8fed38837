import { z } from 'zod';
import { type Environment, processEnvironment, readVariables } from './environment.js';
import { urlOf } from './variable-types.js';

/** Traces. */
export const variables = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: urlOf('http', 'https')
    .optional()
    .meta({ description: 'where traces are sent (OpenTelemetry, OTLP over HTTP)', unset: 'nowhere' }),
  OTEL_SERVICE_NAME: z.string().default('marquee').describe('name of the service in traces'),
});

/** Where spans are sent; nowhere unless set. */
export type TracingConfig = Readonly<{
  /** Base URL of an OTLP collector (HTTP); spans go to `/v1/traces` below it. */
  endpoint: string | undefined;
  serviceName: string;
}>;

/** @throws {ConfigError} for a bad value */
export function readTracingConfig(env: Environment = processEnvironment): TracingConfig {
  const v = readVariables(variables, env);
  return { endpoint: v.OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: v.OTEL_SERVICE_NAME };
}
