/* Numbers for people. Nothing here needs a browser, so that it can be tested without one. */

const minus = '−';
const compact = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** 373554033 → `373.6 M`, with at most one decimal; -0.5 → `−0.5`. */
export function short(value: number): string {
  const size = Math.abs(value);
  // 999,960 is 1 M, not 1000 k: the unit is chosen after rounding.
  const [unit, letter] = compact.find(([from]) => Number(((1000 * size) / from).toFixed(1)) >= 1000) ?? [
    1,
    '',
  ];
  const digits = trim(size / unit, size / unit < 10 && unit === 1 ? 2 : 1);
  return `${value < 0 && digits !== '0' ? minus : ''}${digits}${letter && `\u00a0${letter}`}`;
}

/** 373554033 → `US$ 374 M`, 80000000 → `US$ 80.0 M`: three digits from a thousand on, so that figures compare at a glance. */
export function dollars(value: number): string {
  const sign = value < 0 ? minus : '';
  const size = Math.abs(value);
  const [unit, letter] = compact.find(([from]) => Number((size / from).toPrecision(3)) >= 1) ?? [1, ''];
  if (unit === 1) return `${sign}US$\u00a0${trim(size, 2)}`;
  const digits = Number((size / unit).toPrecision(3));
  const decimals = digits < 10 ? 2 : digits < 100 ? 1 : 0;
  return `${sign}US$\u00a0${digits.toFixed(decimals)}\u00a0${letter}`;
}

/** 45466 → `45,466`. */
export const count = (value: number): string =>
  value < 0 ? `${minus}${count(-value)}` : value.toLocaleString('en-US');

export const decimal = (value: number, digits = 2): string =>
  `${value < 0 ? minus : ''}${trim(Math.abs(value), digits)}`;

/** `1 movie`, `12 movies`. */
export const plural = (number: number, one: string, many = `${one}s`): string =>
  `${count(number)} ${number === 1 ? one : many}`;

/** 1723 of 5000 → `34 %`; only nothing is shown as 0 %, and only everything as 100 %. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const share = (100 * part) / whole;
  if (share > 0 && share < 1) return '< 1 %';
  if (share < 100 && share > 99) return '> 99 %';
  return `${Math.round(share)} %`;
}

/** An ISO time as `24 Nov 2026, 16:23 UTC`. */
export const dateAndTime = (iso: string): string =>
  `${new Date(iso).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  })} UTC`;

/** The edition `20261101093000` as `1 November 2026 (20261101093000)`, or its id alone where it is no time. */
export function editionName(edition: string): string {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)\d{6}$/.exec(edition) ?? [];
  if (year === undefined) return edition;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return `${longDate(date)} (${edition})`;
}

/** The field `realProfit` as `real profit`. */
export const fieldName = (field: string): string =>
  field
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace('movie lens', 'MovieLens')
    .replace(/^imdb id$/, 'IMDb id');

/** An ISO date as `4 May 1999`. */
export const dateOf = (iso: string): string => longDate(new Date(`${iso}T00:00:00Z`));

const longDate = (date: Date): string =>
  date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

const trim = (value: number, digits: number): string =>
  Number(value.toFixed(digits)).toLocaleString('en-US', { maximumFractionDigits: digits });
