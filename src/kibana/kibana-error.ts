/** Kibana could not be reached, or did not do as asked; the message says where, why, and what to do. */
export class KibanaError extends Error {
  override readonly name = 'KibanaError';
}
