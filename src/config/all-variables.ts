import type { z } from 'zod';
import { variables as elasticsearch, prefixVariables } from './elasticsearch-config.js';
import { variables as embedded, folderVariables } from './embedded-config.js';
import { variables as exports } from './export-config.js';
import { variables as kibana } from './kibana-config.js';
import { variables as limits } from './limit-config.js';
import { variables as load } from './load-config.js';
import { variables as page } from './page-config.js';
import { secretVariables } from './secret-files.js';
import { variables as server } from './server-config.js';
import { variables as signIn } from './sign-in-config.js';
import { variables as tokens } from './token-config.js';
import { variables as tracing } from './tracing-config.js';

/** Every schema of the configuration, by the heading under which docs/configuration.md lists it. */
const sections: Readonly<Record<string, readonly z.ZodObject[]>> = {
  Elasticsearch: [elasticsearch, prefixVariables],
  'The embedded node': [embedded, folderVariables],
  Loads: [load],
  'The server': [server],
  'The page': [page],
  Tokens: [tokens, signIn],
  Limits: [limits, exports],
  'Kibana and traces': [kibana, tracing],
};

/** A variable of the environment, as its schema describes it. */
export type Variable = Readonly<{
  name: string;
  section: string;
  description: string;
  /** What its value may be; undefined where every text is allowed. */
  allowed: string | undefined;
  /** What holds when it is not set; undefined where that is nothing. */
  unset: string | undefined;
  /** Whether `NAME_FILE` can name a file with the value. */
  isSecret: boolean;
}>;

/** Every variable that is read, in the order of the documentation. */
export const allVariables: readonly Variable[] = Object.entries(sections).flatMap(([section, schemas]) =>
  schemas.flatMap(({ shape }) =>
    Object.entries(shape).map(([name, schema]) => describeVariable(name, section, schema as z.ZodType)),
  ),
);

function describeVariable(name: string, section: string, schema: z.ZodType): Variable {
  const { description = '', unset } = schema.meta() ?? {};
  return {
    name,
    section,
    description,
    allowed: allowedBy(schema),
    unset: typeof unset === 'string' ? unset : defaultOf(schema),
    isSecret: (secretVariables as readonly string[]).includes(name),
  };
}

/** The error of each type completes "must be …"; no type but plain text accepts a question mark. */
function allowedBy(schema: z.ZodType): string | undefined {
  return schema.safeParse('?').error?.issues[0]?.message;
}

function defaultOf(schema: z.ZodType): string | undefined {
  const { success, data } = schema.safeParse(undefined);
  return success && data !== undefined ? `\`${String(data)}\`` : undefined;
}
