import { expect } from 'chai';
import { movieLine } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { getFrom, startServing } from '../support/serving.js';
import { sharedNodeUrl } from '../support/shared-node.js';

describe('tracing while the collector is unavailable', function () {
  this.timeout(120_000);
  loadedEdition([movieLine({ id: '1' })]);

  it('delays nothing', async () => {
    const api = await startServing(await sharedNodeUrl(), {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    });
    expect((await getFrom(`${api.url}/v1/genres`)).status).to.equal(200);
    const began = performance.now();
    await api.stop();
    expect(performance.now() - began).to.be.lessThan(15_000);
  });
});
