import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';
import type { RecordedRequest } from './recording-proxy.js';

export type Role = { cluster: string[]; indices: { names: string[]; privileges: string[] }[] };

/** A role as `deploy/elasticsearch` has it. */
export const readRole = (name: 'reader' | 'loader' | 'backup'): Role =>
  JSON.parse(readFileSync(join(projectRoot, 'deploy', 'elasticsearch', `${name}-role.json`), 'utf8'));

/** What each kind of request needs, by Elasticsearch's documentation of privileges; the first that fits. */
const table: readonly [method: RegExp, path: RegExp, privilege: string, isCluster?: 'cluster'][] = [
  [/GET/, /^\/$/, 'monitor', 'cluster'],
  [/GET/, /^\/_(?:cluster|nodes)\//, 'monitor', 'cluster'],
  // Elasticsearch takes names of actions for cluster privileges; `manage` would be the next that has them.
  [/GET/, /^\/_snapshot\/[^/]+$/, 'cluster:admin/repository/get', 'cluster'],
  [/PUT/, /^\/_snapshot\/[^/]+$/, 'cluster:admin/repository/put', 'cluster'],
  [/GET/, /^\/_snapshot\/[^/]+\/[^/]+$/, 'cluster:admin/snapshot/get', 'cluster'],
  [/PUT/, /^\/_snapshot\/[^/]+\/[^/]+$/, 'cluster:admin/snapshot/create', 'cluster'],
  [/DELETE/, /^\/_snapshot\/[^/]+\/[^/]+$/, 'cluster:admin/snapshot/delete', 'cluster'],
  [/POST/, /^\/_snapshot\/[^/]+\/[^/]+\/_restore$/, 'cluster:admin/snapshot/restore', 'cluster'],
  [/GET|POST/, /\/_(?:m?search|count|mget|doc\/[^/]+)$/, 'read'],
  [/GET/, /\/_(?:stats|recovery)\b/, 'monitor'],
  [/GET|HEAD/, /\/_(?:alias|mapping|settings)\b|^\/[^/_]+$/, 'view_index_metadata'],
  [/GET/, /^\/_alias\//, 'view_index_metadata'],
  [/PUT|POST/, /\/_(?:bulk|doc|create)\b/, 'write'],
  [/DELETE/, /^\/[^/_]+$/, 'delete_index'],
  [/PUT/, /^\/[^/_]+$/, 'create_index'],
  [/GET/, /\/_refresh$/, 'manage'],
  [/PUT|POST/, /_(?:aliases|alias|mapping|settings|refresh|forcemerge|flush)\b/, 'manage'],
];

/** The indices that a request names: in its path, in the heads of several searches, in changes of aliases. */
export function indicesOf({ path, body }: RecordedRequest): string[] {
  const [, first = '', second = ''] = decodeURIComponent(path.split('?')[0] as string).split('/');
  const named = first === '_alias' ? second : first.startsWith('_') ? '' : first;
  const inBody = /\/_(?:msearch|aliases)\b/.test(path)
    ? [...body.matchAll(/"index":\s*"([^"]+)"/g)].map(([, name]) => name as string)
    : [];
  return [...named.split(','), ...inBody].filter(Boolean);
}

const covers = (pattern: string, name: string): boolean =>
  pattern === name || (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)));

/** What a role does not allow of a request: the privilege, and the indices that it lacks it on, if it is about any. */
export type Refusal = { method: string; path: string; privilege: string; indices: string[] };

export function refusalOf(role: Role, request: RecordedRequest): Refusal | undefined {
  const path = decodeURIComponent(request.path.split('?')[0] as string);
  const need = table.find(([method, pattern]) => method.test(request.method) && pattern.test(path));
  const refusal = { method: request.method, path, privilege: 'not in the table', indices: [] };
  if (need === undefined) return refusal;
  const [, , privilege, isCluster] = need;
  if (isCluster) return role.cluster.includes(privilege) ? undefined : { ...refusal, privilege };
  const indices = indicesOf(request).filter(
    (name) =>
      !role.indices.some(
        ({ names, privileges }) =>
          privileges.includes(privilege) && names.some((pattern) => covers(pattern, name)),
      ),
  );
  return indices.length === 0 ? undefined : { ...refusal, privilege, indices };
}

/** What a role does not allow of some requests, in words. */
export const refusals = (role: Role, requests: readonly RecordedRequest[]): string[] =>
  requests.flatMap((request) => {
    const refusal = refusalOf(role, request);
    if (refusal === undefined) return [];
    const { method, path, privilege, indices } = refusal;
    if (indices.length === 0) return [`${method} ${path}: ${privilege}`];
    return indices.map((name) => `${method} ${path}: ${privilege} on ${name}`);
  });
