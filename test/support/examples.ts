import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { projectRoot } from '../../src/config/project-root.js';

/** Returns the text of a file in examples/. */
export const readExample = (name: string): string =>
  readFileSync(join(projectRoot, 'examples', name), 'utf8');

/** Returns the paths of all requests of requests.http. */
export const requestsOf = (text: string): string[] =>
  [...text.matchAll(/^GET \{\{host\}\}(\S+)\nAuthorization: Bearer \{\{token\}\}$/gm)].map(
    ([, path]) => path as string,
  );

/** What a recipe asks of the API, and the columns of the answer that it names. */
export type Recipe = { path: string; columns: readonly string[] };

/** Returns the recipe of a Power Query script. */
export function powerQueryRecipe(text: string): Recipe {
  const [, path] = /RelativePath = "([^"]+)"/.exec(text) ?? [];
  const [, query = ''] = /Query = \[([^\]]+)\]/.exec(text) ?? [];
  const parameters = [...query.matchAll(/(\w+) = "([^"]*)"/g)].map(([, name, value]): [string, string] => [
    name as string,
    value as string,
  ]);
  const columns = [...text.matchAll(/\{"([^"]+)", \w+\.Type\}/g)].map(([, column]) => column as string);
  return { path: `/${path}?${new URLSearchParams(parameters)}`, columns };
}

/** Returns the recipe of the only target of a Grafana panel. */
export function grafanaRecipe(text: string): Recipe {
  const [target] = JSON.parse(text).targets as { url: string; columns: { selector: string }[] }[];
  const { pathname, search } = new URL(target?.url ?? '');
  return { path: `${pathname}${search}`, columns: target?.columns.map(({ selector }) => selector) ?? [] };
}

/**
 * Calls the function of the script for Google Sheets with a stand-in for Google's services.
 * @param reply what the API answers to any request
 * @returns the requested URL, the headers and the rows of the sheet
 */
export function runSheet(
  question: string,
  reply: string,
): { url: string; headers: unknown; rows: (string | number)[][] } {
  const requests: { url: string; headers: unknown }[] = [];
  const services = {
    PropertiesService: {
      getScriptProperties: () => ({ getProperties: () => ({ HOST: 'https://marquee.example', TOKEN: 't' }) }),
    },
    UrlFetchApp: {
      fetch(url: string, { headers }: { headers: unknown }) {
        requests.push({ url, headers });
        return { getResponseCode: () => 200, getContentText: () => reply };
      },
    },
    Utilities: {
      parseCsv: (csv: string) =>
        csv
          .trimEnd()
          .split('\r\n')
          .map((line) => line.split(',')),
    },
  };
  const rows = runInNewContext(`${readExample('google-sheets.gs')}\nMARQUEE(question)`, {
    ...services,
    question,
  });
  const [request] = requests;
  if (request === undefined || requests.length > 1) throw new Error(`${requests.length} requests`);
  // From the other context, whose arrays are of a type of their own.
  return { ...request, rows: JSON.parse(JSON.stringify(rows)) };
}
