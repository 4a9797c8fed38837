import { expect } from 'chai';
import { mintToken } from '../../../src/api/auth/mint-token.js';
import { startApi, tokens } from '../../support/api.js';
import { movieLine } from '../../support/edition.js';
import { loadedEdition } from '../../support/loaded-edition.js';
import { type Refused, startRecordingProxy } from '../../support/recording-proxy.js';
import { type Role, readRole, refusalOf } from '../../support/roles.js';
import { sharedNodeUrl } from '../../support/shared-node.js';

/** The embedded node has no security: a proxy in front of it denies what a role does not allow, as Elasticsearch would. */
const startGuard = async (role: Role) =>
  startRecordingProxy(await sharedNodeUrl(), (request): Refused | undefined => {
    const refusal = refusalOf(role, request);
    if (refusal === undefined) return undefined;
    const reason = `action [indices:x] is unauthorized for API key id [VuaCfGcBCdbkQm] of user [elastic] on indices [${refusal.indices}], this action is granted by the index privileges [${refusal.privilege},all]`;
    return { status: 403, body: { error: { type: 'security_exception', reason }, status: 403 } };
  });

describe('operations with credentials that lack a privilege', function () {
  this.timeout(120_000);
  loadedEdition([movieLine({ id: '1' })]);
  const admin = mintToken(tokens, { subject: 'alice', scope: 'read admin', seconds: 3600 });

  async function rollBackAs(role: Role) {
    const guard = await startGuard(role);
    const api = await startApi(guard.url);
    const read = await api.get('/v1/genres', admin);
    const answer = await api.get('/v1/operations/rollback', admin, { method: 'POST' });
    await api.close();
    await guard.close();
    return { read, answer };
  }

  it('name the denied request and the role that allows it; everything else keeps working', async () => {
    const { read, answer } = await rollBackAs(readRole('reader'));
    expect(read.status).to.equal(200);
    expect([answer.status, answer.body.type]).to.deep.equal([503, '/problems/missing-privilege']);
    // The reply to HEAD has no body.
    expect(answer.body.detail)
      .to.include('HEAD /marquee-lock')
      .and.include('deploy/elasticsearch/loader-role.json');
    expect(answer.headers.get('retry-after')).to.equal(null);
  });

  it('name the privilege and the index when Elasticsearch does, and neither the key nor its owner', async () => {
    const reader = readRole('reader');
    const [, own] = reader.indices as [Role['indices'][0], Role['indices'][0]];
    own.privileges.push('view_index_metadata');
    const { answer } = await rollBackAs(reader);
    expect(answer.body.type).to.equal('/problems/missing-privilege');
    expect(answer.body.detail)
      .to.include('(marquee-lock)')
      .and.include('without one of the privileges write, all')
      .and.not.match(/VuaCf|elastic\]/);
  });

  it('succeed with the credentials of the loader', async () => {
    const { read, answer } = await rollBackAs(readRole('loader'));
    expect(read.status).to.equal(200);
    expect(answer.body.type).to.be.oneOf([undefined, '/problems/edition-rejected']);
    expect(answer.status).to.be.oneOf([200, 409]);
  });
});
