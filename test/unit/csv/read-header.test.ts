import { Readable } from 'node:stream';
import { expect } from 'chai';
import { readHeader } from '../../../src/csv/read-header.js';
import { failureOf } from '../../support/failure.js';

describe('readHeader', () => {
  it('closes the file when the header is not the expected one', async () => {
    const stream = Readable.from(Array(1000).fill(Buffer.from('a,b\n1,2\n')), { objectMode: false });
    const closed = new Promise((resolve) => stream.once('close', resolve));
    const file = { stream, name: 'links.csv', where: 'a/links.csv' };
    const failure = await failureOf(
      readHeader(file, { needed: ['id', 'name'] }, new AbortController().signal),
    );
    expect(failure.message).to.include('a/links.csv: line 1: the header');
    await closed;
  });
});
