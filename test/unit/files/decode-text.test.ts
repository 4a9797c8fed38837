import { expect } from 'chai';
import fc from 'fast-check';
import { DatasetError } from '../../../src/files/dataset-error.js';
import { decodeText, encodingOf, isUtf8Text } from '../../../src/files/decode-text.js';
import { failureOf } from '../../support/failure.js';

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decode(bytes: Buffer, encoding: string, size = 1000): Promise<string> {
  const read = () => chunksOf(bytes, size);
  const chunks: Buffer[] = [];
  for await (const chunk of decodeText(read(), { encoding, where: 'a/file.csv', read })) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const faultOf = async (bytes: Buffer, encoding: string, size?: number): Promise<string> => {
  const failure = await failureOf(decode(bytes, encoding, size));
  expect(failure).to.be.instanceOf(DatasetError);
  return failure.message;
};

describe('decodeText', () => {
  it('reads Windows text, which has letters where Latin-1 has controls', async () => {
    const bytes = Buffer.from('Am\xe9lie \x93quoted\x94 \x80 5\r\n', 'latin1');
    expect(await decode(bytes, 'windows-1252')).to.equal('Amélie “quoted” € 5\r\n');
  });

  it('reads UTF-16 in both orders of bytes, with a byte order mark or without, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !/[\0\ufeff]/.test(text)),
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        async (text, hasMark, size) => {
          const bytes = Buffer.from((hasMark ? '\ufeff' : '') + text, 'utf16le');
          expect(await decode(bytes, 'utf-16le', size)).to.equal(text);
          expect(await decode(Buffer.from(bytes).swap16(), 'utf-16be', size)).to.equal(text);
        },
      ),
    );
  });

  it('reads encodings of several bytes, however they are cut', async () => {
    for (const size of [1, 2, 3, 100]) {
      expect(await decode(Buffer.from('8eb5906c82cc8e98', 'hex'), 'shift_jis', size)).to.equal('七人の侍');
      expect(await decode(Buffer.from('b0d4cdf5b1f0bca7', 'hex'), 'gbk', size)).to.equal('霸王别姬');
    }
  });

  it('names line and byte of what the encoding does not have', async () => {
    const bytes = Buffer.concat([Buffer.from('one\ntwo\nthr'), Buffer.from([0xff]), Buffer.from('ee\n')]);
    for (const size of [1, 5, 100]) {
      expect(await faultOf(bytes, 'shift_jis', size)).to.match(
        /^a\/file\.csv: line 3, byte 11: the byte ff stands where shift_jis has none such\. .*--encoding$/,
      );
    }
  });

  it('rejects a NUL, as text of another encoding has', async () => {
    expect(await faultOf(Buffer.from('id\n1', 'utf16le'), 'windows-1252')).to.include(
      'line 1, byte 1: the byte 00',
    );
  });

  it('rejects an end inside a character (rule 18)', async () => {
    for (const [hex, encoding] of [
      ['41008e', 'utf-16le'],
      ['8eb590', 'shift_jis'],
    ] as const) {
      expect(await faultOf(Buffer.from(hex, 'hex'), encoding)).to.include(
        'ends in the middle of a character',
      );
    }
  });
});

describe('encodingOf', () => {
  it('returns the name of an encoding for its labels', () => {
    expect(['windows-1252', 'LATIN1', 'cp1252', 'Shift-JIS', 'utf8'].map(encodingOf)).to.deep.equal([
      'windows-1252',
      'windows-1252',
      'windows-1252',
      'shift_jis',
      'utf-8',
    ]);
  });

  it('returns nothing for what is no label', () => {
    expect(['windows-9999', '', 'hz-gb-2312'].map(encodingOf)).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('isUtf8Text', () => {
  it('is true of UTF-8 and of ASCII, and false of other text', async () => {
    const is = (bytes: Buffer) => isUtf8Text(chunksOf(bytes, 2), 'a/file.csv');
    expect(await is(Buffer.from('Amélie'))).to.equal(true);
    expect(await is(Buffer.from('plain'))).to.equal(true);
    expect(await is(Buffer.from('Am\xe9lie', 'latin1'))).to.equal(false);
    expect(await is(Buffer.from('plain', 'utf16le'))).to.equal(false);
    expect(await is(Buffer.from('Am\xe9', 'latin1'))).to.equal(false);
  });

  it('passes on an error of reading', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('a');
      throw new DatasetError('the zip is damaged');
    }
    expect((await failureOf(isUtf8Text(broken(), 'a/file.csv'))).message).to.equal('the zip is damaged');
  });
});
