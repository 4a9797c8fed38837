import type { ServerResponse } from 'node:http';

/**
 * Closes the connection of a response whose reader has taken nothing for so many milliseconds. Waiting for
 * Elasticsearch does not count: there is a deadline for that.
 */
export function closeStalled(response: ServerResponse, milliseconds: number): void {
  response.setTimeout(milliseconds);
  response.on('timeout', () => {
    if (response.writableLength > 0) response.destroy();
    else response.setTimeout(milliseconds);
  });
}
