import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { projectRoot } from './project-root.js';
import { readSecretFiles } from './secret-files.js';

/**
 * The only reader of `process.env`. Each section is read by the verbs that need it, so that `transform`
 * asks for no secret; a bad or missing value ends the program with one sentence that names the variable.
 */

export { ConfigError };

type Environment = Readonly<Record<string, string | undefined>>;

const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback);

/** What `MARQUEE_INDEX_PREFIX` is set to for names without a prefix; an empty variable counts as not set. */
const noPrefix = 'none';

/** What the names of all indices and aliases begin with unless set. */
export const defaultIndexPrefix = 'marquee-';

const indexPrefix = z
  .string()
  .max(100)
  .regex(
    /^[a-z0-9][a-z0-9._-]*$/,
    `small letters, digits, '.', '_' and '-', the first a letter or digit, such as staging-; ${noPrefix} is no prefix`,
  )
  .transform((prefix) => (prefix === noPrefix ? '' : prefix))
  .default(defaultIndexPrefix);

/** What the names of all indices and aliases begin with, for verbs that need no cluster. */
export const readIndexPrefix = (env: Environment = process.env): string =>
  parse(z.object({ MARQUEE_INDEX_PREFIX: indexPrefix }), env).MARQUEE_INDEX_PREFIX;

const elasticsearchVariables = z.object({
  MARQUEE_INDEX_PREFIX: indexPrefix,
  ELASTICSEARCH_URL: z
    .string()
    .transform((text) => text.split(',').map((url) => url.trim()))
    .pipe(z.array(z.url({ protocol: /^https?$/, error: 'http(s) URLs, separated by commas' })))
    .transform((urls) => urls.join(','))
    .optional(),
  ELASTICSEARCH_API_KEY: z.string().optional(),
  ELASTICSEARCH_USERNAME: z.string().optional(),
  ELASTICSEARCH_PASSWORD: z.string().optional(),
  ELASTICSEARCH_CA: z.string().optional(),
  ELASTICSEARCH_CA_FINGERPRINT: z
    .string()
    .regex(
      /^(?:[\da-f]{2}:?){31}[\da-f]{2}$/i,
      'a SHA-256 fingerprint: 64 hexadecimal digits, with or without colons',
    )
    .transform((text) =>
      text
        .replaceAll(':', '')
        .replaceAll(/(?<=..)(?=(?:..)+$)/g, ':')
        .toUpperCase(),
    )
    .optional(),
});

/** Where an existing cluster is and how to sign in to it; `url` undefined means the embedded node. */
export type ElasticsearchConfig = Readonly<{
  /** Of its nodes, separated by commas. */
  url: string | undefined;
  apiKey: string | undefined;
  username: string | undefined;
  password: string | undefined;
  /** Path of the PEM file of the certificate authority. */
  ca: string | undefined;
  /** SHA-256 of the certificate authority's certificate, in place of `ca`: `AB:CD:…`. */
  caFingerprint: string | undefined;
  /** What the names of all indices and aliases begin with; may be empty. */
  indexPrefix: string;
}>;

export function readElasticsearchConfig(env: Environment = process.env): ElasticsearchConfig {
  const v = parse(elasticsearchVariables, env);
  if ((v.ELASTICSEARCH_USERNAME === undefined) !== (v.ELASTICSEARCH_PASSWORD === undefined)) {
    throw new ConfigError(
      'ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD go together: set both, or neither.',
    );
  }
  if (v.ELASTICSEARCH_CA !== undefined && v.ELASTICSEARCH_CA_FINGERPRINT !== undefined) {
    throw new ConfigError(
      'ELASTICSEARCH_CA and ELASTICSEARCH_CA_FINGERPRINT exclude each other: set one of them.',
    );
  }
  if (
    v.ELASTICSEARCH_CA_FINGERPRINT !== undefined &&
    v.ELASTICSEARCH_URL?.split(',').every((url) => url.startsWith('https:')) !== true
  ) {
    throw new ConfigError('ELASTICSEARCH_CA_FINGERPRINT needs ELASTICSEARCH_URL to begin with https://.');
  }
  return {
    url: v.ELASTICSEARCH_URL,
    apiKey: v.ELASTICSEARCH_API_KEY,
    username: v.ELASTICSEARCH_USERNAME,
    password: v.ELASTICSEARCH_PASSWORD,
    ca: v.ELASTICSEARCH_CA,
    caFingerprint: v.ELASTICSEARCH_CA_FINGERPRINT,
    indexPrefix: v.MARQUEE_INDEX_PREFIX,
  };
}

const dataVariables = z.object({ MARQUEE_DATA: z.string().default(join(projectRoot, '.marquee')) });

/** The folder for all that Marquee keeps on this machine: the embedded node's data, the edition of `start`. */
export const readDataFolder = (env: Environment = process.env): string =>
  resolve(parse(dataVariables, env).MARQUEE_DATA);

const embeddedVariables = z.object({
  EMBEDDED_PORT: port(9200),
  EMBEDDED_HEAP: z
    .string()
    .regex(/^\d+[mg]$/, 'a size such as 512m or 1g')
    .default('1g'),
});

/** How the embedded node runs. */
export type EmbeddedConfig = Readonly<{
  /** HTTP port on 127.0.0.1; 0 lets the system choose. */
  port: number;
  /** Java heap, as the JVM's -Xmx takes it. */
  heap: string;
  /** Folder for the node's data, snapshots, logs and state file; absolute. */
  dataDir: string;
}>;

export function readEmbeddedConfig(env: Environment = process.env): EmbeddedConfig {
  const v = parse(embeddedVariables, env);
  return {
    port: v.EMBEDDED_PORT,
    heap: v.EMBEDDED_HEAP,
    dataDir: join(readDataFolder(env), 'elasticsearch'),
  };
}

const loadVariables = z.object({
  MARQUEE_LOCK_SECONDS: z.coerce.number().min(1).max(3600).default(15),
  MARQUEE_SHARDS: z.coerce.number().int().min(1).max(1024).optional(),
  MARQUEE_REPLICAS: z.coerce.number().int().min(0).max(100).optional(),
  MARQUEE_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  MARQUEE_WEBHOOK_SECRET: z.string().min(16, 'at least 16 characters that nobody can guess').optional(),
});

/** How loads keep others away, and whom they tell. */
export type LoadConfig = Readonly<{
  /** How long the loader's lock lasts without being renewed. */
  lockMilliseconds: number;
  /** Where the end of each run is told, and with what it is signed. */
  webhook: { url: string; secret: string } | undefined;
  /** Of each new index; as in `mappings/` unless set. */
  placement: { shards: number | undefined; replicas: number | undefined };
}>;

export function readLoadConfig(env: Environment = process.env): LoadConfig {
  const {
    MARQUEE_LOCK_SECONDS: seconds,
    MARQUEE_WEBHOOK_URL: url,
    MARQUEE_WEBHOOK_SECRET: secret,
    MARQUEE_SHARDS: shards,
    MARQUEE_REPLICAS: replicas,
  } = parse(loadVariables, env);
  const config = { lockMilliseconds: 1000 * seconds, placement: { shards, replicas } };
  if (url === undefined) return { ...config, webhook: undefined };
  if (secret === undefined) {
    throw new ConfigError(
      'MARQUEE_WEBHOOK_SECRET is not set: with MARQUEE_WEBHOOK_URL it must be, to sign what is sent.',
    );
  }
  return { ...config, webhook: { url, secret } };
}

const tokenVariables = z.object({
  JWT_SECRET: z.string().optional(),
  JWKS_URI: z.url({ protocol: /^https?$/ }).optional(),
  JWT_ISSUER: z.string().default('marquee'),
  JWT_AUDIENCE: z.string().default('marquee-api'),
});

type TokenClaims = { issuer: string; audience: string };

/** How tokens are signed and checked here: HS256. */
export type SecretTokenConfig = Readonly<TokenClaims & { secret: string; jwksUri?: undefined }>;

/** How tokens are checked: by a shared secret, or by the published keys of who issues them (RS256, ES256). */
export type TokenConfig = SecretTokenConfig | Readonly<TokenClaims & { jwksUri: string; secret?: undefined }>;

const howToMakeASecret =
  'set it to a random text of at least 32 bytes, for example from: openssl rand -base64 48';

export function readTokenConfig(env: Environment = process.env): TokenConfig {
  const v = parse(tokenVariables, env);
  const claims = { issuer: v.JWT_ISSUER, audience: v.JWT_AUDIENCE };
  if (v.JWKS_URI === undefined) {
    if (v.JWT_SECRET === undefined) {
      throw new ConfigError(`JWT_SECRET is not set: ${howToMakeASecret}; or set JWKS_URI.`);
    }
    return { ...claims, secret: checkSecret(v.JWT_SECRET) };
  }
  if (v.JWT_SECRET !== undefined) {
    throw new ConfigError('JWT_SECRET and JWKS_URI exclude each other: tokens are checked by one of them.');
  }
  const { protocol, hostname } = new URL(v.JWKS_URI);
  if (protocol === 'http:' && !isLoopback(hostname)) {
    throw new ConfigError(
      'JWKS_URI has a bad value: it must begin with https:// (http:// on loopback only).',
    );
  }
  return { ...claims, jwksUri: v.JWKS_URI };
}

/**
 * For verbs that make tokens themselves.
 * @param ownSecret used when JWT_SECRET is not set; there is none by default.
 */
export function readSecretTokenConfig(ownSecret?: string, env: Environment = process.env): SecretTokenConfig {
  if (parse(tokenVariables, env).JWKS_URI !== undefined) {
    throw new ConfigError(
      'JWKS_URI is set: whoever publishes those keys makes the tokens. Unset it to make them here, with JWT_SECRET.',
    );
  }
  const isGiven = Boolean(env.JWT_SECRET || env.JWT_SECRET_FILE);
  return readTokenConfig(isGiven ? env : { ...env, JWT_SECRET: ownSecret }) as SecretTokenConfig;
}

function checkSecret(secret: string): string {
  const bytes = Buffer.byteLength(secret);
  if (bytes >= 32) return secret;
  throw new ConfigError(`JWT_SECRET has ${bytes} bytes: HS256 needs at least 32 that nobody can guess.`);
}

const limitVariables = z.object({
  MARQUEE_RATE_LIMIT: z.coerce.number().int().min(0).max(10_000_000).default(6000),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  MARQUEE_CORS_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .pipe(
      z.array(
        z
          .string()
          .regex(
            /^(?:\*|https?:\/\/[^\s/,*]+)$/,
            'origins such as https://app.example, separated by commas, or *',
          ),
      ),
    )
    .optional(),
  MARQUEE_CACHE_MB: z.coerce.number().min(0).max(100_000).default(64),
  MARQUEE_DEADLINE_SECONDS: z.coerce.number().min(0.1).max(300).default(10),
  MARQUEE_STALE_SECONDS: z.coerce.number().min(0).max(604_800).default(0),
});

/** What a caller may take, and how long it may take. */
export type LimitConfig = Readonly<{
  /** Per subject; 0 is no limit. */
  requestsPerMinute: number;
  /** Where the counts are kept when several servers share them. */
  redisUrl: string | undefined;
  /** Whose pages may call the API from a browser; nobody's unless set. */
  corsOrigins: readonly string[];
  /** Of remembered answers. */
  cacheBytes: number;
  deadlineMilliseconds: number;
  /** How long remembered answers are given while Elasticsearch is away; 0 is not at all. */
  staleMilliseconds: number;
}>;

export function readLimitConfig(env: Environment = process.env): LimitConfig {
  const v = parse(limitVariables, env);
  return {
    requestsPerMinute: v.MARQUEE_RATE_LIMIT,
    redisUrl: v.REDIS_URL,
    corsOrigins: v.MARQUEE_CORS_ORIGINS ?? [],
    cacheBytes: v.MARQUEE_CACHE_MB * 1024 * 1024,
    deadlineMilliseconds: v.MARQUEE_DEADLINE_SECONDS * 1000,
    staleMilliseconds: v.MARQUEE_STALE_SECONDS * 1000,
  };
}

const kibanaVariables = z.object({
  KIBANA_API_KEY: z.string().optional(),
  KIBANA_USERNAME: z.string().optional(),
  KIBANA_PASSWORD: z.string().optional(),
});

/** How to sign in to Kibana: by API key, by user and password, or, where it has no security, not at all. */
export type KibanaConfig = Readonly<{
  apiKey: string | undefined;
  username: string | undefined;
  password: string | undefined;
}>;

export function readKibanaConfig(env: Environment = process.env): KibanaConfig {
  const v = parse(kibanaVariables, env);
  if ((v.KIBANA_USERNAME === undefined) !== (v.KIBANA_PASSWORD === undefined)) {
    throw new ConfigError('KIBANA_USERNAME and KIBANA_PASSWORD go together: set both, or neither.');
  }
  if (v.KIBANA_API_KEY !== undefined && v.KIBANA_USERNAME !== undefined) {
    throw new ConfigError('KIBANA_API_KEY and KIBANA_USERNAME exclude each other: Kibana takes one of them.');
  }
  return { apiKey: v.KIBANA_API_KEY, username: v.KIBANA_USERNAME, password: v.KIBANA_PASSWORD };
}

const tracingVariables = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_SERVICE_NAME: z.string().default('marquee'),
});

/** Where spans are sent; nowhere unless set. */
export type TracingConfig = Readonly<{
  /** Base URL of an OTLP collector (HTTP); spans go to `/v1/traces` below it. */
  endpoint: string | undefined;
  serviceName: string;
}>;

export function readTracingConfig(env: Environment = process.env): TracingConfig {
  const v = parse(tracingVariables, env);
  return { endpoint: v.OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: v.OTEL_SERVICE_NAME };
}

const serverVariables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port(3000),
  MARQUEE_METRICS: z.enum(['open', 'token', 'off'], "'open', 'token' or 'off'").optional(),
  MARQUEE_UNREADY_SECONDS: z.coerce.number().min(0).max(300).default(0),
  MARQUEE_DRAIN_SECONDS: z.coerce.number().min(0).max(3600).default(10),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

/** Where the API listens. */
export type ServerConfig = Readonly<{
  /** Loopback unless told otherwise. */
  host: string;
  /** 0 lets the system choose. */
  port: number;
  logLevel: string;
  /** Who may read `/metrics`: anybody, who has a token with the scope `metrics`, or nobody. */
  metrics: 'open' | 'token' | 'off';
  /** How long the server goes on answering after it was told to stop, while readiness fails already. */
  unreadyMilliseconds: number;
  /** How long requests under way get to finish after that. */
  drainMilliseconds: number;
}>;

export function readServerConfig(env: Environment = process.env): ServerConfig {
  const v = parse(serverVariables, env);
  return {
    host: v.HOST,
    port: v.PORT,
    logLevel: v.LOG_LEVEL,
    metrics: v.MARQUEE_METRICS ?? (isLoopback(v.HOST) ? 'open' : 'token'),
    unreadyMilliseconds: v.MARQUEE_UNREADY_SECONDS * 1000,
    drainMilliseconds: v.MARQUEE_DRAIN_SECONDS * 1000,
  };
}

/** Whether only this machine gets there. */
const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host);

/** Whether `npm start` or `npm run` is our parent. */
export const isRunByNpm = (env: Environment = process.env): boolean => env.npm_lifecycle_event !== undefined;

/** Parses the variables of one section; an empty string counts as not set. */
function parse<T extends z.ZodObject>(schema: T, env: Environment): z.output<T> {
  const all = readSecretFiles(env, Object.keys(schema.shape));
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = String(issue?.path[0]);
  // The value is not repeated: it may be a secret.
  const fault = given[name] === undefined ? 'is not set' : 'has a bad value';
  throw new ConfigError(`${name} ${fault}: ${issue?.message ?? 'see the README'}.`);
}
