/** A variable of the environment is missing or malformed; the message names it and says what to set. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
