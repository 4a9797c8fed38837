import { questions } from '../analytics/registry.js';
import type { Question } from '../questions/question.js';
import { searches } from '../search/registry.js';

/** All that the API answers about an edition: figures first, whose fixed paths stand before `movies/{id}`. */
export const allQuestions: readonly Question[] = [...questions, ...searches];
