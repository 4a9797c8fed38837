import { join } from 'node:path';
import { expect } from 'chai';
import { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { EmbeddedNodeError } from '../../src/embedded/embedded-node-error.js';
import { findEmbeddedNode } from '../../src/embedded/find-embedded-node.js';
import { type EmbeddedNode, startEmbeddedNode } from '../../src/embedded/start-embedded-node.js';
import { useEmbeddedNode } from '../../src/embedded/use-embedded-node.js';
import { isRunning } from '../support/process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('embedded node', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const dataDir = join(folder, 'node');
  const options = { dataDir, port: 0, heap: '512m' };
  let node: EmbeddedNode;
  let client: MarqueeClient;

  before(async () => {
    node = await startEmbeddedNode(options);
    client = new MarqueeClient({ node: node.url });
  });
  after(() => node.stop());

  it('answers GET / as every Elasticsearch does, so the client accepts it', async () => {
    const main = await client.info();
    expect(main).to.include({
      name: 'marquee',
      cluster_name: 'marquee-embedded',
      tagline: 'You Know, for Search',
    });
    expect(main.version).to.include({ number: '9.5.3', build_flavor: 'default', lucene_version: '10.5.1' });
    expect(main.version).to.have.all.keys(
      'number,build_flavor,build_type,build_hash,build_date,build_snapshot,lucene_version'
        .split(',')
        .concat('minimum_wire_compatibility_version', 'minimum_index_compatibility_version'),
    );
    expect(await client.ping()).to.equal(true);
  });

  it('listens on loopback only', async () => {
    const { nodes } = (await client.nodes.info({ metric: ['http', 'transport'] })) as unknown as {
      nodes: Record<string, Record<'http' | 'transport', { bound_address: string[] }>>;
    };
    const [bound] = Object.values(nodes);
    const addresses = [...(bound?.http.bound_address ?? []), ...(bound?.transport.bound_address ?? [])];
    expect(addresses).to.have.length(2);
    for (const address of addresses) expect(address).to.match(/^127\.0\.0\.1:/);
  });

  const analyzed = [
    { text: 'Amélie Poulain', filter: ['lowercase', 'asciifolding'], tokens: ['amelie', 'poulain'] },
    {
      text: 'Léon',
      filter: [{ type: 'asciifolding', preserve_original: true }],
      tokens: ['Leon', 'Léon'],
    },
    { text: 'running companies', filter: ['porter_stem'], tokens: ['run', 'compani'] },
    {
      text: "the king's speeches",
      filter: [{ type: 'stemmer', language: 'possessive_english' }],
      tokens: ['the', 'king', 'speeches'],
    },
    {
      text: 'running',
      filter: ['keyword_repeat', 'porter_stem', 'remove_duplicates'],
      tokens: ['running', 'run'],
    },
    { text: 'new new york', filter: ['unique'], tokens: ['new', 'york'] },
    {
      text: 'Heat',
      filter: ['lowercase', { type: 'edge_ngram', min_gram: 2, max_gram: 4 }],
      tokens: ['he', 'hea', 'heat'],
    },
  ] as const;
  for (const { text, filter, tokens } of analyzed) {
    it(`analyzes '${text}' with ${JSON.stringify(filter)}`, async () => {
      const result = await client.indices.analyze({ tokenizer: 'whitespace', text, filter: [...filter] });
      expect(result.tokens?.map(({ token }) => token)).to.deep.equal(tokens);
    });
  }

  it('folds and lowercases in a normalizer', async () => {
    await client.indices.create({
      index: 'people',
      settings: {
        number_of_replicas: 0,
        analysis: { normalizer: { folded: { type: 'custom', filter: ['lowercase', 'asciifolding'] } } },
      },
      mappings: { properties: { name: { type: 'keyword', normalizer: 'folded' } } },
    });
    await client.index({ index: 'people', id: '1', document: { name: 'Pedro Almodóvar' }, refresh: true });
    const { count } = await client.count({ index: 'people', query: { term: { name: 'PEDRO ALMODOVAR' } } });
    expect(count).to.equal(1);
  });

  it('creates no index by accident', async () => {
    const status = await client
      .index({ index: 'misspelt', document: {} })
      .catch(({ statusCode }) => statusCode);
    expect(status).to.equal(404);
  });

  it('is found by its data folder, and used from there', async () => {
    expect(await findEmbeddedNode(dataDir)).to.equal(node.url);
    const use = await useEmbeddedNode(options);
    await use.stop();
    expect([use.url, use.started]).to.deep.equal([node.url, undefined]);
    expect(isRunning(node.pid)).to.equal(true);
  });

  it('says in words that its port is taken', async () => {
    const port = Number(new URL(node.url).port);
    const error = await failureOf({ ...options, dataDir: join(folder, 'other'), port });
    expect(error.failure).to.equal('port-in-use');
    expect(error.message).to.match(
      new RegExp(
        `^Port ${port} on 127.0.0.1 is taken: .*EMBEDDED_PORT.*ELASTICSEARCH_URL=http://127.0.0.1:${port}`,
      ),
    );
  });

  it('says in words that its data folder is in use', async () => {
    const error = await failureOf(options);
    expect(error.failure).to.equal('data-in-use');
    expect(error.message).to.include(dataDir).and.to.include('MARQUEE_DATA');
  });

  it('picks up its data again after a restart', async () => {
    await node.stop();
    expect(isRunning(node.pid)).to.equal(false);
    expect(await findEmbeddedNode(dataDir)).to.equal(undefined);
    node = await startEmbeddedNode(options);
    client = new MarqueeClient({ node: node.url });
    expect((await client.count({ index: 'people' })).count).to.equal(1);
  });

  it('shows its last log lines when it cannot start', async () => {
    const settings = { 'no.such.setting': 'x' };
    const error = await failureOf({ ...options, dataDir: join(folder, 'rejected'), settings });
    expect(error.failure).to.equal('not-ready');
    expect(error.message)
      .to.match(/^The embedded Elasticsearch ended before it was ready\. Its last log lines:\n/)
      .and.to.include('unknown setting [no.such.setting]')
      .and.to.include(join(folder, 'rejected', 'logs', 'elasticsearch.log'));
    expect(error.message.split('\n').length).to.be.within(3, 23);
  });

  it('shows what Java says when Java itself refuses', async () => {
    const error = await failureOf({ ...options, dataDir: join(folder, 'tiny'), heap: '1m' });
    expect(error.message).to.match(/Too small (maximum|initial) heap/i);
  });

  it('gives up after the time limit and leaves no process', async () => {
    const error = await failureOf({ ...options, dataDir: join(folder, 'late'), timeoutMs: 200 });
    expect(error.message).to.match(/^The embedded Elasticsearch was not ready after 0\.2 s/);
    expect(await findEmbeddedNode(join(folder, 'late'))).to.equal(undefined);
  });
});

/** The error of a start that must fail. */
async function failureOf(options: Parameters<typeof startEmbeddedNode>[0]): Promise<EmbeddedNodeError> {
  const outcome = await startEmbeddedNode(options).catch((error: unknown) => error);
  expect(outcome).to.be.instanceOf(EmbeddedNodeError);
  return outcome as EmbeddedNodeError;
}
