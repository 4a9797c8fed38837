import { expect } from 'chai';
import { Registry } from 'prom-client';
import { RunRecorder } from '../../../src/load/run-recorder.js';
import type { LoadOutcome, LoadRun, LoadVerb } from '../../../src/model/load-run.js';
import { createLoadMetrics } from '../../../src/telemetry/metrics/load-metrics.js';

const run = (verb: LoadVerb, outcome: LoadOutcome): LoadRun => new RunRecorder(verb).finish(outcome);

/** Returns verb and outcome of the latest run that counts, of runs that are given newest first. */
async function latestOf(...runs: LoadRun[]): Promise<string[]> {
  const registry = new Registry();
  createLoadMetrics(registry).update(runs);
  const lines = (await registry.metrics()).matchAll(
    /^marquee_load_latest_outcome\{verb="(\w+)",outcome="(\w+)"\} 1$/gm,
  );
  return [...lines].map(([, verb, outcome]) => `${verb} ${outcome}`);
}

describe('marquee_load_latest_outcome', () => {
  it('is that of the newest load', async () => {
    expect(await latestOf(run('reload', 'rejected'), run('load', 'published'))).to.deep.equal([
      'reload rejected',
    ]);
    expect(await latestOf(run('load', 'unchanged'), run('reload', 'failed'))).to.deep.equal([
      'load unchanged',
    ]);
  });

  it('is not that of a publish, rollback or restore that changed nothing', async () => {
    for (const verb of ['publish', 'rollback', 'restore'] as const) {
      for (const outcome of ['rejected', 'failed', 'unchanged', 'staged'] as const) {
        expect(
          await latestOf(run(verb, outcome), run('reload', 'published')),
          `${verb} ${outcome}`,
        ).to.deep.equal(['reload published']);
      }
    }
  });

  it('is settled by a publish or rollback that was published', async () => {
    for (const verb of ['publish', 'rollback'] as const) {
      expect(await latestOf(run(verb, 'published'), run('reload', 'rejected'))).to.deep.equal([
        `${verb} published`,
      ]);
    }
  });

  it('is not that of a load that is under way, or that found another one running', async () => {
    expect(
      await latestOf(run('load', 'running'), run('reload', 'locked'), run('reload', 'rejected')),
    ).to.deep.equal(['reload rejected']);
  });

  it('is absent before the first load', async () => {
    expect(await latestOf()).to.deep.equal([]);
    expect(await latestOf(run('rollback', 'rejected'))).to.deep.equal([]);
  });
});
