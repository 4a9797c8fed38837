import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before } from 'mocha';

/** A new folder for the suite that asks for it while it is described; removed after that suite. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  before(function () {
    // After the suite's own hooks, which stop what still writes into the folder.
    this.test?.parent?.afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  });
  return folder;
}
