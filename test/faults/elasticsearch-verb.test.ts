import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { projectRoot } from '../../src/config/project-root.js';
import { eventually, isRunning } from '../support/process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('marquee elasticsearch', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const dataDir = join(folder, 'elasticsearch');
  const started = new Set<ChildProcessByStdio<null, Readable, Readable>>();

  function marquee() {
    const child = spawn(process.execPath, [join(projectRoot, 'dist/src/cli.js'), 'elasticsearch'], {
      env: { ...process.env, MARQUEE_DATA: folder, EMBEDDED_PORT: '0', EMBEDDED_HEAP: '512m' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.add(child);
    const ended = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
    return {
      process: child,
      ready: () =>
        new Promise<void>((done) =>
          child.stdout.on('data', (chunk) => String(chunk).includes('ready') && done()),
        ),
      outcome: () => ended.then(([[code], out, err]) => ({ code, out, err })),
    };
  }

  const javaPid = () => Number(JSON.parse(readFileSync(join(dataDir, 'node.json'), 'utf8')).pid);

  after(() => {
    for (const child of started) child.kill('SIGKILL');
  });

  it('says where it runs, ends with 0 on Ctrl-C and leaves no process', async () => {
    const first = marquee();
    await first.ready();
    const pid = javaPid();

    const second = await marquee().outcome();
    expect(second.code).to.equal(0);
    expect(second.out).to.match(/^Elasticsearch already runs at http:\/\/127\.0\.0\.1:\d+/);

    first.process.kill('SIGINT');
    const { code, out, err } = await first.outcome();
    expect({ code, err }).to.deep.equal({ code: 0, err: '' });
    expect(out)
      .to.match(/ready at http:\/\/127\.0\.0\.1:\d+\n/)
      .and.to.include(join(dataDir, 'logs', 'elasticsearch.log'))
      .and.to.match(/Stopped\.\n$/);
    expect(isRunning(pid)).to.equal(false);
  });

  it('ends with 0 on Ctrl-C before it is ready', async () => {
    const early = marquee();
    await once(early.process.stdout, 'data');
    early.process.kill('SIGINT');
    const { code, out } = await early.outcome();
    expect({ code, out }).to.deep.equal({
      code: 0,
      out: 'Starting Elasticsearch …\nStopped before it was ready.\n',
    });
  });

  it('leaves no process when it is killed', async () => {
    const starter = marquee();
    await starter.ready();
    const pid = javaPid();
    starter.process.kill('SIGKILL');
    await eventually(`process ${pid} of the node ends`, () => !isRunning(pid));
  });

  it('two at the same moment: one runs the node, the other finds it; when the node is killed, its starter says so', async () => {
    const [one, other] = [marquee(), marquee()];
    const starter = await Promise.race([one.ready().then(() => one), other.ready().then(() => other)]);
    const finder = starter === one ? other : one;
    const found = await finder.outcome();
    expect({ code: found.code, err: found.err }).to.deep.equal({ code: 0, err: '' });
    expect(found.out).to.match(/already runs at/);

    process.kill(javaPid(), 'SIGKILL');
    const { code, err } = await starter.outcome();
    expect(code).to.equal(1);
    expect(err).to.match(
      /^marquee: Elasticsearch exited unexpectedly, by signal SIGKILL\. Its last log lines:\n {2}\[/,
    );
  });
});
