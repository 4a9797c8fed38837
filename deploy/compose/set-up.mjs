// The service `set-up` of docker-compose.yml: gives the folder for backups to Elasticsearch's user, creates the roles of
// deploy/elasticsearch with a user for each, and sets the password of Kibana's own user. Running it again changes nothing.
import { chownSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const { env } = process;
const prefix = env.MARQUEE_INDEX_PREFIX === 'none' ? '' : env.MARQUEE_INDEX_PREFIX || 'marquee-';
const authorization = `Basic ${Buffer.from(`elastic:${env.ELASTIC_PASSWORD}`).toString('base64')}`;

// 1000:0 is the user of Elasticsearch's image; a volume for a folder that the image lacks belongs to root.
if (existsSync('/backups')) chownSync('/backups', 1000, 0);

await untilAvailable(Date.now() + 120_000);
for (const role of ['reader', 'loader', 'backup']) {
  const description = readFileSync(new URL(`../elasticsearch/${role}-role.json`, import.meta.url), 'utf8');
  await put(`role/marquee_${role}`, description.replaceAll('"marquee-', `"${prefix}`));
  const password = env[`${role.toUpperCase()}_PASSWORD`];
  await put(`user/marquee_${role}`, JSON.stringify({ password, roles: [`marquee_${role}`] }));
}
await put('user/kibana_system/_password', JSON.stringify({ password: env.KIBANA_PASSWORD }));
console.log('Elasticsearch has the roles and users of Marquee and the password of Kibana.');

/**
 * An engine may begin this before Elasticsearch listens.
 * @param {number} deadline
 */
async function untilAvailable(deadline) {
  for (;;) {
    try {
      await fetch(`${env.ELASTICSEARCH_URL}/`);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await setTimeout(1000);
    }
  }
}

/**
 * @param {string} path below /_security
 * @param {string} body JSON
 */
async function put(path, body) {
  const response = await fetch(`${env.ELASTICSEARCH_URL}/_security/${path}`, {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/json' },
    body,
  });
  if (response.ok) return;
  throw new Error(`PUT /_security/${path} returned ${response.status}: ${await response.text()}`);
}
