import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../../src/config/project-root.js';
import { start } from '../../support/process.js';

describe('marquee start', () => {
  it('rejects --corrections without --input as wrong usage, because it would have no effect', async () => {
    const cli = join(projectRoot, 'dist', 'src', 'cli.js');
    const { code, err } = await start(process.execPath, [cli, 'start', '--corrections', 'fixes.csv']).ended;
    expect(err).to.include('--corrections needs --input');
    expect(code).to.equal(2);
  });
});
