import { expect } from 'chai';
import { Webhook } from 'standardwebhooks';
import { EditionRejectedError } from '../../../../src/load/load-error.js';
import { RunRecorder } from '../../../../src/load/run-recorder.js';
import { sendWebhook } from '../../../../src/load/webhook/send-webhook.js';
import { startWebhookListener } from '../../../support/webhook-listener.js';

/** As often as usual, with shorter pauses. */
const backOff = { retries: 3, firstMs: 10, longestMs: 40 };

describe('sendWebhook', () => {
  const secret = `whsec_${Buffer.from('a secret that nobody can guess').toString('base64')}`;

  const refusedRun = () => new RunRecorder('reload').fail(new EditionRejectedError('it has shrunk'));

  it('sends the outcome of a run, signed so that the library of the specification verifies it', async () => {
    const listener = await startWebhookListener([]);
    const run = refusedRun();
    expect(await sendWebhook({ url: listener.url, secret }, run)).to.equal(undefined);
    await listener.close();
    const [{ headers, body }] = listener.received as [{ headers: Record<string, string>; body: string }];
    const message = new Webhook(secret).verify(body, headers) as { type: string; data: { error: string } };
    expect(message.type).to.equal('load.rejected');
    expect(message.data).to.deep.equal(JSON.parse(JSON.stringify(run)));
    expect(message.data.error).to.equal('it has shrunk');
    expect(() => new Webhook(secret).verify(body.replace('shrunk', 'grown'), headers)).to.throw();
  });

  it('retries transient statuses, with the same id', async () => {
    const listener = await startWebhookListener([503, 429]);
    expect(await sendWebhook({ url: listener.url, secret }, refusedRun(), backOff)).to.equal(undefined);
    await listener.close();
    expect(new Set(listener.received.map(({ headers }) => headers['webhook-id'])).size).to.equal(1);
    expect(listener.received).to.have.length(3);
  });

  it('gives up after four attempts, and at once at a status that is not transient', async () => {
    const broken = await startWebhookListener([500, 500, 500, 500, 500]);
    expect(await sendWebhook({ url: broken.url, secret }, refusedRun(), backOff)).to.match(
      /was not delivered: it answered 500$/,
    );
    await broken.close();
    expect(broken.received).to.have.length(4);
    const wrong = await startWebhookListener([404]);
    expect(await sendWebhook({ url: wrong.url, secret }, refusedRun(), backOff)).to.match(
      /was not delivered: it answered 404$/,
    );
    await wrong.close();
    expect(wrong.received).to.have.length(1);
    expect(await sendWebhook({ url: wrong.url, secret }, refusedRun(), backOff)).to.match(
      /was not delivered: .*ECONNREFUSED/,
    );
  });
});
