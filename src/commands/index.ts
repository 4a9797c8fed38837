import type { Command } from 'commander';
import { elasticsearchCommand } from './elasticsearch.js';
import { loadCommand } from './load.js';
import { sampleCommand } from './sample.js';
import { serveCommand } from './serve.js';
import { startCommand } from './start.js';
import { tokenCommand } from './token.js';
import { transformCommand } from './transform.js';

/** Every verb of the command line, in the order in which `--help` lists them. */
export const verbs: readonly (() => Command)[] = [
  startCommand,
  sampleCommand,
  transformCommand,
  loadCommand,
  serveCommand,
  tokenCommand,
  elasticsearchCommand,
];
