const key = 'marquee.theme';
const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** The chosen theme, kept in local storage; the system's by default. */
export const chosenTheme = (): Theme =>
  themes.find((theme) => theme === localStorage.getItem(key)) ?? 'system';

export function applyTheme(theme: Theme = chosenTheme()): void {
  localStorage.setItem(key, theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export const nextTheme = (theme: Theme): Theme =>
  themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
