import { expect } from 'chai';
import {
  readBoolean,
  readCount,
  readDate,
  readId,
  readImdbId,
  readMoney,
  readNumber,
  readScore,
  readText,
} from '../../../src/csv/cells.js';

/** What a reader makes of each cell. */
function table<T>(name: string, read: (cell: string) => T, rows: Record<string, T>): void {
  describe(name, () => {
    for (const [cell, value] of Object.entries(rows)) {
      it(`reads '${cell}' as ${JSON.stringify(value)}`, () => expect(read(cell)).to.deep.equal(value));
    }
  });
}

const unreadable = undefined;

table<number | null | undefined>('readNumber', readNumber, {
  '': null,
  '81.0': 81,
  '21.946943': 21.946943,
  ' 7 ': 7,
  '-3': -3,
  '1e3': 1000,
  '.5': 0.5,
  nan: unreadable,
  Infinity: unreadable,
  '1e999': unreadable,
  '0x10': unreadable,
  '1,000': unreadable,
  'Beware Of Frost Bites': unreadable,
});

table<number | null | undefined>('readScore', readScore, { '0': 0, '0.065736': 0.065736, '-1': unreadable });

table<number | null | undefined>('readCount', readCount, {
  '0': 0,
  '5415': 5415,
  '10.0': 10,
  '2.5': unreadable,
  '9007199254740993': unreadable,
});

table<number | undefined>('readId', readId, {
  '862': 862,
  ' 862 ': 862,
  '': unreadable,
  '0': unreadable,
  '-5': unreadable,
  '862.0': unreadable,
  '1997-08-20': unreadable,
  '99999999999999999999': unreadable,
});

table<{ amount: number | null | undefined; isSuspect: boolean }>('readMoney', readMoney, {
  '30000000': { amount: 30_000_000, isSuspect: false },
  '30000000.0': { amount: 30_000_000, isSuspect: false },
  '1000': { amount: 1000, isSuspect: false },
  '999': { amount: null, isSuspect: true },
  '8': { amount: null, isSuspect: true },
  '1': { amount: null, isSuspect: true },
  '0': { amount: null, isSuspect: false },
  '': { amount: null, isSuspect: false },
  '/ff9qCepilowshEtG2GYWwzt2bs4.jpg': { amount: unreadable, isSuspect: false },
  '-500': { amount: unreadable, isSuspect: false },
  '12500.5': { amount: unreadable, isSuspect: false },
  $30000000: { amount: 30_000_000, isSuspect: false },
  US$30000000: { amount: 30_000_000, isSuspect: false },
  ' $30,000,000.00 ': { amount: 30_000_000, isSuspect: false },
  '30,000,000': { amount: 30_000_000, isSuspect: false },
  'US$ 1,234': { amount: 1234, isSuspect: false },
  $0: { amount: null, isSuspect: false },
  '$8.00': { amount: null, isSuspect: true },
  $: { amount: unreadable, isSuspect: false },
  '$/poster.jpg': { amount: unreadable, isSuspect: false },
  '30,00,000': { amount: unreadable, isSuspect: false },
  '3000,000': { amount: unreadable, isSuspect: false },
  '30.000.000': { amount: unreadable, isSuspect: false },
  ',000': { amount: unreadable, isSuspect: false },
  '-$500,000': { amount: unreadable, isSuspect: false },
  '€30000000': { amount: unreadable, isSuspect: false },
  '£30,000,000': { amount: unreadable, isSuspect: false },
  CA$30000000: { amount: unreadable, isSuspect: false },
  '30000000 USD': { amount: unreadable, isSuspect: false },
});

table<{ date: string | null | undefined; isAmbiguous: boolean }>('readDate', readDate, {
  '1995-10-30': { date: '1995-10-30', isAmbiguous: false },
  '10/30/1995': { date: '1995-10-30', isAmbiguous: false },
  '1/2/2003': { date: '2003-01-02', isAmbiguous: false },
  '10/30/95': { date: null, isAmbiguous: true },
  '': { date: null, isAmbiguous: false },
  '2000-02-29': { date: '2000-02-29', isAmbiguous: false },
  '1999-02-29': { date: unreadable, isAmbiguous: false },
  '13/1/1999': { date: unreadable, isAmbiguous: false },
  '0000-01-01': { date: unreadable, isAmbiguous: false },
  '1995': { date: unreadable, isAmbiguous: false },
  '1995-10-30 00:00:00': { date: '1995-10-30', isAmbiguous: false },
  '1995-10-30T00:00:00Z': { date: '1995-10-30', isAmbiguous: false },
  '1995-10-30T23:59:59.000+02:00': { date: '1995-10-30', isAmbiguous: false },
  '10/30/1995 0:00': { date: '1995-10-30', isAmbiguous: false },
  '10/30/1995 12:00:00 AM': { date: '1995-10-30', isAmbiguous: false },
  '10/30/95 0:00': { date: null, isAmbiguous: true },
  '1995-10-30 soon': { date: unreadable, isAmbiguous: false },
  '1999-02-29 00:00:00': { date: unreadable, isAmbiguous: false },
  '30/10/1995': { date: unreadable, isAmbiguous: false },
  '10/30/195': { date: unreadable, isAmbiguous: false },
  '10-30-1995': { date: unreadable, isAmbiguous: false },
});

table<{ date: string | null | undefined; isAmbiguous: boolean }>(
  'readDate with the day first',
  (cell) => readDate(cell, 'day-first'),
  {
    '30/10/1995': { date: '1995-10-30', isAmbiguous: false },
    '1/2/2003 0:00': { date: '2003-02-01', isAmbiguous: false },
    '1995-10-30': { date: '1995-10-30', isAmbiguous: false },
    '10/30/1995': { date: unreadable, isAmbiguous: false },
    '30/10/95': { date: null, isAmbiguous: true },
  },
);

table<boolean | null | undefined>('readBoolean', readBoolean, {
  True: true,
  False: false,
  FALSE: false,
  '': null,
  ' - Written by somebody': unreadable,
});

table<string | null | undefined>('readImdbId', readImdbId, {
  tt0114709: 'tt0114709',
  '114709': 'tt0114709',
  tt12345678: 'tt12345678',
  '0': null,
  '': null,
  nm0000158: unreadable,
});

table<string | null>('readText', readText, { ' as it stands ': ' as it stands ', ' \n': null, '': null });
