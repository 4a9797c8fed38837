import { expect } from 'chai';
import { ConfigError } from '../../../src/config/config-error.js';
import { readElasticsearchConfig } from '../../../src/config/elasticsearch-config.js';
import { readDataFolder, readEmbeddedConfig } from '../../../src/config/embedded-config.js';
import { readKibanaConfig } from '../../../src/config/kibana-config.js';
import { readLimitConfig } from '../../../src/config/limit-config.js';
import { readLoadConfig } from '../../../src/config/load-config.js';
import { readPageConfig } from '../../../src/config/page-config.js';
import { readServerConfig } from '../../../src/config/server-config.js';
import { readTokenConfig } from '../../../src/config/token-config.js';
import { readTracingConfig } from '../../../src/config/tracing-config.js';

const secret = 'x'.repeat(32);

type Env = Record<string, string>;
const failureOf = (read: (env: Env) => unknown, env: Env): Error => {
  try {
    read(env);
  } catch (error) {
    return error as Error;
  }
  throw new Error(`${JSON.stringify(env)} was accepted`);
};

describe('a bad value of an environment variable', () => {
  const cases: [(env: Env) => unknown, Env, string][] = [
    [readServerConfig, { PORT: 'abc' }, "PORT is 'abc': must be a whole number from 0 to 65535."],
    [
      readServerConfig,
      { MARQUEE_METRICS: 'token', MARQUEE_METRICS_PORT: '9464' },
      'MARQUEE_METRICS and MARQUEE_METRICS_PORT exclude each other: on a port of its own /metrics is open.',
    ],
    [readServerConfig, { PORT: '70000' }, "PORT is '70000': must be a whole number from 0 to 65535."],
    [readServerConfig, { PORT: '80.5' }, "PORT is '80.5': must be a whole number from 0 to 65535."],
    [
      readServerConfig,
      { MARQUEE_METRICS: 'yes' },
      "MARQUEE_METRICS is 'yes': must be one of 'open', 'token', 'off'.",
    ],
    [
      readServerConfig,
      { LOG_LEVEL: 'loud' },
      "LOG_LEVEL is 'loud': must be one of 'trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'.",
    ],
    [
      readServerConfig,
      { MARQUEE_UNREADY_SECONDS: '-1' },
      "MARQUEE_UNREADY_SECONDS is '-1': must be a number from 0 to 300.",
    ],
    [
      readEmbeddedConfig,
      { EMBEDDED_PORT: '99999' },
      "EMBEDDED_PORT is '99999': must be a whole number from 0 to 65535.",
    ],
    [
      readEmbeddedConfig,
      { EMBEDDED_HEAP: 'much' },
      "EMBEDDED_HEAP is 'much': must be a size such as 512m or 1g.",
    ],
    [
      readLimitConfig,
      { MARQUEE_RATE_LIMIT: 'none' },
      "MARQUEE_RATE_LIMIT is 'none': must be a whole number from 0 to 10000000.",
    ],
    [
      readLimitConfig,
      { MARQUEE_DEADLINE_SECONDS: '0' },
      "MARQUEE_DEADLINE_SECONDS is '0': must be a number from 0.1 to 300.",
    ],
    [
      readLimitConfig,
      { MARQUEE_CORS_ORIGINS: 'https://a.example,b' },
      "MARQUEE_CORS_ORIGINS is 'https://a.example,b': must be origins such as https://app.example, separated by commas, or *.",
    ],
    [
      readPageConfig,
      { MARQUEE_FRAME_ANCESTORS: "https://wiki.example; script-src 'unsafe-inline'" },
      "MARQUEE_FRAME_ANCESTORS is 'https://wiki.example; script-src 'unsafe-inline'': must be origins such as https://wiki.example, separated by commas.",
    ],
    [readPageConfig, { MARQUEE_POSTERS: 'yes' }, "MARQUEE_POSTERS is 'yes': must be one of 'on', 'off'."],
    [
      readLoadConfig,
      { MARQUEE_SHARDS: '0' },
      "MARQUEE_SHARDS is '0': must be a whole number from 1 to 1024.",
    ],
    [
      readTracingConfig,
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'grpc://user:word@collector' },
      "OTEL_EXPORTER_OTLP_ENDPOINT is 'grpc://…@collector': must be a URL that begins with http:// or https://.",
    ],
    [
      readTokenConfig,
      { JWKS_URI: 'http://issuer.example/keys' },
      'JWKS_URI is on issuer.example: must be a URL that begins with https://, or http:// on loopback.',
    ],
  ];
  for (const [read, env, message] of cases) {
    it(`names variable, value and what is allowed: ${Object.entries(env).flat().join('=')}`, () => {
      const error = failureOf(read, env);
      expect(error).to.be.instanceOf(ConfigError);
      expect(error.message).to.equal(message);
    });
  }

  const secrets: [(env: Env) => unknown, Env, RegExp][] = [
    [readElasticsearchConfig, { ELASTICSEARCH_URL: 'word-of-the-user' }, /must be http\(s\) URLs/],
    [
      (env) => readLoadConfig({ ...env, MARQUEE_WEBHOOK_URL: 'https://hooks.example' }),
      { MARQUEE_WEBHOOK_SECRET: 'word' },
      /must be at least 16 characters long/,
    ],
    [readLimitConfig, { REDIS_URL: 'http://:word@redis' }, /must be a URL that begins with redis:\/\//],
  ];
  for (const [read, env, message] of secrets) {
    const [name, value] = Object.entries(env)[0] as [string, string];
    it(`is not repeated when it may be a secret: ${name}`, () => {
      const error = failureOf(read, env);
      expect(error.message).to.match(message).and.include(name).and.not.include(value);
    });
  }
});

describe('the configuration', () => {
  it('has a default for whatever is not set, or set to an empty text', () => {
    for (const env of [{}, { HOST: '', PORT: '', LOG_LEVEL: '' }]) {
      expect(readServerConfig(env)).to.deep.equal({
        host: '127.0.0.1',
        port: 3000,
        logLevel: 'info',
        publicUrl: undefined,
        metrics: 'open',
        metricsPort: undefined,
        unreadyMilliseconds: 0,
        drainMilliseconds: 10_000,
      });
    }
    expect(readEmbeddedConfig({})).to.include({ port: 9200, heap: '1g' });
    expect(readDataFolder({ MARQUEE_DATA: '/data' })).to.equal('/data');
  });

  it('reads a list of nodes, and a fingerprint in either form', () => {
    const hex = 'ab'.repeat(32);
    const colons = Array(32).fill('AB').join(':');
    for (const ELASTICSEARCH_CA_FINGERPRINT of [hex, colons]) {
      const env = { ELASTICSEARCH_URL: 'https://a:9200, https://b:9200', ELASTICSEARCH_CA_FINGERPRINT };
      expect(readElasticsearchConfig(env)).to.include({
        url: 'https://a:9200,https://b:9200',
        caFingerprint: colons,
      });
    }
  });

  it('opens the metrics on loopback alone', () => {
    expect(readServerConfig({ HOST: '0.0.0.0' }).metrics).to.equal('token');
    expect(readServerConfig({ HOST: 'localhost' }).metrics).to.equal('open');
  });

  it('rejects variables that contradict each other, or lack their companion', () => {
    const cases: [(env: Env) => unknown, Env, RegExp][] = [
      [readElasticsearchConfig, { ELASTICSEARCH_USERNAME: 'elastic' }, /go together/],
      [readKibanaConfig, { KIBANA_PASSWORD: 'word' }, /go together/],
      [
        readKibanaConfig,
        { KIBANA_API_KEY: 'key', KIBANA_USERNAME: 'u', KIBANA_PASSWORD: 'p' },
        /exclude each other/,
      ],
      [readTokenConfig, { JWT_SECRET: secret, JWKS_URI: 'https://issuer.example' }, /exclude each other/],
      [
        readLoadConfig,
        { MARQUEE_WEBHOOK_URL: 'https://hooks.example' },
        /^MARQUEE_WEBHOOK_SECRET is not set/,
      ],
      [
        readElasticsearchConfig,
        { ELASTICSEARCH_URL: 'http://a:9200', ELASTICSEARCH_CA_FINGERPRINT: 'ab'.repeat(32) },
        /needs ELASTICSEARCH_URL to begin with https/,
      ],
    ];
    for (const [read, env, message] of cases) expect(failureOf(read, env).message).to.match(message);
  });
});
