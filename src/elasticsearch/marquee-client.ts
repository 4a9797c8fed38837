import { Client, type ClientOptions, HttpConnection } from '@elastic/elasticsearch';
import { IndexNames } from './index-names.js';

/** A client of the cluster that knows what Marquee's indices and aliases in it are called. */
export class MarqueeClient extends Client {
  /** @param names - those of the default prefix unless given */
  constructor(
    options: ClientOptions,
    readonly names: IndexNames = new IndexNames(),
  ) {
    // Node's own client. The default is undici 7, which ends the process when a connection is closed while its reply is
    // read (nodejs/undici#5360), and cuts off requests that take longer than five minutes.
    super({ Connection: HttpConnection, ...options });
  }
}
