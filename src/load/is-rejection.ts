import { DatasetError } from '../files/dataset-error.js';
import { HydrationError } from '../hydration/read-hydration.js';
import { RefusedError } from './edition-rejected-error.js';

/** Whether a run failed because of what it was given, and not because of what it ran on. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof DatasetError || error instanceof HydrationError || error instanceof RefusedError;
