const key = 'marquee.token';

/** The three parts of a JSON web token, anywhere in the pasted text. */
const tokenPattern = /[\w-]+\.[\w-]+\.[\w-]+/;

/** A token of the address is on trial until the API has accepted it; the one before stays meanwhile. */
const trialKey = 'marquee.token.trial';

export const readToken = (): string | null => sessionStorage.getItem(trialKey) ?? sessionStorage.getItem(key);

export function forgetToken(): void {
  sessionStorage.removeItem(trialKey);
  sessionStorage.removeItem(key);
}

/** Stores the token found in the pasted text for this tab; returns false when there is none. */
export function keepToken(text: string): boolean {
  const token = tokenPattern.exec(text)?.[0];
  if (token === undefined) return false;
  sessionStorage.removeItem(trialKey);
  sessionStorage.setItem(key, token);
  return true;
}

/** Notes that the API has accepted a token. */
export function acceptToken(token: string): void {
  if (sessionStorage.getItem(trialKey) === token) keepToken(token);
}

/** Notes that the API has rejected a token; another one that is stored stays. */
export function rejectToken(token: string): void {
  for (const stored of [trialKey, key]) {
    if (sessionStorage.getItem(stored) === token) sessionStorage.removeItem(stored);
  }
}

let isAddressMalformed = false;

/** Whether the last address with a token had one that is malformed. */
export const hadMalformedToken = (): boolean => isAddressMalformed;

/**
 * Takes the token of `#token=…&view=…` on trial. It is removed from the address bar and the history first, so that it
 * stays there in no case; a malformed one changes nothing else. Returns whether there is one.
 */
export function takeTokenFromFragment(): boolean {
  const { hash, pathname } = location;
  if (!hash.startsWith('#token=')) return false;
  isAddressMalformed = true;
  history.replaceState(null, '', `${pathname}#/`);
  try {
    const [, token = '', view = '/'] = /^#token=([^&]*)(?:&view=(.*))?$/.exec(hash) ?? [];
    const found = tokenPattern.exec(decodeURIComponent(token))?.[0];
    history.replaceState(null, '', `${pathname}#${decodeURIComponent(view)}`);
    isAddressMalformed = found === undefined;
    if (found !== undefined) sessionStorage.setItem(trialKey, found);
    return found !== undefined;
  } catch {
    // Not a valid encoding: the page shows its first view.
    return false;
  }
}

/** Returns when the token expires; undefined when it does not say or cannot be read. Only the API checks it. */
export function expiryOf(token: string): Date | undefined {
  try {
    const payload = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    const { exp } = JSON.parse(atob(payload)) as { exp?: unknown };
    return typeof exp === 'number' ? new Date(exp * 1000) : undefined;
  } catch {
    return undefined;
  }
}
