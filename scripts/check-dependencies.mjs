#!/usr/bin/env node
// Licences of what is shipped (production dependencies of package-lock.json) against the list below, then `npm audit`.
// Exit code 1 for a licence that is not allowed or a known vulnerability of at least moderate severity. A registry that does
// not answer, or has no audit, is reported but is no failure: the check must not depend on the network.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Permissive licences: they only require that their notice is kept. */
const allowed = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const shipped = Object.entries(packages)
  // The project's own packages (the root, the workspace, the link to it) are shipped under its own licence.
  .filter(([path, { dev, link }]) => path.startsWith('node_modules/') && !dev && !link)
  .map(([path, { version, license }]) => ({ path, version, license: license ?? olderForm(path) }));
const rejected = shipped.filter(({ license }) => !isAllowed(license ?? ''));
for (const { path, version, license } of rejected) {
  console.error(
    `${path} ${version}: licence '${license ?? 'none'}' is not allowed (${allowed.join(', ')}). Use another package, or add the licence to scripts/check-dependencies.mjs and its reason as a comment there.`,
  );
}
if (rejected.length === 0) console.log(`Licences of ${shipped.length} packages: all allowed.`);
const vulnerable = audit();
process.exit(rejected.length > 0 || vulnerable ? 1 : 0);

/**
 * `licenses: [{ type }]`, as old packages have it; the lock file leaves it out.
 * @param {string} path
 */
function olderForm(path) {
  const manifest = `${path}/package.json`;
  const { licenses = [] } = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {};
  return licenses.map((/** @type {{ type: string }} */ { type }) => type).join(' OR ') || undefined;
}

/**
 * `A OR B` needs one of them; any other combination must be checked by a person.
 * @param {string} licence
 */
function isAllowed(licence) {
  return licence
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((/** @type {string} */ one) => allowed.includes(one));
}

function audit() {
  const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    encoding: 'utf8',
    timeout: 60_000,
    shell: process.platform === 'win32',
  });
  const counts = parse(stdout)?.metadata?.vulnerabilities;
  if (error !== undefined || counts === undefined) {
    console.log('Vulnerabilities: not looked up, the registry gave no audit.');
    return false;
  }
  const severe = counts.moderate + counts.high + counts.critical;
  if (severe === 0) console.log('Vulnerabilities: none known of at least moderate severity.');
  else {
    console.error(
      `Vulnerabilities: ${severe} known of at least moderate severity. See 'npm audit --omit=dev' and update.`,
    );
  }
  return severe > 0;
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
