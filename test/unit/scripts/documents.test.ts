import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect } from 'chai';
import { topQuestion } from '../../../src/analytics/aggregate/top-question.js';
import { allQuestions } from '../../../src/api/all-questions.js';
import { verbs } from '../../../src/commands/index.js';
import { allVariables } from '../../../src/config/all-variables.js';
import { projectRoot } from '../../../src/config/project-root.js';
import { dimensionNames } from '../../../src/questions/dimensions/dimensions.js';

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

const documents = ['.', 'docs', 'docs/adr', 'examples', '.github', '.github/workflows']
  .flatMap((folder) => readdirSync(join(projectRoot, folder)).map((name) => posix.join(folder, name)))
  .filter((path) => /\.md$|^\.github.*\.yml$/.test(path));

/** What `find` gives for each document, one line for each mistake. */
const mistakes = (find: (text: string, path: string) => readonly string[]): string[] =>
  documents.flatMap((path) => find(read(path), path).map((mistake) => `${path}: ${mistake}`));

/** The figures of `npm run bench`, which stand in no checkout until it has run. */
const writtenByBench = 'bench/RESULTS.md';

describe('the documents', () => {
  it('are found', () => expect(documents).to.include.members(['README.md', 'docs/api.md']));

  it('begin with a README of at most 150 lines', () => {
    expect(read('README.md').trimEnd().split('\n')).to.have.lengthOf.at.most(150);
  });

  it('have the version of the packages as the latest in the CHANGELOG', () => {
    const versions = ['package.json', 'web/package.json'].map((path) => JSON.parse(read(path)).version);
    const [, latest] = /^## (\d+\.\d+\.\d+)/m.exec(read('CHANGELOG.md')) ?? [];
    expect(versions).to.deep.equal([latest, latest]);
  });

  it('link only to files and headings that exist', () => {
    const broken = mistakes((text, path) =>
      linksIn(text)
        .filter((link) => !/^[a-z]+:/.test(link))
        .filter((link) => !leadsSomewhere(link, path)),
    );
    expect(broken).to.deep.equal([]);
  });

  it('are linked from another document each', () => {
    const linked = new Set(
      documents.flatMap((path) =>
        linksIn(read(path))
          .filter((link) => !/^[a-z]+:/.test(link))
          .map((link) => posix.join(posix.dirname(path), link.replace(/#.*/, ''))),
      ),
    );
    const orphans = documents
      .filter((path) => path.endsWith('.md') && !path.startsWith('.github'))
      .filter((path) => !linked.has(path) && !linked.has(posix.dirname(path)));
    expect(orphans).to.deep.equal(['README.md']);
  });

  it('name only files of the repository that exist', () => {
    const missing = mistakes((text) =>
      [...text.matchAll(/`((?:src|test|docs|deploy|mappings|scripts|bench|web|examples)\/[\w./-]+)`/g)]
        .map(([, file]) => file as string)
        .filter((file) => file !== writtenByBench)
        .filter(
          (file) => !existsSync(join(projectRoot, file)) && !existsSync(join(projectRoot, `${file}.test.ts`)),
        ),
    );
    // The CHANGELOG tells of files that were there.
    expect(missing.filter((line) => !line.startsWith('CHANGELOG.md'))).to.deep.equal([]);
  });

  it('list every folder of src in the architecture', () => {
    const folders = readdirSync(join(projectRoot, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const layout = read('docs/architecture.md');
    expect(folders.filter((name) => !new RegExp(`^ .*\\b${name}/ `, 'm').test(layout))).to.deep.equal([]);
  });

  it('name only tests that exist as proofs', () => {
    const missing = mistakes((text) =>
      [...text.matchAll(/`((?:unit|integration|faults|browser|relevance)\/[\w./-]+)`/g)]
        .map(([, name]) => `test/${name}`)
        .filter((file) => ![file, `${file}.test.ts`].some((path) => existsSync(join(projectRoot, path)))),
    );
    expect(missing).to.deep.equal([]);
  });

  it('have the text of every rule that code and documents name by its number', () => {
    const written = [...read('docs/rules.md').matchAll(/^(\d+)\. /gm)].map(([, rule]) => Number(rule));
    const sources = ['src', 'sample', 'test'].flatMap((folder) =>
      readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => posix.join(folder, file)),
    );
    const named = [...sources, ...documents].flatMap((path) =>
      [...read(path).matchAll(/\brules? (\d+)\b/g)].map(([, rule]) => Number(rule)),
    );
    expect(written).to.deep.equal(written.map((_, at) => at + 1));
    expect(named).to.include(1);
    expect(named.filter((rule) => !written.includes(rule))).to.deep.equal([]);
  });

  it('add a question that is none yet in one line', () => {
    const [, plural = '', dimension = ''] =
      /^ +topQuestion\('(\w+)', \['(\w+)'\], \{ limit: '5' \}\),$/m.exec(read('CONTRIBUTING.md')) ?? [];
    const known = dimensionNames.find((name) => name === dimension);
    const { name } = topQuestion(plural, [known ?? 'year'], { limit: '5' });
    expect(known).to.equal('decade');
    expect(name).to.equal('decades/top');
    expect(allQuestions.map((question) => question.name)).not.to.include(name);
  });

  it('name only scripts of package.json', () => {
    const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
    const unknown = mistakes((text) =>
      [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)]
        .map(([, name]) => name as string)
        .filter((name) => !scripts.includes(name) && name !== 'X'),
    );
    expect(unknown).to.deep.equal([]);
  });

  it('name only verbs and options of the command line that exist', async () => {
    const optionsOf = new Map<string, readonly string[]>();
    for (const [name, verb] of Object.entries(verbs)) {
      const command = await verb();
      const all = [command, ...command.commands].flatMap(({ options }) => options);
      optionsOf.set(name, [...all.map(({ long }) => long ?? ''), '--help', '--version']);
    }
    const unknown = mistakes((text, path) =>
      path === 'CHANGELOG.md' ? [] : marqueeCalls(text).filter((call) => !isKnownCall(call, optionsOf)),
    );
    expect(unknown).to.deep.equal([]);
  });

  it('name only variables that are read', () => {
    const known = new Set(allVariables.flatMap(({ name }) => [name, `${name}_FILE`]));
    const ofTests = new Set(['MARQUEE_WRITE_EXAMPLES', 'MARQUEE_IMAGE']);
    const example = readFileSync(join(projectRoot, '.env.example'), 'utf8');
    for (const [, name] of example.matchAll(/^(?:# )?([A-Z_]+)=/gm)) known.add(name as string);
    const unknown = mistakes((text) =>
      [...text.matchAll(/\b(?:MARQUEE|JWT|JWKS|EMBEDDED|KIBANA)_[A-Z_]*[A-Z]\b/g)]
        .map(([name]) => name)
        .filter((name) => !known.has(name) && !ofTests.has(name)),
    );
    expect(unknown).to.deep.equal([]);
  });
});

/** The targets of links and images outside code. */
const linksIn = (text: string): string[] => {
  const prose = text.replaceAll(/^```.*?^```/gms, '').replaceAll(/`[^`\n]*`/g, 'code');
  return [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
    ([, link, image]) => (link ?? image) as string,
  );
};

function leadsSomewhere(link: string, from: string): boolean {
  const [file = '', heading] = link.split('#');
  const path = file === '' ? from : posix.join(posix.dirname(from), file);
  if (!existsSync(join(projectRoot, path))) return false;
  return heading === undefined || anchorsOf(read(path)).includes(heading);
}

/** The anchors that GitHub gives headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** The calls of `marquee`, each up to the end of its code or line. */
const marqueeCalls = (text: string): string[] =>
  [
    ...text.matchAll(/(?:`|^(?:\$ )?(?:[A-Z_]+=\S+ )*)(?:npm run -s marquee -- |marquee )([a-z][^`\n#]*)/gm),
  ].map(([, call]) => (call as string).trim());

function isKnownCall(call: string, optionsOf: ReadonlyMap<string, readonly string[]>): boolean {
  const options = optionsOf.get(call.split(/\s/)[0] ?? '');
  const used = [...call.matchAll(/(?<=\s|\[)--[a-z][\w-]*/g)].map(([option]) => option);
  return options !== undefined && used.every((option) => options.includes(option));
}
