import { distance } from 'fastest-levenshtein';
import { type Environment, processEnvironment } from './environment.js';

/** What Kubernetes sets in every pod for a Service that is named `marquee` or begins so. */
const ofServices = /_SERVICE_(?:HOST|PORT)(?:_|$)|_PORT(?:_\d+_(?:TCP|UDP)(?:_|$)|$)/;

/** What docker-compose.yml reads itself, and hands on to a container that prints it. */
const ofCompose: readonly string[] = ['MARQUEE_API_URL', 'MARQUEE_IMAGE'];

/** What the tests read. */
const ofTests = /^MARQUEE_(?:TEST_|WRITE_EXAMPLES$)/;

/** Edits that a typo takes at most, underscores not counted. */
const maxEdits = 3;

/**
 * Returns a sentence for each variable that begins with `MARQUEE_` and is none of Marquee's: a misspelled one would be
 * ignored in silence.
 */
export async function describeUnknownVariables(env: Environment = processEnvironment): Promise<string[]> {
  const set = Object.keys(env).filter((name) => name.startsWith('MARQUEE_') && !ofServices.test(name));
  if (set.length === 0) return [];
  const { allVariables } = await import('./all-variables.js');
  const names = allVariables.flatMap(({ name, isSecret }) => (isSecret ? [name, `${name}_FILE`] : [name]));
  return set
    .filter((name) => !names.includes(name) && !ofCompose.includes(name) && !ofTests.test(name))
    .sort()
    .map((name) => {
      const near = nearest(name, names);
      const hint = near === undefined ? 'docs/configuration.md lists all.' : `Did you mean ${near}?`;
      return `${name} is set and is no variable of Marquee: it is ignored. ${hint}`;
    });
}

function nearest(name: string, names: readonly string[]): string | undefined {
  const plain = (text: string): string => text.replaceAll('_', '');
  const candidates = names.map((one) => ({ one, edits: distance(plain(name), plain(one)) }));
  const best = candidates.sort((a, b) => a.edits - b.edits)[0];
  return best !== undefined && best.edits <= maxEdits ? best.one : undefined;
}
