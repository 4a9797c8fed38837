import type { Client } from '@elastic/elasticsearch';
import { allQuestions } from '../../api/all-questions.js';
import { indexName } from '../../editions/index-names.js';
import type { EditionId } from '../../model/edition-id.js';
import type { Check } from '../../model/load-run.js';
import type { Question } from '../../questions/question.js';
import { createQuestionRunner, type QuestionRunner } from '../../questions/run.js';

/**
 * Asks an edition that is not live yet every question of the API, and looks whether the answer is of the
 * promised shape; a question about one company, genre or person is about the one with the most movies.
 */
export async function askEveryQuestion(client: Client, edition: EditionId): Promise<Check[]> {
  const questions = createQuestionRunner(client);
  const subjects = {
    companies: await largest(client, indexName('companies', edition)),
    genres: await largest(client, indexName('genres', edition)),
    people: await largest(client, indexName('people', edition)),
    collections: await largest(client, indexName('collections', edition)),
    movies: await largest(client, indexName('movies', edition), 'votes'),
  };
  const checks: Check[] = [];
  for (const question of allQuestions) {
    const subject = subjects[question.name.split('/')[0] as keyof typeof subjects];
    const about = ['id', 'ids'].find((name) => name in question.parameters.shape);
    // An edition without any company has none to be asked about.
    if (about !== undefined && subject === undefined) continue;
    const found = await tryQuestion(questions, edition, question, about ? { [about]: subject } : {});
    checks.push({
      name: `question ${question.name}`,
      passed: found === 'an answer',
      expected: 'an answer',
      found,
    });
  }
  return checks;
}

async function tryQuestion(
  questions: QuestionRunner,
  edition: EditionId,
  question: Question,
  about: Record<string, string | undefined>,
): Promise<string> {
  try {
    const parameters = question.parameters.parse({ ...question.example, ...about });
    const answer = await questions.run(edition, question, parameters);
    if (answer === undefined) return `nothing about ${Object.values(about).join()}`;
    question.data.parse(answer.data);
    return 'an answer';
  } catch (error) {
    return (error as Error).message;
  }
}

/** The id of the entity with the most movies, or of the movie with the most votes. */
async function largest(client: Client, index: string, by = 'movies'): Promise<string | undefined> {
  const reply = await client.search<{ id: number }>({
    index,
    size: 1,
    sort: [{ [by]: 'desc' }],
    _source: ['id'],
  });
  const id = reply.hits.hits[0]?._source?.id;
  return id === undefined ? undefined : String(id);
}
