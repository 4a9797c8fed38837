import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../../src/config/project-root.js';
import { describeUnknownVariables } from '../../../src/config/unknown-variables.js';

describe('variables that begin with MARQUEE_', () => {
  it('are named when Marquee has none of that name, with the one that was probably meant', async () => {
    expect(
      await describeUnknownVariables({
        MARQUEE_RATELIMIT: '5',
        MARQUEE_WEBHOOK_URI: 'x',
        MARQUEE_WHATEVER_IT_IS: 'x',
      }),
    ).to.deep.equal([
      'MARQUEE_RATELIMIT is set and is no variable of Marquee: it is ignored. Did you mean MARQUEE_RATE_LIMIT?',
      'MARQUEE_WEBHOOK_URI is set and is no variable of Marquee: it is ignored. Did you mean MARQUEE_WEBHOOK_URL?',
      'MARQUEE_WHATEVER_IT_IS is set and is no variable of Marquee: it is ignored. docs/configuration.md lists all.',
    ]);
  });

  it("are not named when they are read, are files of secrets, are set by Kubernetes for a Service, or are the tests'", async () => {
    const known = {
      MARQUEE_RATE_LIMIT: '5',
      MARQUEE_WEBHOOK_SECRET_FILE: '/run/secrets/webhook',
      MARQUEE_SERVICE_HOST: '10.0.0.1',
      MARQUEE_PORT_3000_TCP: 'tcp://10.0.0.1:3000',
      MARQUEE_API_SERVICE_PORT_HTTP: '3000',
      MARQUEE_TEST_SHARED_DATA: 'required',
      OTHER: 'x',
    };
    expect(await describeUnknownVariables(known)).to.deep.equal([]);
  });

  it('are known as far as the files for containers and Kubernetes set them', async () => {
    const files = [
      'docker-compose.yml',
      '.env.example',
      'Dockerfile',
      'deploy/kubernetes/api.yaml',
      'deploy/kubernetes/reload.yaml',
    ];
    const texts = files
      .map((file) => join(projectRoot, file))
      .filter((path) => existsSync(path))
      .map((path) => readFileSync(path, 'utf8'));
    const names = texts.flatMap((text) => text.match(/\bMARQUEE_[A-Z_]*[A-Z]\b/g) ?? []);
    expect(names.length).to.be.greaterThan(5);
    expect(
      await describeUnknownVariables(Object.fromEntries(names.map((name) => [name, 'x']))),
    ).to.deep.equal([]);
  });
});
