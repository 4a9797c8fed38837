// `npm run docs`: writes the documents that are made from the code. A unit test fails while one of them is not current.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';
import { generatedDocuments } from './generated-documents.js';

for (const [path, text] of Object.entries(await generatedDocuments())) {
  writeFileSync(join(projectRoot, path), text);
  process.stdout.write(`${path}\n`);
}
