import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@elastic/elasticsearch';
import { expect } from 'chai';
import { mintToken } from '../../../src/api/tokens/mint-token.js';
import { loadEdition } from '../../../src/load/load-edition.js';
import { publishGeneration, rollBack } from '../../../src/load/publish-generation.js';
import { RunRecorder } from '../../../src/load/run-recorder.js';
import { projectRoot } from '../../../src/root.js';
import { allQuestions } from '../../../src/search/all-questions.js';
import { startApi, tokens } from '../../support/api.js';
import { entities, movieLine } from '../../support/edition.js';
import { loadedEdition } from '../../support/loaded-edition.js';
import { type RecordedRequest, startRecordingProxy } from '../../support/recording-proxy.js';
import { sharedNodeUrl } from '../../support/shared-node.js';

type Role = { cluster: string[]; indices: { names: string[]; privileges: string[] }[] };
const readRole = (name: string): Role =>
  JSON.parse(readFileSync(join(projectRoot, 'deploy', 'elasticsearch', `${name}-role.json`), 'utf8'));

/** What each kind of request needs, by Elasticsearch's documentation of privileges; the first that fits. */
const table: readonly [method: RegExp, path: RegExp, privilege: string, isCluster?: 'cluster'][] = [
  [/GET/, /^\/$/, 'monitor', 'cluster'],
  [/GET/, /^\/_(?:cluster|nodes)\//, 'monitor', 'cluster'],
  [/GET|POST/, /\/_(?:m?search|count|mget|doc\/[^/]+)$/, 'read'],
  [/GET/, /\/_(?:stats|recovery)\b/, 'monitor'],
  [/GET|HEAD/, /\/_(?:alias|mapping|settings)\b|^\/[^/_]+$/, 'view_index_metadata'],
  [/GET/, /^\/_alias\//, 'view_index_metadata'],
  [/PUT|POST/, /\/_(?:bulk|doc|create)\b/, 'write'],
  [/DELETE/, /^\/[^/_]+$/, 'delete_index'],
  [/PUT/, /^\/[^/_]+$/, 'create_index'],
  [/GET/, /\/_refresh$/, 'manage'],
  [/PUT|POST/, /_(?:aliases|alias|mapping|settings|refresh|forcemerge|flush)\b/, 'manage'],
];

/** The indices that a request names: in its path, in the heads of several searches, in changes of aliases. */
function indicesOf({ path, body }: RecordedRequest): string[] {
  const [, first = '', second = ''] = decodeURIComponent(path.split('?')[0] as string).split('/');
  const named = first === '_alias' ? second : first.startsWith('_') ? '' : first;
  const inBody = /\/_(?:msearch|aliases)\b/.test(path)
    ? [...body.matchAll(/"index":\s*"([^"]+)"/g)].map(([, name]) => name as string)
    : [];
  return [...named.split(','), ...inBody].filter(Boolean);
}

const covers = (pattern: string, name: string): boolean =>
  pattern === name || (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)));

/** What a role does not allow of some requests. */
function refusals(role: Role, requests: readonly RecordedRequest[]): string[] {
  return requests.flatMap((request) => {
    const path = request.path.split('?')[0] as string;
    const need = table.find(([method, pattern]) => method.test(request.method) && pattern.test(path));
    if (need === undefined) return [`${request.method} ${path}: not in the table`];
    const [, , privilege, isCluster] = need;
    if (isCluster) return role.cluster.includes(privilege) ? [] : [`${request.method} ${path}: ${privilege}`];
    return indicesOf(request)
      .filter(
        (name) =>
          !role.indices.some(
            ({ names, privileges }) =>
              privileges.includes(privilege) && names.some((pattern) => covers(pattern, name)),
          ),
      )
      .map((name) => `${request.method} ${path}: ${privilege} on ${name}`);
  });
}

/** Names that are Marquee's own. */
const own =
  /^(?:(?:movies|companies|genres|people|keywords|collections)(?:-\d{14}|-\*)?|marquee-loads|marquee-lock)$/;

describe('what is asked of Elasticsearch', function () {
  this.timeout(60_000);
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

  it('by the API falls under the role of readers', async () => {
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

  it('by the loader falls under its role, and not under that of readers', async () => {
    const proxy = await startRecordingProxy(await sharedNodeUrl());
    const client = new Client({ node: proxy.url });
    const input = loaded.hydration;
    const { generation } = await loadEdition({ client, input, isForced: true, isPublishing: false, keep: 2 });
    await publishGeneration(generation as string, { client, recorder: new RunRecorder('publish') });
    await rollBack(undefined, { client, recorder: new RunRecorder('rollback') });
    await loadEdition({ client, input, isForced: true, keep: 1 });
    await client.close();
    await proxy.close();
    expect(refusals(readRole('loader'), proxy.requests)).to.deep.equal([]);
    const denied = refusals(readRole('reader'), proxy.requests).join('\n');
    for (const privilege of ['write', 'create_index', 'delete_index', 'manage']) {
      expect(denied).to.include(`: ${privilege} on `);
    }
  });

  it('is about no index but Marquee’s own, whatever a caller sends', async () => {
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
        `/v1/genres?generation=${sent}`,
        `/v1/companies?query=${sent}`,
        `/v1/companies?cursor=${sent}`,
        `/v1/companies?cursor=${Buffer.from(text).toString('base64url')}`,
        `/v1/companies/${sent}/profit-by-year`,
        `/v1/companies/3/profit-by-year?genre=${sent}&language=${sent}&country=${sent}`,
        `/v1/companies/3/profit-by-year?index=${sent}`,
        `/v1/${sent}`,
        `/v1/${sent}/_search`,
        `/v1/movies?query=${sent}`,
      ];
    });
    const requests = await recordApi(paths);
    await loaded.client.indices.delete({ index: secret });
    const named = new Set(requests.flatMap(indicesOf));
    expect(named.size).to.be.greaterThan(1);
    expect([...named].filter((name) => !own.test(name))).to.deep.equal([]);
    // Nor does any request ask all indices by naming none.
    const nameless = requests.filter(
      (request) =>
        indicesOf(request).length === 0 && !/^\/(?:$|_cluster|_nodes|_alias|_msearch)/.test(request.path),
    );
    expect(nameless).to.deep.equal([]);
  });
});
