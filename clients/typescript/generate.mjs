// Writes src/api.ts, the client of every question, from the OpenAPI document of the API that was just compiled.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateApi } from 'swagger-typescript-api';
import { allQuestions } from '../../dist/src/api/all-questions.js';
import { createOpenApi } from '../../dist/src/api/openapi/create-openapi.js';
import { editionEndpoints } from '../../dist/src/api/routes/edition-endpoints.js';
import { schemaEndpoint } from '../../dist/src/api/routes/schema-endpoint.js';
import { MarqueeClient } from '../../dist/src/elasticsearch/marquee-client.js';

// Nothing is asked of it: the endpoints are only described.
const client = new MarqueeClient({ node: 'http://127.0.0.1:9' });
const endpoints = [schemaEndpoint(allQuestions), ...editionEndpoints(client)];
const folder = mkdtempSync(join(tmpdir(), 'marquee-client-'));
try {
  const input = join(folder, 'openapi.json');
  writeFileSync(input, JSON.stringify(createOpenApi(allQuestions, endpoints, [], 'client')));
  await generateApi({
    input,
    output: fileURLToPath(new URL('src', import.meta.url)),
    fileName: 'api.ts',
    extractResponseBody: true,
    generateUnionEnums: true,
    silent: true,
  });
} finally {
  await client.close();
  rmSync(folder, { recursive: true, force: true });
}
