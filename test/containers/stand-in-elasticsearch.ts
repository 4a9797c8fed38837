/**
 * A program in place of Elasticsearch's image: the embedded node, as user 1000, behind a proxy with what that node lacks of
 * security: passwords of users, and their roles by the table of test/support/roles.ts. Kibana's user may do nothing.
 */
import { chownSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedNode } from '../../src/embedded/start-embedded-node.js';
import { type RecordedRequest, type Refused, startRecordingProxy } from '../support/recording-proxy.js';
import { type Role, refusals } from '../support/roles.js';

const dataDir = '/usr/share/elasticsearch/data';
const { env } = process;

// The image of Elasticsearch has this folder for its user, so that a new volume belongs to that; Marquee's has not.
chownSync(dataDir, 1000, 0);
process.setgid?.(0);
process.setuid?.(1000);

type Users = { roles: Record<string, Role>; users: Record<string, { password: string; roles: string[] }> };

const file = join(dataDir, 'security.json');
const superuser = { password: env.ELASTIC_PASSWORD ?? '', roles: ['superuser'] };
const security: Users = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : { roles: {}, users: { elastic: superuser, kibana_system: { password: '', roles: [] } } };

const node = await startEmbeddedNode({
  dataDir,
  port: 0,
  heap: '512m',
  timeoutMs: 180_000,
  settings: Object.fromEntries(
    ['path.repo', 'action.auto_create_index'].flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  ),
});
await startRecordingProxy(node.url, (request, { authorization }) => answer(request, authorization), {
  port: 9200,
  host: '0.0.0.0',
});
process.once('SIGTERM', () => void node.stop().then(() => process.exit(0)));
void node.exited.then(() => process.exit(1));

function answer(request: RecordedRequest, authorization = ''): Refused | undefined {
  const [name = '', password] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
  const user = security.users[name];
  if (user === undefined || user.password !== password) return problem(401, 'unable to authenticate');
  if (user.roles.includes('superuser')) return change(request);
  const refused = user.roles.map((role) => refusals(security.roles[role] as Role, [request]));
  if (refused.some((missing) => missing.length === 0)) return undefined;
  return problem(403, `${name} is not allowed ${refused[0]?.join('; ') ?? request.path}`);
}

/** Applies a change to users and roles; everything else is the node's. */
function change({ path, body }: RecordedRequest): Refused | undefined {
  const [, kind, name = '', password] = /^\/_security\/(user|role)\/([^/]+)(\/_password)?$/.exec(path) ?? [];
  if (kind === undefined) return undefined;
  const given = JSON.parse(body);
  if (kind === 'role') security.roles[name] = given;
  else if (password === undefined) security.users[name] = given;
  else Object.assign(security.users[name] ?? {}, given);
  writeFileSync(file, JSON.stringify(security));
  return { status: 200, body: { created: true } };
}

const problem = (status: number, reason: string): Refused => ({
  status,
  body: { status, error: { type: 'security_exception', reason } },
});
