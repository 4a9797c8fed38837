import { allQuestions } from '../../src/api/all-questions.js';
import type { Question } from '../../src/questions/question.js';

const firstSearch = allQuestions.findIndex(({ name }) => name === 'movies/search');

/** Questions about figures, and the companies and genres that these are of. */
export const figureQuestions: readonly Question[] = allQuestions.slice(0, firstSearch);

/** Searches, and questions about single documents. */
export const documentQuestions: readonly Question[] = allQuestions.slice(firstSearch);
