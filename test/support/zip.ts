import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip made for a test: honest, but for what is given. */
export type ZipPart = {
  name: string;
  data: string | Buffer;
  /** 8, deflate, by default; anything but 0 and 8 is written as if stored. */
  method?: number;
  /** Bit 0: encrypted. */
  flags?: number;
  /** What the directory claims instead of the truth. */
  claims?: { size?: number; packedSize?: number; crc32?: number };
  /** The name in front of the bytes, when it differs from that of the directory. */
  localName?: string;
};

/** Writes a zip as the format's note (APPNOTE 6.3) describes it; `zip64` puts every size and offset into 64 bits. */
export function zipOf(parts: readonly ZipPart[], { zip64 = false, comment = '' } = {}): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, method = 8, flags = 0, claims = {}, localName = name } of parts) {
    const bytes = Buffer.from(data as string);
    const packed = method === 8 ? deflateRawSync(bytes) : bytes;
    const [crc, size, packedSize] = [
      claims.crc32 ?? crc32(bytes),
      claims.size ?? bytes.length,
      claims.packedSize ?? packed.length,
    ];
    const middle = Buffer.concat([u16(flags | 0x800), u16(method), u32(0), u32(crc)]);
    const names = [Buffer.from(localName), Buffer.from(name)] as const;
    const header = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      u16(20),
      middle,
      u32(packedSize),
      u32(size),
      u16(names[0].length),
      u16(0),
      names[0],
      packed,
    ]);
    const wide = zip64
      ? Buffer.concat([u16(1), u16(24), u64(size), u64(packedSize), u64(offset)])
      : u16(0).subarray(2);
    const sizes = zip64 ? [u32(0xffffffff), u32(0xffffffff)] : [u32(packedSize), u32(size)];
    directory.push(
      Buffer.from('PK\x01\x02'),
      u16(20),
      u16(20),
      middle,
      ...sizes,
      u16(names[1].length),
      u16(wide.length),
      Buffer.alloc(10),
      u32(zip64 ? 0xffffffff : offset),
      names[1],
      wide,
    );
    local.push(header);
    offset += header.length;
  }
  const central = Buffer.concat(directory);
  const end64 = Buffer.concat([
    Buffer.from('PK\x06\x06'),
    u64(44),
    u16(45),
    u16(45),
    u32(0),
    u32(0),
    u64(parts.length),
    u64(parts.length),
    u64(central.length),
    u64(offset),
    Buffer.from('PK\x06\x07'),
    u32(0),
    u64(offset + central.length),
    u32(1),
  ]);
  const end = Buffer.concat([
    Buffer.from('PK\x05\x06'),
    u32(0),
    u16(parts.length),
    u16(parts.length),
    u32(central.length),
    u32(zip64 ? 0xffffffff : offset),
    u16(Buffer.byteLength(comment)),
    Buffer.from(comment),
  ]);
  return Buffer.concat([...local, central, ...(zip64 ? [end64] : []), end]);
}

const number = (bytes: number) => (value: number) => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer.subarray(0, bytes);
};
const [u16, u32, u64] = [number(2), number(4), number(8)];
