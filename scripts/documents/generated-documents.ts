import { describePythonQuestions } from '../clients/python-questions.js';
import { describeCommandLine } from './command-line.js';
import { describeConfiguration } from './configuration.js';
import { drawDiagrams } from './diagrams.js';
import { listQuestions } from './questions.js';

/** Returns the documents that are written from the code, by their paths below the project's folder. */
export async function generatedDocuments(): Promise<Readonly<Record<string, string>>> {
  return {
    'clients/python/src/marquee/questions.py': describePythonQuestions(),
    'docs/cli.md': await describeCommandLine(),
    'docs/configuration.md': describeConfiguration(),
    'docs/questions.md': listQuestions(),
    ...(await drawDiagrams()),
  };
}
