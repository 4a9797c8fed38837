import { DatasetError } from '../files/dataset-error.js';
import { HydrationError } from '../hydration/read-hydration.js';
import { EditionRejectedError } from './edition-rejected-error.js';

/** Whether a run failed because of what it was given, and not because of what it ran on. */
export const isRejection = (error: unknown): boolean =>
  error instanceof DatasetError || error instanceof HydrationError || error instanceof EditionRejectedError;
