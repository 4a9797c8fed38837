import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { mintToken } from '../../../src/api/auth/mint-token.js';
import { RunRecorder } from '../../../src/load/run-recorder.js';
import { writeLoadMetricsFile } from '../../../src/telemetry/metrics/load-metrics-file.js';
import { goodToken, startApi, tokens } from '../../support/api.js';
import { entities, movieLine } from '../../support/edition.js';
import { failureOf } from '../../support/failure.js';
import { loadedEdition } from '../../support/loaded-edition.js';
import { sharedNodeUrl } from '../../support/shared-node.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { startWatchingProxy } from '../../support/watching-proxy.js';

describe('/metrics', () => {
  const loaded = loadedEdition([
    movieLine({
      id: '1',
      genres: entities([18, 'Drama']),
      production_companies: entities([3, 'Lantern Row']),
      budget: '5000',
      revenue: '7000',
    }),
  ]);

  const scrape = async (): Promise<string> => (await loaded.api.get('/metrics', null)).body as string;
  const figureOf = (text: string, series: string): number | undefined => {
    const line = text.split('\n').find((one) => one.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.slice(series.length + 1));
  };

  it('counts requests by route template and status, and answers by source', async () => {
    const path = '/v1/companies/3/profit-by-year';
    const first = await loaded.api.get(path);
    await loaded.api.get(path);
    await loaded.api.get(path, goodToken(), {
      headers: { 'If-None-Match': first.headers.get('etag') as string },
    });
    await loaded.api.get(path, null);
    await loaded.api.get('/v1/companies/4711/profit-by-year');
    for (const invented of ['/a', '/b', '/v1/c']) await loaded.api.get(invented);
    const text = await scrape();
    const count = (route: string, status: number) =>
      figureOf(text, `marquee_http_request_duration_seconds_count{route="${route}",status="${status}"}`);
    const template = '/v1/companies/{id}/profit-by-year';
    expect([200, 304, 401, 404].map((status) => count(template, status))).to.deep.equal([2, 1, 1, 1]);
    expect(count('none', 404)).to.equal(3);
    const answers = (source: string) => figureOf(text, `marquee_answers_total{source="${source}"}`);
    expect(['computed', 'cached', 'not-modified', 'stale'].map(answers)).to.deep.equal([1, 1, 1, 0]);
    expect(text).to.not.include('/4711').and.not.include('/v1/c"');
  });

  it('has the requests to Elasticsearch, its health, the live edition and the outcome of the last load', async () => {
    const text = await scrape();
    expect(
      figureOf(text, 'marquee_elasticsearch_request_duration_seconds_count{operation="search",status="200"}'),
    ).to.be.greaterThan(0);
    expect(figureOf(text, 'marquee_elasticsearch_up')).to.equal(1);
    const colours = ['green', 'yellow', 'red'].map((status) =>
      figureOf(text, `marquee_elasticsearch_status{status="${status}"}`),
    );
    expect(colours.reduce((sum: number, one) => sum + (one ?? 0), 0)).to.equal(1);
    expect(text).to.match(/^marquee_elasticsearch_disk_available_bytes\{node="[^"]+"\} \d+/m);
    expect(figureOf(text, `marquee_edition_info{edition="${loaded.edition}"}`)).to.equal(1);
    const publishedAt = figureOf(text, 'marquee_edition_published_timestamp_seconds') as number;
    expect(Date.now() / 1000 - publishedAt).to.be.within(0, 600);
    expect(figureOf(text, 'marquee_edition_documents{type="movies"}')).to.equal(1);
    expect(figureOf(text, 'marquee_load_last_outcome{verb="load",outcome="published"}')).to.equal(1);
    expect(figureOf(text, 'marquee_load_last_outcome{verb="load",outcome="failed"}')).to.equal(0);
    expect(figureOf(text, 'marquee_load_rows{verb="load",result="read"}')).to.equal(1);
    expect(text).to.match(/^marquee_load_stage_seconds\{verb="load",stage="\w+"\} /m);
    expect(text).to.match(/^nodejs_eventloop_lag_p99_seconds /m);
  });

  it('is served while Elasticsearch is unavailable, without the figures that were last read', async () => {
    const proxy = await startWatchingProxy(await sharedNodeUrl());
    const api = await startApi(proxy.url);
    await proxy.close();
    const { status, body } = await api.get('/metrics', null);
    await api.close();
    expect(status).to.equal(200);
    expect(figureOf(body, 'marquee_elasticsearch_up')).to.equal(0);
    for (const absent of ['elasticsearch_status{', 'elasticsearch_nodes ', 'edition_published']) {
      expect(body).to.not.match(new RegExp(`^marquee_${absent}`, 'm'));
    }
  });

  it('needs a token with the scope `metrics`, or does not exist, if configured so', async () => {
    const closed = await startApi(await sharedNodeUrl(), { server: { metrics: 'token' } });
    const off = await startApi(await sharedNodeUrl(), { server: { metrics: 'off' } });
    const scraper = mintToken(tokens, { subject: 'prometheus', scope: 'metrics', seconds: 60 });
    const statuses = [
      (await closed.get('/metrics', null)).status,
      (await closed.get('/metrics')).status,
      (await closed.get('/metrics', scraper)).status,
      (await closed.get('/v1/genres', scraper)).status,
      (await off.get('/metrics', scraper)).status,
    ];
    await closed.close();
    await off.close();
    expect(statuses).to.deep.equal([401, 403, 200, 403, 404]);
  });
});

describe('--metrics-file', () => {
  const folder = temporaryFolder();

  it('has the figures of a run in the form that node_exporter reads', async () => {
    const recorder = new RunRecorder('reload');
    recorder.endStage('lock');
    const path = join(folder, 'marquee.prom');
    await writeLoadMetricsFile(path, recorder.fail(new Error('no space')));
    const text = await readFile(path, 'utf8');
    expect(text).to.include('marquee_load_last_outcome{verb="reload",outcome="failed"} 1');
    expect(text).to.include('marquee_load_retries{verb="reload"} 0');
    expect(text).to.not.include('marquee_load_last_success_timestamp_seconds{');
  });

  it('names the file when it cannot be written', async () => {
    const error = await failureOf(
      writeLoadMetricsFile(join(folder, 'no', 'such.prom'), new RunRecorder('load').finish('staged')),
    );
    expect(error.message).to.include('--metrics-file').and.include('such.prom');
  });
});
