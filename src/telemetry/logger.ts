import { Writable } from 'node:stream';
import { type DestinationStream, type Logger, pino } from 'pino';
import { printable } from '../files/show-text.js';

/** An error in the log. Its other properties (requests, headers, bodies) may hold a secret and are left out. */
type LoggedError = { type: string; message: string; stack?: string; status?: number; cause?: LoggedError };

/** Causes of causes that are logged. */
const maxDepth = 4;

/**
 * Creates a logger for people at a terminal: a line for an entry, the stack of an error below it; nothing of it can change
 * what the terminal shows.
 */
export async function createReadableLogger(level: string): Promise<Logger> {
  const { default: pretty } = await import('pino-pretty');
  const destination = new Writable({
    write: (chunk, _, done) => process.stderr.write(printable(String(chunk)), done),
  });
  const readable = pretty({
    colorize: false,
    singleLine: true,
    ignore: 'pid,hostname',
    translateTime: 'SYS:HH:MM:ss',
    destination,
  });
  return createLogger(level, readable);
}

/** Creates a logger that writes JSON lines, to standard error by default. */
export const createLogger = (level: string, destination: DestinationStream = pino.destination(2)): Logger =>
  pino({ level, serializers: { err: (error: unknown) => toLogged(error, 0) } }, destination);

function toLogged(error: unknown, depth: number): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutSecrets(String(error)) };
  const { statusCode } = error as { statusCode?: unknown };
  return {
    type: error.name,
    message: withoutSecrets(error.message),
    ...(error.stack !== undefined && { stack: withoutSecrets(error.stack) }),
    ...(typeof statusCode === 'number' && { status: statusCode }),
    ...(error.cause !== undefined && depth < maxDepth && { cause: toLogged(error.cause, depth + 1) }),
  };
}

/** Masks credentials in URLs and in quoted headers, and tokens anywhere. */
const withoutSecrets = (text: string): string =>
  text
    .replaceAll(/\/\/[^/\s@]+@/g, '//…@')
    .replaceAll(/\b(Bearer|Basic|ApiKey)\s+[\w.~+/=-]+/gi, '$1 …')
    .replaceAll(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '…');
