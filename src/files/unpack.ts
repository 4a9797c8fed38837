import { pipeline } from 'node:stream';
import { crc32, createGunzip, createInflateRaw } from 'node:zlib';
import { DatasetError } from './dataset-error.js';

/** Bytes of an edition at most once unpacked, and of each of its files; the real ones come to 0.95 GB. */
export const maxUnpackedBytes = 20 * 1024 ** 3;

/**
 * Packed more tightly than this a file is taken for a bomb (deflate reaches 1032 : 1, on zeros): the real files
 * have about 5 : 1. Small files may be, because a few rows of the same text pack as well and do no harm.
 */
const maxRatio = 200;
const harmlessBytes = 16 * 1024 ** 2;

/** How a file is packed and what is known of it beforehand. */
export type Packing = {
  method: 'stored' | 'deflate' | 'gzip';
  packedSize: number;
  /** Bytes once unpacked, and their CRC-32; gzip has them at its end, where zlib checks them. */
  size?: number;
  crc32?: number;
};

/** @throws {DatasetError} when that many bytes out of so few are a bomb. */
export function refuseBomb(size: number, packedSize: number, where: string): void {
  const isBomb = size > harmlessBytes && size > packedSize * maxRatio;
  if (!isBomb && size <= maxUnpackedBytes) return;
  const sizes = `${size} bytes or more, packed in ${packedSize}`;
  const allowed = `allowed are ${maxRatio} : 1 and ${maxUnpackedBytes} bytes, the real files have about 5 : 1 and under 1 GB`;
  throw new DatasetError(
    `${where} looks like a zip bomb (${sizes}; ${allowed}). Take the edition as published`,
  );
}

/**
 * Unpacks a file as it is read and checks it on the way: not a byte more than announced, none missing, none altered.
 * @throws {DatasetError} when it is damaged, cut short, or a bomb.
 */
export async function* unpack(
  packed: AsyncIterable<Buffer>,
  packing: Packing,
  where: string,
): AsyncGenerator<Buffer> {
  const { packedSize } = packing;
  let size = 0;
  let crc = 0;
  for await (const chunk of explainZlib(inflate(packed, packing, where), where)) {
    size += chunk.length;
    if (packing.size !== undefined && size > packing.size) {
      throw new DatasetError(`${where} ${damaged(`it holds more than the ${packing.size} bytes announced`)}`);
    }
    refuseBomb(size, packedSize, where);
    if (packing.crc32 !== undefined) crc = crc32(chunk, crc);
    yield chunk;
  }
  if (packing.size !== undefined && size < packing.size) {
    throw new DatasetError(`${where} ${damaged(`it holds ${size} of the ${packing.size} bytes announced`)}`);
  }
  if (packing.crc32 !== undefined && crc !== packing.crc32) {
    throw new DatasetError(`${where} ${damaged('its checksum (CRC-32) does not match its bytes')}`);
  }
}

const chunkSize = 128 * 1024;

async function* inflate(
  packed: AsyncIterable<Buffer>,
  { method, packedSize }: Packing,
  where: string,
): AsyncGenerator<Buffer> {
  if (method === 'stored') {
    yield* packed;
    return;
  }
  const inflater = method === 'gzip' ? createGunzip({ chunkSize }) : createInflateRaw({ chunkSize });
  // An error reaches the loop below through the inflater; the callback only has to be there.
  pipeline(packed, inflater, () => {});
  for await (const chunk of inflater) yield chunk as Buffer;
  // zlib passes over what follows the end of the data, as it does with a second gzip member whose first byte is bad.
  const surplus = packedSize - inflater.bytesWritten;
  if (surplus > 0)
    throw new DatasetError(`${where} ${damaged(`${surplus} bytes follow the end of its data`)}`);
}

/** zlib's own words, with the place and what to do. */
async function* explainZlib(chunks: AsyncIterable<Buffer>, where: string): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw error;
    throw new DatasetError(`${where} ${damaged(message)}`, { cause: error });
  }
}

const damaged = (why: string): string => `is damaged (${why}). Copy or download it again`;
