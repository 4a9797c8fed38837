import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Returns the paths of the node's log, of Java's own output, and of the file with URL and process id of the running node. */
export function nodeFiles(dataDir: string) {
  return {
    log: join(dataDir, 'logs', 'elasticsearch.log'),
    console: join(dataDir, 'logs', 'console.log'),
    state: join(dataDir, 'node.json'),
  };
}

/**
 * Returns the last lines that were written since a time (milliseconds since 1970): of the log, then of Java's own output.
 * Stack frames are left out, because dozens of them would displace the message above them.
 */
export async function lastLogLines(dataDir: string, since: number, count = 20): Promise<string[]> {
  const { log, console } = nodeFiles(dataDir);
  const lines = [...(await linesWritten(log, since)), ...(await linesWritten(console, since))];
  return lines.filter((line) => line.trim() !== '' && !noise.test(line)).slice(-count);
}

/** Stack frames, and a warning that Java prints at every start. */
const noise = /^\s+(at |\.\.\. \d+ more)|^WARNING: Using incubator modules/;

/** Bytes read from the end of a file, which may have 10 MB. */
const tailBytes = 64 * 1024;

async function linesWritten(file: string, since: number): Promise<string[]> {
  const written = await stat(file).catch(() => undefined);
  // One second of tolerance: file systems round the time of the last change.
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
