import { expect } from 'chai';
import { findMaven } from '../../../embedded/maven.mjs';
import { findNpm, requireNode } from '../../../scripts/prerequisites.mjs';
import { projectRoot } from '../../../src/config/project-root.js';

describe('prerequisites', () => {
  it('accepts the Node.js that runs the tests', () => {
    requireNode(projectRoot);
  });

  it('says which Node.js is needed, which one this is and what to use instead', () => {
    expect(() => requireNode(projectRoot, '20.9.0')).to.throw(
      /^Node\.js 20\.19 or newer is needed; this is 20\.9\.0 .*docker compose up/,
    );
  });

  it('says that npm is not on PATH and how to get it', () => {
    expect(() => findNpm('/nowhere')).to.throw(/^npm is needed .* not on PATH.*docker compose up/);
  });

  it('says that Maven is not on PATH, how to get it and what to use instead', () => {
    expect(() => findMaven('/nowhere')).to.throw(
      /^Maven .* mvn is not on PATH.*Install it.*docker compose up.*ELASTICSEARCH_URL/,
    );
  });
});
