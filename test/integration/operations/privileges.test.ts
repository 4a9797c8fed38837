import { expect } from 'chai';
import { allQuestions } from '../../../src/api/all-questions.js';
import { mintToken } from '../../../src/api/auth/mint-token.js';
import { MarqueeClient } from '../../../src/elasticsearch/marquee-client.js';
import { loadEdition } from '../../../src/load/load-edition.js';
import { publishEdition, rollBack } from '../../../src/load/publish-edition.js';
import { RunRecorder } from '../../../src/load/run-recorder.js';
import { documentTypes } from '../../../src/model/document-type.js';
import { startApi, tokens } from '../../support/api.js';
import { entities, movieLine } from '../../support/edition.js';
import { loadAndPublish, loadedEdition } from '../../support/loaded-edition.js';
import { marquee } from '../../support/marquee.js';
import { type RecordedRequest, startRecordingProxy } from '../../support/recording-proxy.js';
import { indicesOf, type Role, readRole, refusals } from '../../support/roles.js';
import { sharedNodeUrl } from '../../support/shared-node.js';

/** Names of Marquee's own indices and aliases. */
const own =
  /^marquee-(?:(?:movies|companies|genres|people|keywords|collections)(?:-\d{14}|-\*)?|loads|lock)$/;

/** The role without one of its privileges, each in turn. */
function* withoutOne(role: Role): Generator<[name: string, role: Role]> {
  for (const one of role.cluster) yield [one, { ...role, cluster: role.cluster.filter((it) => it !== one) }];
  for (const [at, entry] of role.indices.entries()) {
    for (const one of entry.privileges) {
      const privileges = entry.privileges.filter((it) => it !== one);
      yield [
        `${one} on ${entry.names}`,
        { ...role, indices: role.indices.with(at, { ...entry, privileges }) },
      ];
    }
  }
}

describe('the requests to Elasticsearch', function () {
  this.timeout(120_000);
  const loaded = loadedEdition([
    movieLine({ id: '1', genres: entities([18, 'Drama']), production_companies: entities([3, 'A']) }),
  ]);
  const admin = mintToken(tokens, { subject: 'a', scope: 'read admin', seconds: 3600 });

  async function recordApi(paths: readonly string[]): Promise<RecordedRequest[]> {
    const proxy = await startRecordingProxy(await sharedNodeUrl());
    const api = await startApi(proxy.url);
    for (const path of paths) await api.get(path, admin);
    await api.close();
    await proxy.close();
    return proxy.requests;
  }

  it('by the API need the role of readers', async () => {
    const questions = allQuestions.map(
      ({ name, example }) =>
        `/v1/${name.replaceAll(/\{(\w+)\}/g, (_, key) => String((example as Record<string, string>)[key]))}?${new URLSearchParams(
          Object.entries(example as Record<string, string>).filter(([key]) => !name.includes(`{${key}}`)),
        )}`,
    );
    const requests = await recordApi([
      ...questions,
      '/readyz',
      '/metrics',
      '/v1/editions',
      '/v1/operations/loads',
      '/v1/operations/status',
    ]);
    expect(requests.length).to.be.greaterThan(20);
    expect(refusals(readRole('reader'), requests)).to.deep.equal([]);
  });

  it('by the loader need its role; that of readers is not enough', async () => {
    const proxy = await startRecordingProxy(await sharedNodeUrl());
    const client = new MarqueeClient({ node: proxy.url });
    const input = loaded.hydration;
    const { edition } = await loadEdition({
      client,
      input,
      questions: allQuestions,
      force: true,
      publish: false,
      keep: 2,
    });
    await publishEdition(edition as string, {
      client,
      questions: allQuestions,
      recorder: new RunRecorder('publish'),
    });
    await rollBack(undefined, { client, recorder: new RunRecorder('rollback') });
    await loadEdition({ client, input, questions: allQuestions, force: true, keep: 1 });
    await client.close();
    await proxy.close();
    expect(refusals(readRole('loader'), proxy.requests)).to.deep.equal([]);
    const denied = refusals(readRole('reader'), proxy.requests).join('\n');
    for (const privilege of ['write', 'create_index', 'delete_index', 'manage']) {
      expect(denied).to.include(`: ${privilege} on `);
    }
  });

  it('by backup and restore need their role, which has no privilege too many', async () => {
    const proxy = await startRecordingProxy(await sharedNodeUrl());
    const settings = { ELASTICSEARCH_URL: proxy.url };
    const run = async (code: number, ...args: string[]) =>
      expect(await marquee(args, settings)).to.include({ code });
    const { client, hydration: input } = loaded;
    const drop = (edition: string) =>
      client.indices.delete({ index: documentTypes.map((type) => `marquee-${type}-${edition}`) });
    // Another test may have registered it; then it would not be registered here.
    await client.snapshot.deleteRepository({ name: 'marquee' }, { ignore: [404] });
    const good = await loadAndPublish(client, input);
    await run(0, 'backup');
    const tampered = await loadAndPublish(client, input);
    await client.delete({ index: `marquee-movies-${tampered}`, id: '1', refresh: true });
    await run(0, 'backup');
    await run(0, 'backup');
    await loadAndPublish(client, input);
    await drop(good);
    await drop(tampered);
    // As on a cluster that was just created.
    await client.indices.delete({ index: ['marquee-loads', 'marquee-lock'] });
    await run(0, 'restore', good);
    await run(3, 'restore', tampered);
    await proxy.close();
    expect(refusals(readRole('backup'), proxy.requests)).to.deep.equal([]);
    for (const [name, role] of withoutOne(readRole('backup'))) {
      expect(refusals(role, proxy.requests), name).to.not.deep.equal([]);
    }
    expect(refusals(readRole('loader'), proxy.requests).join('\n')).to.include('snapshot');
  });

  it('are about no index but Marquee’s own, whatever a caller sends', async () => {
    const secret = 'payroll';
    await loaded.client.indices.create({ index: secret });
    await loaded.client.index({ index: secret, id: '1', document: { name: 'X' }, refresh: true });
    const hostile = [
      secret,
      `movies,${secret}`,
      `../${secret}`,
      `..%2F${secret}`,
      `%2e%2e%2f${secret}%2f_search`,
      '*',
      '_all',
      `20010101000000,${secret}`,
      `20010101000000/_search?index=${secret}`,
      `<${secret}-{now/d}>`,
      `-movies,*`,
      `3/../../${secret}/_search`,
      `{"index":"${secret}"}`,
      `\n{"index":"${secret}"}\n{}`,
    ];
    const paths = hostile.flatMap((text) => {
      const sent = encodeURIComponent(text);
      return [
        `/v1/genres?edition=${sent}`,
        `/v1/companies?q=${sent}`,
        `/v1/companies?cursor=${sent}`,
        `/v1/companies?cursor=${Buffer.from(text).toString('base64url')}`,
        `/v1/companies/${sent}/profit-by-year`,
        `/v1/companies/3/profit-by-year?genre=${sent}&language=${sent}&country=${sent}`,
        `/v1/companies/3/profit-by-year?index=${sent}`,
        `/v1/${sent}`,
        `/v1/${sent}/_search`,
        `/v1/movies?q=${sent}`,
      ];
    });
    const requests = await recordApi(paths);
    await loaded.client.indices.delete({ index: secret });
    const named = new Set(requests.flatMap(indicesOf));
    expect(named.size).to.be.greaterThan(1);
    expect([...named].filter((name) => !own.test(name))).to.deep.equal([]);
    // No request is about all indices because it names none.
    const nameless = requests.filter(
      (request) =>
        indicesOf(request).length === 0 && !/^\/(?:$|_cluster|_nodes|_alias|_msearch)/.test(request.path),
    );
    expect(nameless).to.deep.equal([]);
  });
});
