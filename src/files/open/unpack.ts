import { pipeline } from 'node:stream';
import { crc32, createGunzip, createInflateRaw } from 'node:zlib';
import { DatasetError } from '../dataset-error.js';

/** Maximal number of unpacked bytes, of an edition and of each of its files; the published edition has 0.95 GB. */
export const maxUnpackedBytes = 20 * 1024 ** 3;

/**
 * A file that is packed more tightly is taken for a bomb (deflate reaches 1032 : 1, on zeros): the published files have
 * about 5 : 1. Small files are exempt: a few rows of the same text pack as tightly and do no harm.
 */
const maxRatio = 200;
const harmlessBytes = 16 * 1024 ** 2;

/** How a file is packed, and what is announced about it. */
export type Packing = {
  method: 'stored' | 'deflate' | 'gzip';
  packedSize: number;
  /** Number of unpacked bytes, and their CRC-32; gzip has both at its end, where zlib checks them. */
  size?: number;
  crc32?: number;
};

/** @throws {DatasetError} when a file that unpacks to `size` bytes is a zip bomb */
export function rejectBomb(size: number, packedSize: number, where: string): void {
  const isBomb = size > harmlessBytes && size > packedSize * maxRatio;
  if (!isBomb && size <= maxUnpackedBytes) return;
  const sizes = `${size} bytes or more, packed in ${packedSize}`;
  const allowed = `allowed are ${maxRatio} : 1 and ${maxUnpackedBytes} bytes, the published files have about 5 : 1 and under 1 GB`;
  throw new DatasetError(
    `${where} looks like a zip bomb (${sizes}; ${allowed}). Take the edition as published`,
  );
}

/**
 * Unpacks a file as it is read and checks it: no byte more or less than announced, none altered.
 * @throws {DatasetError} when it is damaged, cut short, or a bomb
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
    rejectBomb(size, packedSize, where);
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
  // Errors reach the loop below through the inflater; the callback is only required.
  pipeline(packed, inflater, () => {});
  for await (const chunk of inflater) yield chunk as Buffer;
  // zlib ignores bytes behind the end of the data, such as a second gzip member whose first byte is wrong.
  const surplus = packedSize - inflater.bytesWritten;
  if (surplus > 0)
    throw new DatasetError(`${where} ${damaged(`${surplus} bytes follow the end of its data`)}`);
}

/** Adds the place, and what to do, to errors of zlib. */
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
