import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../../src/config/project-root.js';

const docs = join(projectRoot, 'docs');

describe('the documents', () => {
  for (const file of readdirSync(docs).filter((name) => name.endsWith('.md'))) {
    it(`link to files that exist: ${file}`, () => {
      const links = [...readFileSync(join(docs, file), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)];
      const missing = links.map(([, link]) => link as string).filter((link) => !existsSync(join(docs, link)));
      expect(missing).to.deep.equal([]);
    });
  }

  it('name a test that exists for each failure mode', () => {
    const text = readFileSync(join(docs, 'failure-modes.md'), 'utf8');
    const proofs = [...text.matchAll(/\| ([^|]+) \|$/gm)]
      .flatMap(([, cell]) => [...(cell as string).matchAll(/`([\w-]+(?:\/[\w-]+)+)`/g)])
      .map(([, name]) => name as string);
    expect(proofs.length).to.be.greaterThan(15);
    const isThere = (name: string) =>
      ['test', 'test/unit', 'test/integration'].some((folder) =>
        existsSync(join(projectRoot, folder, `${name}.test.ts`)),
      );
    expect(proofs.filter((name) => !isThere(name))).to.deep.equal([]);
  });

  it('name a test that exists for each defence of the threat model', () => {
    const text = readFileSync(join(docs, 'security.md'), 'utf8');
    const rows = text.split('\n').filter((line) => line.startsWith('| *'));
    expect(rows.length).to.be.greaterThan(10);
    for (const row of rows) {
      const proofs = [...(row.split('|')[3] ?? '').matchAll(/`([^`]+)`/g)].map(([, path]) => path as string);
      expect(proofs, row).to.not.deep.equal([]);
      for (const path of proofs) expect(existsSync(join(projectRoot, path)), path).to.equal(true);
    }
  });
});
