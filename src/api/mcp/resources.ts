import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Resource } from '@modelcontextprotocol/sdk/types.js';
import { projectRoot } from '../../config/project-root.js';
import { dimensionNames, dimensionOf } from '../../questions/dimensions/dimensions.js';
import { measureNames, measureOf } from '../../questions/measures/measures.js';
import type { Endpoint } from '../routes/endpoint.js';
import { definitionUri } from './describe-answer.js';

/** A text that clients can read. */
export type ReadableResource = { description: Resource; read(): Promise<string> };

/** Returns the resources: what can be asked, the glossary, and the definition of each measure and dimension. */
export function createResources(schema: Endpoint): readonly ReadableResource[] {
  return [
    {
      description: {
        uri: 'marquee://schema',
        name: 'schema',
        title: schema.summary,
        description: schema.description,
        mimeType: 'application/json',
      },
      read: async () => JSON.stringify(await schema.answer({})),
    },
    {
      description: {
        uri: 'marquee://glossary',
        name: 'glossary',
        title: 'Glossary',
        description: 'The words of the API, the data and its documentation.',
        mimeType: 'text/markdown',
      },
      read: () => readFile(join(projectRoot, 'docs', 'glossary.md'), 'utf8'),
    },
    ...measureNames.map((name) => {
      const { title, unit, definition } = measureOf(name);
      return defined(name, title, `${title} (${name}; ${unit})\n\n${definition}\n`);
    }),
    ...dimensionNames.map((name) => {
      const { title, valueIs, definition } = dimensionOf(name);
      return defined(name, title, `${title} (${name}; ${valueIs})\n\n${definition}\n`);
    }),
  ];
}

const defined = (name: string, title: string, text: string): ReadableResource => ({
  description: { uri: definitionUri(name), name, title: `Definition: ${title}`, mimeType: 'text/plain' },
  read: async () => text,
});
