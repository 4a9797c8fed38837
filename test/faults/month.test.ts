import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/config/project-root.js';
import type { LoadRun } from '../../src/model/load-run.js';
import { marquee, start } from '../support/marquee.js';
import { isInstalled, skipWithout } from '../support/optional.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** A line of the guide, and the exit code that it says. */
type Command = { line: string; code: number };

async function readCommands(): Promise<Command[]> {
  const guide = await readFile(join(projectRoot, 'docs', 'operations.md'), 'utf8');
  const [, month = ''] = /\n## A month, command by command\n([\s\S]*?)\n## /.exec(guide) ?? [];
  return [...month.matchAll(/```sh\n([\s\S]*?)```/g)]
    .flatMap(([, block = '']) => block.trimEnd().split('\n'))
    .map((line) => ({ line, code: Number(/# exit code (\d)/.exec(line)?.[1] ?? 0) }));
}

describe('the month of the operations guide', function () {
  this.timeout(400_000);
  const folder = temporaryFolder();

  it('goes as it is told: each command ends with the code that the guide says', async function () {
    if (!isInstalled('bash')) skipWithout(this, 'bash');
    const commands = await readCommands();
    expect(commands.length).to.be.greaterThan(20);
    const cli = join(projectRoot, 'dist', 'src', 'cli.js');
    const lines = commands.map(({ line }, at) => `${line}\necho "@@ ${at} $?"`);
    const script = [`marquee() { '${process.execPath}' '${cli}' "$@"; }`, ...lines].join('\n');
    await writeFile(join(folder, 'month.sh'), script);
    const settings = {
      ELASTICSEARCH_URL: await sharedNodeUrl(),
      MARQUEE_DATA: join(folder, 'data'),
      MARQUEE_INDEX_PREFIX: 'month-',
    };
    const { out, err } = await start('bash', ['month.sh'], settings, folder).ended;
    const codes = new Map(
      [...out.matchAll(/^@@ (\d+) (\d+)$/gm)].map(([, at, code]) => [Number(at), Number(code)]),
    );
    const ended = commands.map(({ line }, at) => ({ line, code: codes.get(at) }));
    expect(ended, `${out}\n${err}`).to.deep.equal(commands);

    const history = JSON.parse((await marquee(['history', '--json'], settings)).out) as LoadRun[];
    expect(history.map(({ verb, outcome }) => `${verb} ${outcome}`).reverse()).to.deep.equal([
      'reload published',
      'reload rejected',
      'reload failed',
      'reload failed',
      'reload staged',
      'publish published',
      'reload unchanged',
      'rollback published',
      'rollback published',
      'reload published',
      'rollback rejected',
      'restore staged',
      'publish published',
    ]);
  });
});
