import type { Command } from 'commander';
import { exitCode, exitCodeMeanings } from '../../src/commands/exit-code.js';
import { verbs } from '../../src/commands/index.js';
import { toMarkdownTable } from './markdown-table.js';

/** Wide enough for the examples, narrow enough for a page. */
const width = 120;

const introduction = `# Command line

\`marquee\` stands for \`npm run -s marquee --\` in a checkout, or \`node dist/src/cli.js\`. Verbs that need Elasticsearch use \`ELASTICSEARCH_URL\`, otherwise the running embedded node, otherwise one that they start and stop themselves.
Environment variables: [configuration](configuration.md). The monthly run, step by step: [operations](operations.md#the-monthly-run).

\`npm run docs\` writes this page from the help of the verbs.`;

/** Returns docs/cli.md: every verb with the text that \`--help\` prints. */
export async function describeCommandLine(): Promise<string> {
  const commands = (await Promise.all(Object.values(verbs).map((verb) => verb()))).flatMap(withSubcommands);
  const list = commands.map((command) => [
    `[\`${nameOf(command)}\`](#${anchorOf(command)})`,
    command.description(),
  ]);
  const codes = Object.entries(exitCodeMeanings).map(([name, meaning]) => [
    String(exitCode[name as keyof typeof exitCode]),
    meaning,
  ]);
  return `${[
    introduction,
    toMarkdownTable(['verb', 'does'], list),
    `## Exit codes\n\n${toMarkdownTable(['code', 'says'], codes)}`,
    ...commands.map((command) => `## ${nameOf(command)}\n\n\`\`\`\n${helpOf(command).trimEnd()}\n\`\`\``),
  ].join('\n\n')}\n`;
}

/** The verbs below a command that only groups them, otherwise the command itself. */
const withSubcommands = (command: Command): readonly Command[] =>
  command.commands.length > 0 ? command.commands : [command];

const nameOf = (command: Command): string =>
  command.parent ? `${command.parent.name()} ${command.name()}` : command.name();

const anchorOf = (command: Command): string => nameOf(command).replaceAll(' ', '-');

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part), getOutHelpWidth: () => width });
  command.outputHelp();
  return text.replace(/^Usage: (?!marquee)/, 'Usage: marquee ');
}
