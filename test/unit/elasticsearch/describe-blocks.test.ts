import { expect } from 'chai';
import { describeBlocks } from '../../../src/elasticsearch/describe-blocks.js';

describe('describeBlocks', () => {
  it('names index, setting and request', () => {
    expect(
      describeBlocks('index [marquee-movies-1] blocked by: [FORBIDDEN/5/index read-only (api)];'),
    ).to.equal(
      'Elasticsearch blocks marquee-movies-1 by the setting index.blocks.read_only. Remove it: PUT /marquee-movies-1/_settings {"index.blocks.read_only": null}.',
    );
  });

  it('says to free disk space where a full disk is the reason', () => {
    const text = describeBlocks(
      'index [a] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block; for more information, see https://example.org];',
    );
    expect(text)
      .to.include('blocks a by the setting index.blocks.read_only_allow_delete, which a full disk sets.')
      .and.include('Free disk space, then remove it: PUT /a/_settings');
  });

  it('names every index and every block, each once', () => {
    const text = describeBlocks(
      'index [a] blocked by: [FORBIDDEN/5/index read-only (api), FORBIDDEN/8/index write (api)];index [b] blocked by: [FORBIDDEN/9/index metadata (api)];',
    );
    expect(text.match(/(?<=setting )index\.blocks\.\w+/g)).to.deep.equal([
      'index.blocks.read_only',
      'index.blocks.write',
      'index.blocks.metadata',
    ]);
    expect(text).to.include('PUT /b/_settings');
  });

  it('names the setting of the cluster', () => {
    expect(describeBlocks('blocked by: [FORBIDDEN/6/cluster read-only (api)];')).to.equal(
      'Elasticsearch blocks the cluster by the setting cluster.blocks.read_only. Remove it: PUT /_cluster/settings {"persistent": {"cluster.blocks.read_only": null}}.',
    );
  });

  it('repeats what Elasticsearch says of a block that no setting makes', () => {
    const reason = 'blocked by: [SERVICE_UNAVAILABLE/2/no master];';
    expect(describeBlocks(reason)).to.equal(`Elasticsearch blocks the request: ${reason}`);
  });
});
