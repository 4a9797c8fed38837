// How the embedded node's Java is called; used by set-up, which runs it once to prepare its start, and by `src/embedded`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `archive` says what to do with the class archive: 'use' it when it is there, or 'write' it when the node stops.
 * @typedef {{ root: string, dataDir: string, port: number, heap: string, settings?: Readonly<Record<string, string>>, archive?: 'use' | 'write' }} Launch
 */

/** @param {string} root the project's folder */
export const embeddedTarget = (root) => join(root, 'embedded', 'target');

/**
 * The loaded and verified classes of a start, mapped into memory by the next one: ready after 3.4 s instead of 5.8 s
 * (2 cores, JDK 25, 2026-11). A Java other than the one that wrote it goes on without it.
 * @param {string} root
 */
export const classArchive = (root) => join(embeddedTarget(root), 'classes.jsa');

/** @param {string} root */
export const isBuilt = (root) => existsSync(join(embeddedTarget(root), 'lib', 'marquee-launcher.jar'));

/**
 * The arguments for `java`.
 * @param {Launch} launch
 * @returns {string[]}
 */
export function launcherArguments({ root, dataDir, port, heap, settings = {}, archive = 'use' }) {
  const file = classArchive(root);
  return [
    `-Xms${heap}`,
    `-Xmx${heap}`,
    ...(archive === 'write' ? [`-XX:ArchiveClassesAtExit=${file}`] : []),
    ...(archive === 'use' && existsSync(file) ? [`-XX:SharedArchiveFile=${file}`] : []),
    '-XX:+ExitOnOutOfMemoryError',
    `-XX:ErrorFile=${join(dataDir, 'logs', 'java-crash.log')}`,
    // The JVM would put its words on standard output, which carries the launcher's one line.
    '-XX:+DisplayVMOutputToStderr',
    '-Xlog:disable',
    // The archive (cds) always complains that it cannot hold the incubator module; the rest of it works.
    '-Xlog:all=warning,cds*=off:stderr:uptime,level,tags',
    '--add-modules=jdk.incubator.vector',
    '--enable-native-access=ALL-UNNAMED',
    '-Djava.awt.headless=true',
    '-Dfile.encoding=UTF-8',
    // As in Elasticsearch's own jvm.options; without them Netty warns about sun.misc.Unsafe.
    '-Dio.netty.noUnsafe=true',
    '-Dio.netty.noKeySetOptimization=true',
    '-Dio.netty.recycler.maxCapacityPerThread=0',
    '-Dlog4j2.disable.jmx=true',
    '-Dlog4j.shutdownHookEnabled=false',
    '-cp',
    join(embeddedTarget(root), 'lib', '*'),
    'marquee.launcher.Launcher',
    dataDir,
    String(port),
    ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
  ];
}
