import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { allQuestions } from '../../../src/api/all-questions.js';
import { projectRoot } from '../../../src/config/project-root.js';
import { dimensionNames } from '../../../src/questions/dimensions/dimensions.js';
import { measureNames } from '../../../src/questions/measures/measures.js';

const read = (name: string): string => readFileSync(join(projectRoot, 'docs', `${name}.md`), 'utf8');

/** Those that docs/api.md describes by one example for all: filters by a dimension, and ranges. */
const isByPattern = (parameter: string): boolean =>
  [...dimensionNames, 'person'].includes(parameter.replace(/\.(?:all|not)$/, '')) ||
  /^(?:min|max)(?:Votes|Rating|Popularity|Runtime|Budget|Revenue|Profit)$/.test(parameter);

describe('the documents of the API', () => {
  it('list every measure', () => {
    const [, list = ''] = /^Measures: (.*?);/m.exec(read('api')) ?? [];
    expect(list.split(', ')).to.have.members(measureNames);
  });

  it('name every parameter of every question', () => {
    const text = ['api', 'asking', 'search'].map(read).join('\n');
    const parameters = new Set(allQuestions.flatMap(({ parameters }) => Object.keys(parameters.shape)));
    const missing = [...parameters].filter(
      (name) => !isByPattern(name) && !new RegExp(`\\b${name}\\b`).test(text),
    );
    expect(missing).to.deep.equal([]);
  });
});
