import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { readDataFolder } from '../config/embedded-config.js';
import { explain } from '../elasticsearch/cluster-fault.js';
import { Attempts } from '../files/arrivals/attempts.js';
import { type Arrival, Inbox } from '../files/arrivals/inbox.js';
import { WatchedUrl } from '../files/arrivals/watched-url.js';
import { InputNotFoundError } from '../files/dataset-error.js';
import { printable } from '../files/show-text.js';
import { maskUrl } from '../http/mask-url.js';
import { type EditionFlags, withEditionFlags } from './edition-options.js';
import { exitCode } from './exit-code.js';
import { onInterruption } from './interruption.js';
import { withLoadFlags } from './load-options.js';
import { parseDuration } from './parse-duration.js';
import { parseText } from './parse-text.js';

const help = `
Examples:
  marquee watch --input https://example.org/the-movies-dataset.zip --every 1h
  marquee watch --input /srv/inbox --accept-shrink

Each edition is loaded as marquee reload does, one at a time, with the other options given here. In an inbox each folder,
zip or single file is an edition; it is loaded once it is complete: unchanged since it was last looked at, and no file of it
named .part, .tmp or the like. What was published or rejected is not tried again until it changes; what failed is, after
pauses that double from --retry-after to an hour. A signal ends it, and the reload that is under way, in order.`;

export const watchCommand = (): Command =>
  withLoadFlags(
    withEditionFlags(
      new Command('watch')
        .description('load each new edition that appears at a URL or in an inbox, until it is told to stop')
        .requiredOption('--input <folder or URL>', 'inbox for editions, or the http(s) URL of one', parseText)
        .addOption(
          new Option('--every <duration>', 'how often to look: a number and s, m, h or d')
            .argParser(parseDuration)
            .default(60, '1m'),
        )
        .addOption(
          new Option('--retry-after <duration>', 'the first pause before what failed is tried again')
            .argParser(parseDuration)
            .default(60, '1m'),
        )
        .option('--out <folder>', 'folder for the hydration files and reports, as of reload', parseText),
    ),
  )
    .addHelpText('after', help)
    .action(watch);

type Flags = Pick<EditionFlags, 'checksums' | 'signature'> & {
  input: string;
  every: number;
  retryAfter: number;
};

async function watch({ input, every, retryAfter, checksums, signature }: Flags): Promise<void> {
  const signal = onInterruption();
  const authentic = [checksums, signature].filter((file) => file !== undefined);
  const source = withVersions(await openSource(input), authentic);
  const digest = createHash('sha256').update(source.name).digest('hex').slice(0, 16);
  const attempts = await Attempts.open(join(readDataFolder(), 'watch', `${digest}.json`), 1000 * retryAfter);
  const reloadOptions = withoutOptions(process.argv.slice(3), ['--input', '--every', '--retry-after']);
  say(`looking at ${source.name} every ${every} s`);
  let complaint: string | undefined;
  while (!signal.aborted) {
    try {
      const due = attempts.findDue(await source.look(signal));
      complaint = undefined;
      if (due !== undefined) await load(due, attempts, reloadOptions, signal);
    } catch (error) {
      // It is said once, and not each time that is looked.
      if (!signal.aborted && explain(error) !== complaint) say(explain(error));
      complaint = explain(error);
    }
    await pause(1000 * every, undefined, { signal }).catch(() => {});
  }
  say('stopped');
}

type Source = { name: string; look(signal: AbortSignal): Promise<Arrival[]> };

/** @throws {InputNotFoundError} when it is neither a folder nor an http(s) URL */
async function openSource(input: string): Promise<Source> {
  const url = URL.canParse(input) ? new URL(input) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') {
    const watched = new WatchedUrl(url);
    return { name: maskUrl(url), look: (signal) => watched.look(signal) };
  }
  const found = await stat(input).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new InputNotFoundError(
      `${input}: no such folder; expected an inbox for editions, or an http(s) URL`,
    );
  }
  const inbox = new Inbox(resolve(input));
  return { name: resolve(input), look: () => inbox.look() };
}

/** Returns a source whose editions are other ones when their checksums or signature are: these may arrive later. */
function withVersions({ name, look }: Source, files: readonly string[]): Source {
  const versions = files.map((file): ((signal: AbortSignal) => Promise<string | undefined>) => {
    if (!/^https?:/i.test(file)) {
      return () =>
        stat(file).then(
          ({ size, mtimeMs }) => `${size}:${mtimeMs}`,
          () => 'absent',
        );
    }
    const watched = new WatchedUrl(new URL(file));
    return async (signal) => (await watched.look(signal))[0]?.version;
  });
  return {
    name,
    async look(signal) {
      const arrivals = await look(signal);
      const suffix = (await Promise.all(versions.map((read) => read(signal)))).join(' ');
      return arrivals.map((arrival) => ({ ...arrival, version: `${arrival.version} ${suffix}`.trim() }));
    },
  };
}

/** Loads an edition in a process of its own, which leaves its trace, and remembers how it ended. */
async function load(
  arrival: Arrival,
  attempts: Attempts,
  options: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const name = URL.canParse(arrival.input) ? maskUrl(new URL(arrival.input)) : arrival.input;
  say(`loading ${name}`);
  const cli = process.argv[1] as string;
  const child = spawn(process.execPath, [cli, 'reload', '--input', arrival.input, ...options], {
    stdio: 'inherit',
  });
  const stop = (): boolean => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  const [code] = (await once(child, 'close')) as [number | null];
  signal.removeEventListener('abort', stop);
  if (signal.aborted) return;
  const isFinal = ([exitCode.done, exitCode.usage, exitCode.rejected] as (number | null)[]).includes(code);
  const wait = await attempts.remember(arrival, !isFinal);
  if (code === exitCode.done) return;
  const next = wait === undefined ? 'once it has changed' : `in ${Math.ceil(wait / 1000)} s`;
  say(`loading ${name} ended with ${code ?? 'a signal'}: it is tried again ${next}`);
}

/** Returns arguments without some options and their values. */
function withoutOptions(args: readonly string[], names: readonly string[]): string[] {
  const isOption = (arg = ''): boolean => names.includes(arg);
  const isWithValue = (arg: string): boolean => names.some((name) => arg.startsWith(`${name}=`));
  return args.filter((arg, at) => !isOption(arg) && !isOption(args[at - 1]) && !isWithValue(arg));
}

function say(text: string): void {
  process.stderr.write(`marquee watch: ${printable(text)}\n`);
}
