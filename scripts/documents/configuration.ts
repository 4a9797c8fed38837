import { allVariables, type Variable } from '../../src/config/all-variables.js';
import { toMarkdownTable } from './markdown-table.js';

const introduction = `# Configuration

Environment variables, read when a verb starts; a bad value ends it with a message that names the variable and what is allowed. An empty variable counts as not set.
A secret, or a URL that may hold one, can be read from a file in place of the variable: \`JWT_SECRET_FILE=/run/secrets/jwt\`. These variables are marked with **†**.

\`npm run docs\` writes this page from the schemas in \`src/config\`.`;

/** Returns docs/configuration.md. */
export function describeConfiguration(): string {
  const sections = [...new Set(allVariables.map(({ section }) => section))];
  const tables = sections.map((section) => {
    const rows = allVariables.filter((variable) => variable.section === section).map(toRow);
    return `## ${section}\n\n${toMarkdownTable(['variable', 'when not set', 'meaning', 'must be'], rows)}`;
  });
  return `${[introduction, ...tables].join('\n\n')}\n`;
}

const toRow = ({ name, isSecret, unset = '', description, allowed = '' }: Variable): string[] => [
  `\`${name}\`${isSecret ? ' †' : ''}`,
  unset,
  description,
  allowed,
];
