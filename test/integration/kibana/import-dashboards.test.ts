import { expect } from 'chai';
import { type FakeKibana, startFakeKibana } from '../../support/fake-kibana.js';
import { marquee, type Outcome } from '../../support/marquee.js';

const objects = [
  'index-pattern:marquee-movies',
  'dashboard:marquee-companies',
  'dashboard:marquee-genres',
  'index-pattern:marquee-movies-undated',
  'index-pattern:marquee-loads',
  'dashboard:marquee-data-quality',
];

describe('marquee dashboards import', function () {
  this.timeout(120_000);
  let kibana: FakeKibana;
  beforeEach(async () => {
    kibana = await startFakeKibana();
  });
  afterEach(() => kibana.close());

  const run = (args: string[] = [], settings: Record<string, string> = {}): Promise<Outcome> =>
    marquee(['dashboards', 'import', '--kibana', kibana.url, '--wait', '5', ...args], settings);
  const outcomes = (out: string): string[] => [...new Set(out.match(/created|overwritten|failed|skipped/g))];

  it('creates every object once, in one request, and says so', async () => {
    const { code, out, err } = await run();
    expect([code, err]).to.deep.equal([0, '']);
    expect(out.trim().split('\n')).to.have.length(1 + objects.length);
    expect(out).to.match(/^ {2}Marquee: Companies +dashboard +created$/m);
    expect(outcomes(out)).to.deep.equal(['created']);
    expect([...(kibana.spaces.get('default')?.keys() ?? [])]).to.have.members(objects);
    expect(kibana.asked.filter((path) => path.startsWith('POST'))).to.deep.equal([
      'POST /api/saved_objects/_import?overwrite=true',
    ]);
  });

  it('overwrites what it made before, and says so', async () => {
    await run();
    const { code, out } = await run(['--json']);
    expect(code).to.equal(0);
    const imported = JSON.parse(out);
    expect(imported.map(({ outcome }: { outcome: string }) => outcome)).to.deep.equal(
      objects.map(() => 'overwritten'),
    );
    expect(kibana.spaces.get('default')?.size).to.equal(objects.length);
  });

  it('keeps the objects of two prefixes apart in one Kibana', async () => {
    await run();
    const { code, out } = await run([], { MARQUEE_INDEX_PREFIX: 'staging-' });
    expect(code).to.equal(0);
    expect(outcomes(out)).to.deep.equal(['created']);
    expect(out).to.match(/^ {2}Marquee \(staging-\): Companies +dashboard +created$/m);
    expect([...(kibana.spaces.get('default')?.keys() ?? [])])
      .to.include.members(objects)
      .and.have.length(2 * objects.length);
  });

  it('makes links lead to the given API', async () => {
    await run(['--api', 'https://marquee.example']);
    const stored = JSON.stringify([...(kibana.spaces.get('default') ?? [])]);
    expect(stored).to.include('https://marquee.example/v1/companies').and.not.include('localhost');
  });

  it('signs in by API key, or by user and password', async () => {
    kibana.credentials = 'ApiKey c2VjcmV0';
    expect(await run([], { KIBANA_API_KEY: 'c2VjcmV0' })).to.include({ code: 0 });
    kibana.credentials = `Basic ${Buffer.from('elastic:pässword').toString('base64')}`;
    expect(await run([], { KIBANA_USERNAME: 'elastic', KIBANA_PASSWORD: 'pässword' })).to.include({
      code: 0,
    });
  });

  it('names the variables when Kibana rejects the credentials, without their values, and does not wait', async () => {
    kibana.credentials = 'ApiKey c2VjcmV0';
    const { code, err } = await run([], { KIBANA_API_KEY: 'd3Jvbmc=' });
    expect(code).to.equal(1);
    expect(err)
      .to.match(/rejected the credentials: 401, signed in with KIBANA_API_KEY\.$/m)
      .and.not.include('d3Jvbmc=');
    expect(kibana.asked).to.have.length(1);
    expect((await run()).err).to.include('signed in with no credentials: set KIBANA_API_KEY');
  });

  it('rejects half of a pair of variables, and two kinds of credentials', async () => {
    const half = await run([], { KIBANA_USERNAME: 'elastic' });
    expect([half.code, half.err]).to.deep.equal([
      1,
      'marquee: KIBANA_USERNAME and KIBANA_PASSWORD go together: set both, or neither.\n',
    ]);
    const twice = await run([], { KIBANA_API_KEY: 'a', KIBANA_USERNAME: 'b', KIBANA_PASSWORD: 'c' });
    expect(twice.err).to.include('exclude each other');
    expect(kibana.asked).to.deep.equal([]);
  });

  it('imports into a space, and into none that does not exist', async () => {
    kibana.spaces.set('analysts', new Map());
    expect(await run(['--space', 'analysts'])).to.include({ code: 0 });
    expect(kibana.spaces.get('analysts')?.size).to.equal(objects.length);
    const { code, err } = await run(['--space', 'analyst']);
    expect(code).to.equal(1);
    expect(err).to.include("has no space 'analyst'");
    expect([...kibana.spaces.keys()]).to.deep.equal(['default', 'analysts']);
  });

  it('says which object failed and why, and that the others were imported', async () => {
    const message =
      'Document "marquee-genres" belongs to a more recent version of Kibana [10.3.0] when the last known version is [10.2.0].';
    kibana.faults.set('marquee-genres', { type: 'unknown', statusCode: 422, message });
    const { code, out, err } = await run();
    expect(code).to.equal(1);
    expect(out).to.match(/Marquee: Genres +dashboard +failed +Document .* \[10\.2\.0\]\., status 422$/m);
    expect(outcomes(out).sort()).to.deep.equal(['created', 'failed']);
    expect(err).to.equal('marquee: Kibana rejected 1 of 6 objects: the reasons are above.\n');
    expect(kibana.spaces.get('default')?.size).to.equal(objects.length - 1);
  });

  it('reports no object as created when an error stopped the whole import', async () => {
    kibana.faults.set('marquee-loads', { type: 'ambiguous_conflict', destinations: [] });
    const { code, out, err } = await run();
    expect(code).to.equal(1);
    expect(outcomes(out).sort()).to.deep.equal(['failed', 'skipped']);
    expect(out).to.include('delete all but one');
    expect(err).to.include('Kibana rejected 1 of 6 objects, and so imported none');
    expect(kibana.spaces.get('default')?.size).to.equal(0);
  });

  it('says why the import as a whole failed', async () => {
    for (const [status, body, words] of [
      [
        500,
        '{"statusCode":500,"message":"An internal server error occurred."}',
        /answers 500 to the import: An internal/,
      ],
      [413, '<html>Request Entity Too Large</html>', /answers 413 to the import: <html>Request Entity/],
      [200, '{"success":false,"successCount":0}', /rejected the import: it gave no reason/],
      [403, '{"message":"Unable to bulk_create dashboard"}', /denied the request .*403/],
      [0, '', /did not answer \/api\/saved_objects\/_import.*: socket hang up/],
      [302, '', /answers 302 to the import/],
    ] as const) {
      kibana.instead = { status, body };
      const { code, err } = await run();
      expect(code, body).to.equal(1);
      expect(err).to.match(words);
    }
  });

  it('rejects meaningless options with exit code 2', async () => {
    for (const args of [
      ['--kibana', 'localhost:5601'],
      ['--kibana', 'http://elastic:secret@localhost:5601'],
      ['--wait', 'long', '--kibana', 'http://localhost:5601'],
      [],
      ['--spaces', 'x'],
    ]) {
      const { code, err } = await marquee(['dashboards', 'import', ...args]);
      expect([code, err.includes('secret')], args.join(' ')).to.deep.equal([2, false]);
    }
    expect((await marquee(['dashboards', 'publish'])).code).to.equal(2);
  });
});
