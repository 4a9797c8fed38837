/** A program in place of Kibana's image: what an import of dashboards uses of it. */
import { startFakeKibana } from '../support/fake-kibana.js';

await startFakeKibana({ port: 5601, host: '0.0.0.0' });
process.once('SIGTERM', () => process.exit(0));
