import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { projectRoot } from '../../../src/config/project-root.js';

type Workflow = {
  permissions: Record<string, string>;
  jobs: Record<string, { 'timeout-minutes': number; steps: { uses?: string; run?: string }[] }>;
};

const folder = join(projectRoot, '.github', 'workflows');
const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));

describe('the workflows', () => {
  for (const file of readdirSync(folder)) {
    const { permissions, jobs } = parse(readFileSync(join(folder, file), 'utf8')) as Workflow;
    const steps = Object.values(jobs).flatMap((job) => job.steps);

    it(`call only scripts of package.json: ${file}`, () => {
      const called = steps.flatMap(({ run = '' }) =>
        [...run.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name as string),
      );
      expect(called.filter((name) => scripts[name] === undefined)).to.deep.equal([]);
    });

    it(`may only read unless a job says otherwise, and end: ${file}`, () => {
      expect(permissions).to.deep.equal({ contents: 'read' });
      for (const job of Object.values(jobs)) expect(job['timeout-minutes']).to.be.greaterThan(0);
    });

    it(`name a version of each action: ${file}`, () => {
      const uses = steps.flatMap((step) => (step.uses === undefined ? [] : [step.uses]));
      expect(uses.filter((one) => !/@v\d+$/.test(one))).to.deep.equal([]);
    });
  }
});
