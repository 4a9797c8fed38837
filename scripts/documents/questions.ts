import { allQuestions } from '../../src/api/all-questions.js';
import type { Question } from '../../src/questions/question.js';
import { toMarkdownTable } from './markdown-table.js';

const introduction = `# All questions

Every question of the API with a call that has an answer in the sample edition. \`/docs\` has their parameters, and a form to try them; [the API](api.md) has what they have in common.
\`npm run docs\` writes this page from their declarations.`;

/** Returns docs/questions.md: every question with its summary and its example. */
export function listQuestions(): string {
  const subjects = [...new Set(allQuestions.map(subjectOf))];
  const tables = subjects.map((subject) => {
    const rows = allQuestions
      .filter((question) => subjectOf(question) === subject)
      .map((question) => [question.summary, `\`${examplePath(question)}\``]);
    return `## ${subject}\n\n${toMarkdownTable(['question', 'example'], rows)}`;
  });
  return `${[introduction, ...tables].join('\n\n')}\n`;
}

/** The call of a question's example. */
export function examplePath({ name, example }: Pick<Question, 'name' | 'example'>): string {
  const { id = '', ...query } = example;
  const text = new URLSearchParams(query).toString();
  return `/v1/${name.replace('{id}', id)}${text && '?'}${text}`;
}

/** The first word of its path. */
const subjectOf = ({ name }: Question): string => name.split('/')[0] ?? name;
