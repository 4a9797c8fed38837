import { errors } from '@elastic/elasticsearch';
import { expect } from 'chai';
import { isUnavailable, UnavailableError } from '../../../src/elasticsearch/unavailable-error.js';

describe('isUnavailable', () => {
  const reply = (statusCode: number) =>
    new errors.ResponseError({ statusCode, body: {}, headers: {}, warnings: null, meta: {} as never });

  it('is true when no node could process the request', () => {
    for (const error of [
      new UnavailableError(),
      new errors.ConnectionError('refused'),
      new errors.TimeoutError('too late'),
      new errors.NoLivingConnectionsError('none', {} as never),
      ...[408, 429, 502, 503, 504].map(reply),
    ]) {
      expect(isUnavailable(error), String(error)).to.equal(true);
    }
  });

  it('is false when a node processed it and failed: requests that cause a 500 must not open the circuit', () => {
    for (const error of [...[400, 401, 404, 500].map(reply), new Error('other'), undefined]) {
      expect(isUnavailable(error), String(error)).to.equal(false);
    }
  });
});
