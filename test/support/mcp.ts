import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { projectRoot } from '../../src/config/project-root.js';
import { goodToken } from './api.js';

/** A client of the MCP server at `url`, as the SDK has it. */
export const connectOverHttp = (url: string, token = goodToken()): Promise<Client> =>
  connect(
    // The SDK does not say that a session id may be undefined.
    new StreamableHTTPClientTransport(new URL('/mcp', url), {
      requestInit: { headers: { Authorization: `Bearer ${token}` } },
    }) as Transport,
  );

/** A client of a `marquee mcp` of its own, over the Elasticsearch at `url`. */
export const connectOverStdio = (url: string, settings: Record<string, string> = {}): Promise<Client> =>
  connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [join(projectRoot, 'dist', 'src', 'cli.js'), 'mcp'],
      env: { PATH: process.env.PATH ?? '', ELASTICSEARCH_URL: url, LOG_LEVEL: 'silent', ...settings },
      stderr: 'ignore',
    }),
  );

async function connect(transport: Transport): Promise<Client> {
  const client = new Client({ name: 'test', version: '0' });
  await client.connect(transport);
  // The client checks results by the schemas that it has been told.
  await client.listTools();
  return client;
}

/** The structured result of a call, and its text. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into results of every shape
export type Called = { isError: boolean; text: string; result: any };

export async function callTool(
  client: Client,
  name: string,
  given: Record<string, unknown>,
): Promise<Called> {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: given });
  const [first] = content as { text: string }[];
  return { isError: isError === true, text: first?.text ?? '', result: structuredContent };
}
