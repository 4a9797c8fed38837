import { expect } from 'chai';
import fc from 'fast-check';
import { checkText } from '../../../src/files/check-text.js';
import { DatasetError } from '../../../src/files/dataset-error.js';

async function check(bytes: Buffer, chunkSize = 1024): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize) chunks.push(bytes.subarray(at, at + chunkSize));
  const passed: Buffer[] = [];
  for await (const chunk of checkText(inTurn(chunks), 'a.csv')) passed.push(chunk);
  return Buffer.concat(passed);
}

async function* inTurn(chunks: readonly Buffer[]) {
  yield* chunks;
}

/** The message of the error, whatever the chunks; they must not change it. */
async function faultIn(bytes: Buffer): Promise<string> {
  const messages = new Set<string>();
  for (const chunkSize of [1, 2, 3, 7, 1024]) {
    const failure = await check(bytes, chunkSize).then(
      () => new Error('no fault'),
      (error: Error) => error,
    );
    expect(failure).to.be.instanceOf(DatasetError);
    messages.add(
      failure.message
        .replace(/the bytes (\w\w) \w\w.*? are not/, 'the byte $1 is not')
        .replace(/the bytes (\w\w) \(.*? are not/, 'the byte $1 is not'),
    );
  }
  expect([...messages]).to.have.length(1);
  return [...messages][0] as string;
}

describe('checkText', () => {
  it('passes on any text unchanged, wherever characters are split between chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        async (text, size) => {
          const bytes = Buffer.from(text.replaceAll('\0', ''));
          expect(await check(bytes, size)).to.deep.equal(bytes);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('agrees with the decoder of the platform on any bytes, wherever they are split', async () => {
    const byte = fc.oneof(
      fc.constantFrom(0x41, 0x80, 0xbf, 0xc0, 0xc3, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5),
      fc.integer({ min: 1, max: 255 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(byte, { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (list, size) => {
          const bytes = Buffer.from(list);
          const passes = await check(bytes, size).then(
            () => true,
            () => false,
          );
          expect(passes).to.equal(decodes(bytes));
        },
      ),
      { numRuns: 3000 },
    );
  }).timeout(20_000);

  it('names line and byte of the first character that is not UTF-8, and how to convert', async () => {
    const message = await faultIn(
      Buffer.concat([Buffer.from('id,title\n1,é\n2,Caf'), Buffer.from('\xe9 x\n\xff', 'latin1')]),
    );
    expect(message)
      .to.include('a.csv: line 3, byte 19: the byte e9 is not UTF-8')
      .and.include('--encoding windows-1252');
  });

  it('recognises UTF-16 by its first bytes', async () => {
    for (const start of ['\xff\xfe', '\xfe\xff']) {
      const bytes = Buffer.concat([Buffer.from(start, 'latin1'), Buffer.from('id,title\n', 'utf16le')]);
      expect(await faultIn(bytes))
        .to.include('line 1, byte 0: the file begins like UTF-16')
        .and.include('--encoding utf-16');
    }
  });

  it('rejects a NUL byte, as in a binary file or UTF-16 without a byte order mark', async () => {
    expect(await faultIn(Buffer.from('id\n1\0'))).to.include('a.csv: line 2, byte 4: a NUL byte');
    expect(await faultIn(Buffer.from('id,title', 'utf16le'))).to.include('line 1, byte 1: a NUL byte');
    expect(
      await check(Buffer.from('a\0\xff, b', 'latin1')).catch((error: Error) => error.message),
    ).to.include('byte 1: a NUL');
  });

  it('rejects a file that ends in the middle of a character', async () => {
    expect(await faultIn(Buffer.from('id\né').subarray(0, 4))).to.include(
      'line 2, byte 3: the file ends in the middle of a character',
    );
  });
});

function decodes(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
