import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the node keeps what it tells: its log, what Java itself said, and the URL and process of the running node. */
export function nodeFiles(dataDir: string) {
  return {
    log: join(dataDir, 'logs', 'elasticsearch.log'),
    console: join(dataDir, 'logs', 'console.log'),
    state: join(dataDir, 'node.json'),
  };
}

/**
 * The last lines that the node wrote since a moment (milliseconds since 1970): its log's, then Java's own words.
 * Stack frames are left out, because dozens of them would push out the sentence above them.
 */
export async function lastLogLines(dataDir: string, since: number, count = 20): Promise<string[]> {
  const { log, console } = nodeFiles(dataDir);
  const lines = [...(await linesWritten(log, since)), ...(await linesWritten(console, since))];
  return lines.filter((line) => line.trim() !== '' && !noise.test(line)).slice(-count);
}

/** Stack frames, and what Java says at every start. */
const noise = /^\s+(at |\.\.\. \d+ more)|^WARNING: Using incubator modules/;

/** Enough for any tail, and no more than that of a log of 10 MB. */
const tailBytes = 64 * 1024;

async function linesWritten(file: string, since: number): Promise<string[]> {
  const written = await stat(file).catch(() => undefined);
  // A second of grace: file systems round the time of the last change.
  if (!written || written.mtimeMs < since - 1000) return [];
  const handle = await open(file);
  try {
    const start = Math.max(0, written.size - tailBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(tailBytes), 0, tailBytes, start);
    return buffer.toString('utf8', 0, bytesRead).split(/\r?\n/);
  } finally {
    await handle.close();
  }
}
