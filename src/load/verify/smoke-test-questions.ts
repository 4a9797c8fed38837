import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import type { EditionId } from '../../model/edition-id.js';
import type { Check } from '../../model/load-run.js';
import type { Question } from '../../questions/question.js';
import { createQuestionRunner, type QuestionRunner } from '../../questions/run.js';

/**
 * Asks an edition that is not live yet every question, and checks that the answer has the promised shape. A question
 * about one company, genre or person is asked about the one with the most movies.
 */
export async function smokeTestQuestions(
  client: MarqueeClient,
  edition: EditionId,
  questions: readonly Question[],
): Promise<Check[]> {
  const runner = createQuestionRunner(client);
  const subjects: Readonly<Record<string, string | undefined>> = {
    companies: await largest(client, client.names.index('companies', edition)),
    genres: await largest(client, client.names.index('genres', edition)),
    people: await largest(client, client.names.index('people', edition)),
    collections: await largest(client, client.names.index('collections', edition)),
    movies: await largest(client, client.names.index('movies', edition), 'votes'),
  };
  const checks: Check[] = [];
  for (const question of questions) {
    const subject = subjects[question.name.split('/')[0] as string];
    const idParameter = ['id', 'ids'].find((name) => name in question.parameters.shape);
    // In an edition without companies no question about one can be asked.
    if (idParameter !== undefined && subject === undefined) continue;
    const found = await tryQuestion(runner, edition, question, idParameter ? { [idParameter]: subject } : {});
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
  runner: QuestionRunner,
  edition: EditionId,
  question: Question,
  subject: Record<string, string | undefined>,
): Promise<string> {
  try {
    const parameters = question.parameters.parse({ ...question.example, ...subject });
    const answer = await runner.run(edition, question, parameters);
    if (answer === undefined) return `no answer about ${Object.values(subject).join()}`;
    question.data.parse(answer.data);
    return 'an answer';
  } catch (error) {
    return (error as Error).message;
  }
}

/** Returns the id of the entity with the most movies, or of the movie with the most votes. */
async function largest(client: MarqueeClient, index: string, by = 'movies'): Promise<string | undefined> {
  const reply = await client.search<{ id: number }>({
    index,
    size: 1,
    sort: [{ [by]: 'desc' }],
    _source: ['id'],
  });
  const id = reply.hits.hits[0]?._source?.id;
  return id === undefined ? undefined : String(id);
}
