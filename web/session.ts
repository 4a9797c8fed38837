const key = 'marquee.token';

/** The three parts of a JSON web token, wherever it stands in what was pasted. */
const tokenPattern = /[\w-]+\.[\w-]+\.[\w-]+/;

export const readToken = (): string | null => sessionStorage.getItem(key);
export const forgetToken = (): void => sessionStorage.removeItem(key);

/** Keeps the token in what was pasted, for this tab alone; false when there is none in it. */
export function keepToken(text: string): boolean {
  const token = tokenPattern.exec(text)?.[0];
  if (token === undefined) return false;
  sessionStorage.setItem(key, token);
  return true;
}

/** Takes a token out of `#token=…`, and out of the address bar and the history before anything else happens. */
export function takeTokenFromFragment(): void {
  const found = /^#token=([^&]*)(?:&view=(.*))?$/.exec(location.hash);
  if (found === null) return;
  history.replaceState(null, '', `${location.pathname}#${decodeURIComponent(found[2] ?? '/')}`);
  keepToken(decodeURIComponent(found[1] ?? ''));
}

/** When the token expires; undefined when it does not say, or cannot be read. The API alone decides. */
export function expiryOf(token: string): Date | undefined {
  try {
    const payload = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    const { exp } = JSON.parse(atob(payload)) as { exp?: unknown };
    return typeof exp === 'number' ? new Date(exp * 1000) : undefined;
  } catch {
    return undefined;
  }
}
