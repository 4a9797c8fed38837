import { type Client, errors, type TransportRequestOptions } from '@elastic/elasticsearch';

/** The major version of Elasticsearch that Marquee works with. */
const major = '9';

/** The cluster is no Elasticsearch of the needed version; the message says what it is, and the way out. */
export class VersionError extends Error {
  override readonly name = 'VersionError';
}

type Info = { version?: { number?: string; distribution?: string } };

/**
 * Makes sure that the cluster is an Elasticsearch of the needed version.
 * @throws {VersionError} when it is another version or product; what the client throws when it does not answer
 */
export async function expectVersion(client: Client, transport: TransportRequestOptions = {}): Promise<void> {
  const info: Info = await client.info({}, transport).catch(async (error: unknown) => {
    if (error instanceof errors.ProductNotSupportedError) return await askPlainly(client);
    // Elasticsearch 8 does not understand the media types of version 9.
    if (error instanceof errors.ResponseError && error.body?.error?.type === 'media_type_header_exception') {
      return await client.transport.request<Info>(
        { method: 'GET', path: '/' },
        { ...transport, headers: { accept: 'application/json' } },
      );
    }
    throw error;
  });
  const { number = '', distribution } = info.version ?? {};
  if (distribution === undefined && number.startsWith(`${major}.`)) return;
  const isOpenSearch = distribution === 'opensearch';
  const found = isOpenSearch
    ? `OpenSearch ${number}`
    : /^\d/.test(number)
      ? number
      : 'another product, or a proxy';
  throw new VersionError(
    `Elasticsearch ${major} is needed, this is ${found}. Point ELASTICSEARCH_URL to an Elasticsearch ${major}.`,
  );
}

/** Asks what answers there; the client itself does not read the reply of another product. */
async function askPlainly(client: Client): Promise<Info> {
  const [connection] = client.connectionPool.connections;
  const reply = await connection?.request(
    { method: 'GET', path: '/', headers: { accept: 'application/json' } },
    { requestId: 'version', name: 'marquee', context: null },
  );
  try {
    return JSON.parse(String(reply?.body)) as Info;
  } catch {
    return {};
  }
}
