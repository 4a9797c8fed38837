// The command line of the embedded node's Java, for `src/embedded` and for set-up, which runs the node once.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `archive`: 'use' the class archive if it exists, or 'write' it when the node stops.
 * @typedef {{ root: string, dataDir: string, port: number, heap: string, settings?: Readonly<Record<string, string>>, archive?: 'use' | 'write' }} Launch
 */

/** @param {string} root the project's folder */
export const embeddedTarget = (root) => join(root, 'embedded', 'target');

/**
 * The loaded and verified classes of a start, which later starts map into memory; that nearly halves the time until the
 * node is ready. A Java other than the one that wrote it ignores it.
 * @param {string} root
 */
const classArchive = (root) => join(embeddedTarget(root), 'classes.jsa');

/** @param {string} root */
export const isBuilt = (root) => existsSync(join(embeddedTarget(root), 'lib', 'marquee-launcher.jar'));

/**
 * Returns the arguments for `java`.
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
    // As Elasticsearch's own start chooses them for small heaps: its circuit breaker counts garbage, which must go in time.
    '-XX:G1HeapRegionSize=4m',
    '-XX:InitiatingHeapOccupancyPercent=30',
    '-XX:G1ReservePercent=15',
    '-XX:+ExitOnOutOfMemoryError',
    `-XX:ErrorFile=${join(dataDir, 'logs', 'java-crash.log')}`,
    // Standard output is for the launcher's one line; the JVM would write to it, too.
    '-XX:+DisplayVMOutputToStderr',
    '-Xlog:disable',
    // The archive (cds) always warns that it cannot contain the incubator module; the rest of it works.
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
