import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readElasticsearchConfig } from '../../../src/config/elasticsearch-config.js';
import { readKibanaConfig } from '../../../src/config/kibana-config.js';
import { readLimitConfig } from '../../../src/config/limit-config.js';
import { readLoadConfig } from '../../../src/config/load-config.js';
import { secretVariables } from '../../../src/config/secret-files.js';
import { readSecretTokenConfig, readTokenConfig } from '../../../src/config/token-config.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('a secret in a file', () => {
  const folder = temporaryFolder();
  const secretFile = (content: string): string => {
    const path = join(folder, `secret-${content.length}`);
    writeFileSync(path, content);
    return path;
  };
  const secret = 'a secret that is quite long enough for HS256';

  /** For each secret, the reader that returns it. */
  const readers: Record<
    (typeof secretVariables)[number],
    { value: string; read(env: Record<string, string>): unknown }
  > = {
    ELASTICSEARCH_URL: {
      value: 'http://user:word@127.0.0.1:9200',
      read: (env) => readElasticsearchConfig(env).url,
    },
    ELASTICSEARCH_API_KEY: { value: 'es-key', read: (env) => readElasticsearchConfig(env).apiKey },
    ELASTICSEARCH_PASSWORD: {
      value: 'es-word',
      read: (env) => readElasticsearchConfig({ ...env, ELASTICSEARCH_USERNAME: 'u' }).password,
    },
    KIBANA_API_KEY: { value: 'kb-key', read: (env) => readKibanaConfig(env).apiKey },
    KIBANA_PASSWORD: {
      value: 'kb-word',
      read: (env) => readKibanaConfig({ ...env, KIBANA_USERNAME: 'u' }).password,
    },
    JWT_SECRET: { value: secret, read: (env) => readTokenConfig(env).secret },
    MARQUEE_WEBHOOK_URL: {
      value: 'https://hooks.example/abc',
      read: (env) => readLoadConfig({ ...env, MARQUEE_WEBHOOK_SECRET: secret }).webhook?.url,
    },
    MARQUEE_WEBHOOK_SECRET: {
      value: secret,
      read: (env) => readLoadConfig({ ...env, MARQUEE_WEBHOOK_URL: 'https://a.example' }).webhook?.secret,
    },
    REDIS_URL: { value: 'redis://:word@127.0.0.1:6379', read: (env) => readLimitConfig(env).redisUrl },
  };

  for (const name of secretVariables) {
    it(`has the value of ${name}, without the line feed at its end`, () => {
      const { value, read } = readers[name];
      expect(read({ [name]: value })).to.equal(value);
      expect(read({ [`${name}_FILE`]: secretFile(`${value}\n`) })).to.equal(value);
    });
  }

  it('takes precedence over the default secret of start', () => {
    expect(readSecretTokenConfig('x'.repeat(40), { JWT_SECRET_FILE: secretFile(secret) }).secret).to.equal(
      secret,
    );
    expect(readSecretTokenConfig('x'.repeat(40), {}).secret).to.equal('x'.repeat(40));
  });

  it('fails, naming the variable and never the secret, when it is given twice, empty, missing or too short', () => {
    const messageOf = (env: Record<string, string>): string => {
      try {
        readTokenConfig(env);
      } catch (error) {
        return (error as Error).message;
      }
      return 'no error';
    };
    expect(messageOf({ JWT_SECRET: secret, JWT_SECRET_FILE: secretFile(secret) })).to.equal(
      'JWT_SECRET and JWT_SECRET_FILE exclude each other: set one of them.',
    );
    expect(messageOf({ JWT_SECRET_FILE: secretFile('\n') })).to.match(
      /^JWT_SECRET_FILE is '.*', which is empty/,
    );
    expect(messageOf({ JWT_SECRET_FILE: join(folder, 'none') })).to.match(
      /^JWT_SECRET_FILE is .*cannot be read/,
    );
    expect(messageOf({ JWT_SECRET_FILE: secretFile('short') }))
      .to.include('JWT_SECRET has 5 bytes')
      .and.not.include("'short'");
  });
});
