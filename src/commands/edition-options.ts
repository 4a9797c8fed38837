import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { readDataFolder } from '../config/embedded-config.js';
import { isSignatureRequired } from '../config/load-config.js';
import { type DateOrder, dateOrders } from '../csv/cells.js';
import { encodingOf } from '../files/decode-text.js';
import { type ShapeName, shapeNames } from '../model/shape-name.js';
import { defaultLimits } from '../transform/error-budget.js';
import type { TransformOptions } from '../transform/transform-edition.js';
import { defaultCellOptions } from '../transform/unreadable-columns.js';
import { parseText } from './parse-text.js';

/** The options of a command that reads an edition, besides `--input`. */
export type EditionFlags = {
  shape?: ShapeName;
  small?: boolean;
  sha256?: string;
  checksums?: string;
  signature?: string;
  publicKey?: string;
  size?: number;
  corrections?: string;
  /** Shares, 0 to 1. */
  maxRejected: number;
  minUsable: number;
  maxRejectedAtStart: number;
  /** Share, 0 to 1. */
  maxUnreadable: number;
  dates: DateOrder;
  encoding?: string;
};

/** The inputs that `--input` accepts. */
export const inputKinds =
  'folder of an edition, its .zip or single file, or the http(s) URL of the zip or file';

/** Adds the options of `EditionFlags` to a command. */
export const withEditionFlags = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--shape <name>',
        'shape of the edition, which is recognised by its files otherwise',
      ).choices(shapeNames),
    )
    .option('--small', 'read links_small.csv and ratings_small.csv for links and ratings')
    .option('--sha256 <hex>', 'SHA-256 that the zip or file must have', parseSha256)
    .option('--size <bytes>', 'size that the zip or file must have', parseSize)
    .option(
      '--checksums <path or URL>',
      'SHA256SUMS file that has the zip, or every file of the folder',
      parseText,
    )
    .option(
      '--signature <path or URL>',
      'Ed25519 signature of the SHA256SUMS file, without one of the zip or file',
      parseText,
    )
    .option('--public-key <path>', 'PEM file with the public key of the source, for --signature', parseText)
    .option('--corrections <file>', 'CSV file of corrected values: id,field,value,source', parseText)
    .addOption(
      percentOption(
        '--max-rejected <percent>',
        'stop when a larger share of the rows of a file is rejected',
        defaultLimits.maxRejectedShare,
      ),
    )
    .option(
      '--max-rejected-at-start <rows>',
      'stop when a file starts with so many rejected rows',
      parseSize,
      defaultLimits.maxRejectedAtStart,
    )
    .addOption(
      percentOption(
        '--min-usable <percent>',
        'stop when a smaller share of the rows of a file is usable',
        defaultLimits.minUsableShare,
      ),
    )
    .addOption(
      percentOption(
        '--max-unreadable <percent>',
        'stop when a larger share of the filled cells of a column that figures rest on is unreadable',
        defaultCellOptions.maxUnreadableShare,
      ),
    )
    .addOption(
      new Option('--dates <order>', 'what stands first in dates such as 1/2/2003')
        .choices(dateOrders)
        .default(defaultCellOptions.dates),
    )
    .option(
      '--encoding <label>',
      'encoding of the files that are not UTF-8, such as windows-1252, shift_jis or utf-16le',
      parseEncoding,
    );

/**
 * Returns the flags as options of `transformEdition`.
 * @param isMade - whether the edition is one that Marquee makes, which needs no signature
 */
export const toEditionOptions = (
  flags: EditionFlags,
  isMade = false,
): Omit<TransformOptions, 'input' | 'out'> => ({
  ...(flags.shape !== undefined ? { shape: flags.shape } : {}),
  ...(flags.small ? { small: true } : {}),
  ...(flags.sha256 !== undefined ? { expectedSha256: flags.sha256 } : {}),
  ...(flags.size !== undefined ? { expectedSize: flags.size } : {}),
  authenticity: {
    checksums: flags.checksums,
    signature: flags.signature,
    publicKey: flags.publicKey,
    isRequired: !isMade && isSignatureRequired(),
  },
  ...(flags.corrections !== undefined ? { corrections: flags.corrections } : {}),
  cacheDir: join(readDataFolder(), 'cache'),
  limits: {
    maxRejectedShare: flags.maxRejected,
    maxRejectedAtStart: flags.maxRejectedAtStart,
    minUsableShare: flags.minUsable,
  },
  ...(flags.encoding !== undefined ? { encoding: flags.encoding } : {}),
  cells: { dates: flags.dates, maxUnreadableShare: flags.maxUnreadable },
});

/** An option that takes a percentage and gives a share, 0 to 1. */
const percentOption = (flags: string, description: string, share: number): Option =>
  new Option(flags, description).argParser(parsePercent).default(share, String(share * 100));

function parsePercent(text: string): number {
  const percent = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && percent <= 100) return percent / 100;
  throw new InvalidArgumentError('It must be a percentage from 0 to 100.');
}

function parseEncoding(label: string): string {
  const encoding = encodingOf(label);
  if (encoding !== undefined) return encoding;
  throw new InvalidArgumentError(
    "It must be a label of WHATWG's Encoding Standard, such as windows-1252 or utf-16le.",
  );
}

function parseSha256(text: string): string {
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('It must be 64 hexadecimal digits, as sha256sum prints them.');
}

function parseSize(text: string): number {
  const size = Number(text);
  if (/^[1-9]\d*$/.test(text) && Number.isSafeInteger(size)) return size;
  throw new InvalidArgumentError('It must be a whole number, 1 or more.');
}
