import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { generatedDocuments } from '../../../scripts/documents/generated-documents.js';
import { allVariables } from '../../../src/config/all-variables.js';
import { projectRoot } from '../../../src/config/project-root.js';
import { configVariables } from '../../support/config-variables.js';

describe('the documents that are made from the code', () => {
  it('are current; npm run docs writes them', async () => {
    const documents = Object.entries(await generatedDocuments());
    const outdated = documents
      .filter(([path, text]) => read(path) !== text)
      .map(([path]) => `${path} is not current: run npm run docs`);
    expect(documents).to.have.length.above(1);
    expect(outdated).to.deep.equal([]);
  });

  it('list every variable that src/config reads, each with its meaning', () => {
    expect(allVariables.map(({ name }) => name)).to.have.members([...configVariables()]);
    const undescribed = allVariables.filter(({ description }) => description === '');
    expect(undescribed.map(({ name }) => `describe ${name} where src/config declares it`)).to.deep.equal([]);
  });

  it('show no path of the machine that made them', async () => {
    for (const [path, text] of Object.entries(await generatedDocuments())) {
      expect(text, path).not.to.include(projectRoot);
    }
  });
});

const read = (path: string): string => {
  const file = join(projectRoot, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};
