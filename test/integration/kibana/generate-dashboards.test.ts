import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { dashboardNames, dashboardsFolder } from '../../../dashboards/generate/read-descriptions.js';
import { inTemporaryFolder } from '../../support/edition.js';
import { marquee } from '../../support/marquee.js';

describe('the dashboards for Kibana', () => {
  it('are written by marquee dashboards generate, with links to another API on request', async () => {
    await inTemporaryFolder(async (out) => {
      const { code, out: said } = await marquee(['dashboards', 'generate', '--out', out]);
      expect([code, said.trim().split('\n').length]).to.deep.equal([0, 3]);
      for (const name of dashboardNames) {
        expect(await readFile(join(out, `${name}.ndjson`), 'utf8')).to.equal(
          await readFile(join(dashboardsFolder, `${name}.ndjson`), 'utf8'),
        );
      }
      await marquee(['dashboards', 'generate', '--out', out, '--api', 'https://marquee.example/']);
      const text = await readFile(join(out, 'companies.ndjson'), 'utf8');
      expect(text).to.include('https://marquee.example/v1/companies/').and.not.include('localhost');
    });
  });
});
