import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** Characters gathered before they are handed to the operating system. */
const blockSize = 64 * 1024;

/** Writes a file of JSON lines, slowing its writer down to the speed of the disk. */
export class NdjsonFile {
  private block = '';
  private readonly stream;
  private readonly done: Promise<void>;

  constructor(readonly path: string) {
    this.stream = createWriteStream(path);
    this.done = finished(this.stream);
    // Rejections are met in `flush` and `close`; without this one in between would end the process.
    this.done.catch(() => {});
  }

  async write(document: unknown): Promise<void> {
    await this.writeLine(JSON.stringify(document));
  }

  async writeLine(line: string): Promise<void> {
    this.block += `${line}\n`;
    if (this.block.length >= blockSize) await this.flush();
  }

  async close(): Promise<void> {
    await this.flush();
    this.stream.end();
    await this.done;
  }

  private async flush(): Promise<void> {
    const { block } = this;
    this.block = '';
    if (!this.stream.write(block)) await Promise.race([once(this.stream, 'drain'), this.done]);
  }
}

/** The lines of a file that `NdjsonFile` wrote, without their ends. */
export async function* readLines(path: string): AsyncGenerator<string> {
  let rest = '';
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 });
  for await (const chunk of stream) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
