const key = 'marquee.token';

/** The three parts of a JSON web token, anywhere in the pasted text. */
const tokenPattern = /[\w-]+\.[\w-]+\.[\w-]+/;

export const readToken = (): string | null => sessionStorage.getItem(key);
export const forgetToken = (): void => sessionStorage.removeItem(key);

/** Stores the token found in the pasted text for this tab; returns false when there is none. */
export function keepToken(text: string): boolean {
  const token = tokenPattern.exec(text)?.[0];
  if (token === undefined) return false;
  sessionStorage.setItem(key, token);
  return true;
}

/** Stores the token of `#token=…` and removes it from the address bar and the history. */
export function takeTokenFromFragment(): void {
  const found = /^#token=([^&]*)(?:&view=(.*))?$/.exec(location.hash);
  if (found === null) return;
  history.replaceState(null, '', `${location.pathname}#${decodeURIComponent(found[2] ?? '/')}`);
  keepToken(decodeURIComponent(found[1] ?? ''));
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
