import type { Command } from 'commander';
import { sample } from './sample.js';

/** Every verb of the command line, in the order in which `--help` lists them. */
export const verbs: readonly (() => Command)[] = [sample];
