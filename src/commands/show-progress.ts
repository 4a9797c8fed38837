import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { DownloadProgress } from '../files/edition-source.js';
import { printable } from '../files/show-text.js';
import type { ReadProgress } from '../transform/transform-edition.js';

/** How progress is shown: bars on a terminal, a line now and then elsewhere, JSON lines for programs, or not at all. */
export type ProgressKind = 'bars' | 'lines' | 'json' | 'none';

/** The callbacks of a long command. */
export type Progress = {
  onRead(progress: ReadProgress): void;
  onDownload(progress: DownloadProgress): void;
  /** Bytes sent to Elasticsearch, and their total. */
  onSent(bytes: number, all: number): void;
  /** Ends the bars, so that text can be printed below them; to be called at the end in any case. Later calls begin new ones. */
  stop(): void;
};

/** Milliseconds between two lines about the same file. */
const interval = 5_000;

/** Names of steps that are not files. */
const [download, load] = ['download', 'load'];

/** Returns the kind for the options, and for where the output goes. */
export const progressKind = ({ json, quiet }: { json?: boolean; quiet?: boolean }): ProgressKind =>
  json ? 'json' : quiet ? 'none' : process.stderr.isTTY ? 'bars' : 'lines';

export function showProgress(kind: ProgressKind): Progress {
  const show = {
    bars: showBars,
    lines: showLines,
    json: showJson,
    none: () => ({ update: () => {}, stop: () => {} }),
  }[kind]();
  return {
    onRead: ({ file, read, size }) => show.update(printable(file), read, size),
    onDownload: ({ received, total }) => show.update(download, received, total),
    onSent: (bytes, all) => show.update(load, bytes, all),
    stop: show.stop,
  };
}

type Show = { update(name: string, done: number, size: number | undefined): void; stop(): void };

/** Shows a bar per file with rate and time left, on standard error. */
function showBars(): Show {
  let bars: MultiBar | undefined;
  const byName = new Map<string, { bar: SingleBar; started: number }>();
  return {
    update(name, done, size) {
      bars ??= new MultiBar(
        {
          ...barsWithin(process.stderr.columns),
          clearOnComplete: false,
          hideCursor: true,
          linewrap: true,
          etaBuffer: 100,
          stream: process.stderr,
        },
        Presets.shades_classic,
      );
      let entry = byName.get(name);
      if (entry === undefined) {
        entry = { bar: bars.create(size ?? done, 0, { name: name.padEnd(20) }), started: Date.now() };
        byName.set(name, entry);
      }
      if (size === undefined) entry.bar.setTotal(done);
      const rate = megabytes((1000 * done) / Math.max(1, Date.now() - entry.started));
      entry.bar.update(done, { done: `${megabytes(done)} MB`, rate });
    },
    stop() {
      bars?.stop();
      bars = undefined;
      byName.clear();
    },
  };
}

/** Returns the bar and what stands beside it, as much as a terminal of so many columns has room for. */
function barsWithin(columns: number): { format: string; barsize: number } {
  const format = [
    '{name} {bar} {percentage} %',
    ...(columns >= 60 ? ['{done}'] : []),
    ...(columns >= 80 ? ['{rate} MB/s'] : []),
    ...(columns >= 100 ? ['{eta_formatted} left'] : []),
  ].join(' | ');
  /** Name, percentage, and the widest values of the rest. */
  const beside = 20 + 9 + (columns >= 60 ? 13 : 0) + (columns >= 80 ? 13 : 0) + (columns >= 100 ? 14 : 0);
  return { format, barsize: Math.max(5, Math.min(40, columns - beside)) };
}

/** Prints a line about long files at intervals, and at their end, on standard error. */
function showLines(): Show {
  const files = new Map<string, { started: number; last: number }>();
  return {
    update(name, done, size) {
      const now = Date.now();
      const entry = files.get(name) ?? { started: now, last: now };
      files.set(name, entry);
      const isLate = now - entry.last >= interval;
      const isEnd = done === size && now - entry.started >= interval;
      if (!isLate && !isEnd) return;
      entry.last = now;
      const rate = (1000 * done) / Math.max(1, now - entry.started);
      const left = size === undefined ? '' : `, ${Math.ceil((size - done) / rate)} s left`;
      const of = size === undefined ? '' : ` of ${megabytes(size)}`;
      process.stderr.write(`${name}: ${megabytes(done)}${of} MB, ${megabytes(rate)} MB/s${left}\n`);
    },
    stop() {},
  };
}

/** `{"event":"progress","name":"credits.csv","bytes":65536,"size":189917659}`, a few per second, on standard output. */
function showJson(): Show {
  const last = new Map<string, number>();
  return {
    update(name, bytes, size) {
      if (bytes !== size && Date.now() - (last.get(name) ?? 0) < 500) return;
      last.set(name, Date.now());
      process.stdout.write(`${JSON.stringify({ event: 'progress', name, bytes, size: size ?? null })}\n`);
    },
    stop() {},
  };
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
