import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type Environment, processEnvironment, readVariables } from './environment.js';
import { isInstalled, projectRoot } from './project-root.js';
import { port } from './variable-types.js';
import { version } from './version.js';

/** Where files are kept. */
export const folderVariables = z.object({
  MARQUEE_DATA: z
    .string()
    .default(isInstalled ? '.marquee' : join(projectRoot, '.marquee'))
    .meta({
      description:
        'folder for the data and logs of the embedded node, for downloads, and for what `start` makes',
      unset: '`.marquee` in the checkout; of an installed package, in the current folder',
    }),
});

/**
 * The folder for everything Marquee keeps on this machine: the embedded node's data, downloads, hydration files. By default
 * `.marquee` in the checkout; for an installed package in the current folder.
 */
export const readDataFolder = (env: Environment = processEnvironment): string =>
  resolve(readVariables(folderVariables, env).MARQUEE_DATA);

/** The embedded node. */
export const variables = z.object({
  EMBEDDED_PORT: port()
    .default(9200)
    .describe('HTTP port of the embedded node, on 127.0.0.1; 0: any free one'),
  EMBEDDED_HEAP: z
    .string()
    .regex(/^\d+[mg]$/, 'a size such as 512m or 1g')
    .default('1g')
    .describe('Java heap of the embedded node'),
});

/** How the embedded node runs. */
export type EmbeddedConfig = Readonly<{
  /** HTTP port on 127.0.0.1; 0 lets the system choose. */
  port: number;
  /** Java heap, as the JVM's -Xmx takes it. */
  heap: string;
  /** Absolute path of the folder for the node's data, snapshots, logs and state file. */
  dataDir: string;
}>;

/** @throws {ConfigError} for a bad value */
export function readEmbeddedConfig(env: Environment = processEnvironment): EmbeddedConfig {
  const v = readVariables(variables, env);
  return {
    port: v.EMBEDDED_PORT,
    heap: v.EMBEDDED_HEAP,
    dataDir: join(readDataFolder(env), 'elasticsearch'),
  };
}

/**
 * Returns the folder below which the embedded node is built: the checkout; for an installed package one of its version below
 * MARQUEE_DATA, because the folder of a package may belong to another user.
 */
export const readEmbeddedHome = (env: Environment = processEnvironment): string =>
  isInstalled ? join(readDataFolder(env), `node-${version}`) : projectRoot;
