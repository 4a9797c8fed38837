import type { Command } from 'commander';
import { elasticsearch } from './elasticsearch.js';

/** Every verb of the command line, in the order in which `--help` lists them. */
export const verbs: readonly (() => Command)[] = [elasticsearch];
