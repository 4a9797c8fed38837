import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeEdition } from '../../sample/write-edition.js';
import { sampleFile } from '../../src/files/sample-file.js';
import { steadyLoad } from '../support/steady-load.js';
import { createProject, type Project } from './compose-project.js';
import { describeContainers, run, until } from './engine.js';

/** Docker takes the profile of a service that it is told to run by itself. */
const tools = ['--profile', 'tools', 'run', '--rm', '-T'];

/*
 * docker-compose.yml as people run it, in the order of a month. Elasticsearch and Kibana are stand-ins: a real node with
 * passwords and roles by a proxy, and what an import of dashboards uses of Kibana. The images of both are not run.
 */
describeContainers('docker compose', function (engine) {
  // Each test begins where the one before it ended.
  this.bail(true);
  let folder: string;
  let project: Project;
  let token = '';
  let sample = '';

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
    project = await createProject(engine, folder);
  });
  after(async () => {
    await project?.compose(['down', '--volumes']);
    rmSync(folder, { recursive: true });
  });

  const ask = (path: string) =>
    fetch(`${project.api}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const live = async (): Promise<{ edition: string; movies: number; sample: boolean }> => {
    const response = await ask('/v1/editions/current');
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
    const { data } = (await response.json()) as {
      data: { edition: string; sample: boolean; documents: { movies: number } };
    };
    return { edition: data.edition, sample: data.sample, movies: data.documents.movies };
  };
  const untilLive = () => until('the API answers', async () => (await ask('/readyz')).status === 200);
  const untilPrinted = async (service: string, text: RegExp): Promise<string> => {
    let found: RegExpExecArray | null = null;
    await until(`${service} prints ${text}`, async () => {
      found = text.exec(await project.logs(service));
      return found !== null;
    });
    return (found as unknown as RegExpExecArray)[1] as string;
  };

  it('up ends with a published sample, a printed token and dashboards', async () => {
    await project.compose(['up', '--detach']);
    token = await untilPrinted('token', /#token=(\S+)/);
    await untilLive();
    expect(await live()).to.include({ movies: 5000, sample: true });
    sample = (await live()).edition;
    await untilPrinted('dashboards', /(data view)/);
    for (const service of ['set-up', 'load', 'token', 'dashboards']) {
      await until(`${service} ends`, async () => !(await project.inspect(service)).State.Running);
      expect((await project.inspect(service)).State.ExitCode, service).to.equal(0);
    }
  });

  it('gives the API the role of readers, without root, capabilities or a file system that it can write', async () => {
    const { Config, HostConfig } = await project.inspect('api');
    expect(Config.Env).to.include('ELASTICSEARCH_USERNAME=marquee_reader');
    expect(Config.User).to.equal('1000:1000');
    expect(HostConfig.ReadonlyRootfs).to.equal(true);
    const { READER_PASSWORD = '' } = project.settings;
    const authorization = `Basic ${Buffer.from(`marquee_reader:${READER_PASSWORD}`).toString('base64')}`;
    const drop = await fetch(`${project.elasticsearch}/marquee-loads`, {
      method: 'DELETE',
      headers: { authorization },
    });
    expect(drop.status).to.equal(403);
    expect((await fetch(`${project.elasticsearch}/`)).status).to.equal(401);
  });

  it('has health checks that pass', async () => {
    for (const service of ['elasticsearch', 'api', 'kibana']) {
      const { Id } = await project.inspect(service);
      // Podman runs them by timers of systemd, which not every machine has.
      if (engine.program === 'podman') await run('podman', ['healthcheck', 'run', Id]);
      else
        await until(service, async () => (await project.inspect(service)).State.Health.Status === 'healthy');
    }
  });

  it('loads EDITION with readers at work, none of whom gets an error', async () => {
    const edition = join(folder, 'edition');
    mkdirSync(edition);
    await writeEdition(edition, { movies: 5200, seed: 2, ratings: 1000 });
    rmSync(join(edition, sampleFile));
    const before = await live();
    const load = steadyLoad(20, async () => (await ask('/v1/companies/top?by=profit&limit=3')).status);
    await project.compose(['run', '--rm', '-T', 'load'], { EDITION: edition });
    await until('the new edition is live', async () => (await live()).edition !== before.edition);
    await load.stop();
    expect(load.samples.length).to.be.greaterThan(40);
    expect(load.samples.filter(({ answer }) => answer !== 200)).to.deep.equal([]);
    expect((await live()).movies).to.equal(5200);
  });

  for (const service of ['api', 'kibana', 'elasticsearch']) {
    it(`comes back by itself when ${service} is killed`, async () => {
      const { State } = await project.inspect(service);
      expect(State.Pid).to.be.greaterThan(1);
      process.kill(State.Pid, 'SIGKILL');
      await until(`${service} runs again`, async () => {
        const { State: now } = await project.inspect(service);
        return now.Running && now.StartedAt !== State.StartedAt;
      });
      await untilLive();
      expect((await live()).movies).to.equal(5200);
    });
  }

  it('rolls back and forth by the verb of that name', async () => {
    const { edition } = await live();
    expect(await project.compose([...tools, 'marquee', 'rollback', sample])).to.match(/rolled|rollback/);
    await until('the sample is live', async () => (await live()).sample);
    await project.compose([...tools, 'marquee', 'publish', edition]);
    await until('the edition is live', async () => (await live()).edition === edition);
  });

  it('backs the live edition up', async () => {
    const { edition } = await live();
    expect(await project.compose([...tools, 'backup'])).to.include(`edition ${edition} is in snapshot`);
  });

  it('has the same edition after down and up, and no sample replaces it', async () => {
    const before = await live();
    await project.compose(['down']);
    await project.compose(['up', '--detach']);
    await untilPrinted('load', /(which is no sample, is live and stays)/);
    await untilLive();
    expect(await live()).to.deep.equal(before);
  });
});
