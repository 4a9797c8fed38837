import type { Question } from '../analytics/question.js';
import { questions } from '../analytics/registry.js';
import { searches } from './registry.js';

/** All that the API answers about an edition: figures first, whose fixed paths stand before `movies/{id}`. */
export const allQuestions: readonly Question[] = [...questions, ...searches];
