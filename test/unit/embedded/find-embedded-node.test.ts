import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { findEmbeddedNode } from '../../../src/embedded/find-embedded-node.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('findEmbeddedNode', () => {
  const dataDir = temporaryFolder();
  const state = (text: string) => writeFileSync(join(dataDir, 'node.json'), text);

  // A program that is no Elasticsearch but listens where one did.
  const server = createServer((_request, response) => response.end('{"nodes":{}}'));
  before((done) => void server.listen(0, '127.0.0.1', done));
  after((done) => void server.close(done));
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  it('finds nothing without a state file', async () => {
    expect(await findEmbeddedNode(join(dataDir, 'nowhere'))).to.equal(undefined);
  });

  it('ignores a state file that is not one', async () => {
    state('{"url":');
    expect(await findEmbeddedNode(dataDir)).to.equal(undefined);
  });

  it('ignores the state file of a process that is gone', async () => {
    state(JSON.stringify({ url: url(), pid: 2 ** 30 }));
    expect(await findEmbeddedNode(dataDir)).to.equal(undefined);
  });

  it('ignores another program at the URL', async () => {
    state(JSON.stringify({ url: url(), pid: process.pid }));
    expect(await findEmbeddedNode(dataDir)).to.equal(undefined);
  });
});
