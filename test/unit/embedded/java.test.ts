import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { findJava } from '../../../embedded/java.mjs';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('findJava', () => {
  const root = temporaryFolder();
  const exe = process.platform === 'win32' ? '.exe' : '';

  /** A folder that looks like an installed Java of this version. */
  function installed(path: string, version: string, programs = ['java', 'javac']): string {
    const home = join(root, path);
    mkdirSync(join(home, 'bin'), { recursive: true });
    writeFileSync(join(home, 'release'), `IMPLEMENTOR="Someone"\nJAVA_VERSION="${version}"\n`);
    for (const program of programs) writeFileSync(join(home, 'bin', program + exe), '');
    return home;
  }

  const java8 = installed('java-8', '1.8.0_292');
  const java17 = installed('java-17', '17.0.15');
  const java21 = installed('java-21', '21');
  const folder = join(root, 'jvm');
  installed('jvm/a-17', '17.0.1');
  const java25 = installed('jvm/b-25', '25.0.3');
  installed('jvm/c-22', '22.0.1');

  it('takes JAVA_HOME first', () => {
    const found = findJava({ env: { JAVA_HOME: java21, PATH: join(java25, 'bin') }, folders: [] });
    expect(found).to.deep.equal({ home: java21, version: 21, program: join(java21, 'bin', `java${exe}`) });
  });

  it('searches PATH when JAVA_HOME is too old', () => {
    expect(findJava({ env: { JAVA_HOME: java17, PATH: join(java21, 'bin') }, folders: [] }).home).to.equal(
      java21,
    );
  });

  it("takes the newest of the platform's folders when PATH has only an old one", () => {
    expect(findJava({ env: { PATH: join(java17, 'bin') }, folders: [folder] }).home).to.equal(java25);
  });

  it('finds a home two levels deeper, as on macOS', () => {
    const home = installed('mac/temurin-21.jdk/Contents/Home', '21.0.2');
    expect(findJava({ env: {}, folders: [join(root, 'mac')] }).home).to.equal(home);
  });

  it('requires javac only for building', () => {
    const jre = installed('jre/jre-21', '21.0.4', ['java']);
    expect(findJava({ env: { JAVA_HOME: jre }, folders: [] }).home).to.equal(jre);
    expect(() => findJava({ env: { JAVA_HOME: jre }, folders: [], compiler: true })).to.throw(
      `JAVA_HOME: ${jre} has no javac (a JRE, not a JDK)`,
    );
  });

  it('says what is needed, what was found where, how to get it and what to use instead', () => {
    const search = { env: { JAVA_HOME: java8, PATH: join(java17, 'bin') }, folders: [join(root, 'nowhere')] };
    expect(() => findJava(search)).to.throw(
      'The embedded Elasticsearch needs a Java 21 or newer; looked at ' +
        `JAVA_HOME: ${java8} is Java 8; PATH: ${java17} is Java 17; ${join(root, 'nowhere')}: none. Install one`,
    );
    expect(() => findJava(search)).to.throw(/docker compose up.*ELASTICSEARCH_URL/);
  });
});
