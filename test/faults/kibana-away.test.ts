import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/config/project-root.js';
import { type FakeKibana, startFakeKibana } from '../support/fake-kibana.js';
import { marquee, type Outcome, start } from '../support/marquee.js';
import { eventually } from '../support/process.js';

describe('marquee dashboards import while Kibana is unavailable', function () {
  this.timeout(120_000);
  let kibana: FakeKibana;
  beforeEach(async () => {
    kibana = await startFakeKibana();
  });
  afterEach(() => kibana.close());

  const run = (args: string[] = []): Promise<Outcome> =>
    marquee(['dashboards', 'import', '--kibana', kibana.url, '--wait', '5', ...args]);

  it('waits until Kibana is available, and says why', async () => {
    kibana.statuses = [503, 'unavailable', 'unavailable'];
    const { code, err } = await run();
    expect(code).to.equal(0);
    expect(err).to.match(/^Waiting for Kibana on 127\.0\.0\.1:\d+: it answers 503$/m);
    expect(err).to.match(/: it answers 503, unavailable$/m);
    expect(kibana.asked.filter((path) => path.endsWith('/api/status'))).to.have.length(4);
  });

  it('gives up at the deadline, and sends nothing', async () => {
    kibana.statuses = Array(50).fill('unavailable');
    const { code, err } = await run(['--wait', '2']);
    expect(code).to.equal(1);
    expect(err).to.match(
      /Kibana on .* was not available within 2 s: it answers 503, unavailable\..*--wait SECONDS/,
    );
    expect(kibana.asked.some((path) => path.startsWith('POST'))).to.equal(false);
  });

  it('gives up at the deadline on a Kibana that accepts the request and never answers', async () => {
    kibana.statuses = ['silent', 'silent', 'silent'];
    const { code, err } = await run(['--wait', '1']);
    expect(code).to.equal(1);
    expect(err).to.include('was not available within 1 s: no answer in time.');
  });

  it('says so when the connection is refused', async () => {
    await kibana.close();
    const { code, err } = await run(['--wait', '0']);
    expect([code, err.includes('ECONNREFUSED'), err.includes('--kibana')]).to.deep.equal([1, true, true]);
    kibana = await startFakeKibana();
  });

  it('ends with 5 when it is interrupted while it waits', async () => {
    kibana.statuses = Array(50).fill('unavailable');
    const cli = join(projectRoot, 'dist', 'src', 'cli.js');
    const running = start(process.execPath, [cli, 'dashboards', 'import', '--kibana', kibana.url]);
    await eventually('it asks', () => kibana.asked.length > 0);
    running.process.kill('SIGINT');
    expect(await running.ended).to.include({ code: 5 });
  });
});
