import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { projectRoot } from '../../src/config/project-root.js';
import {
  type DashboardDescription,
  DashboardError,
  type DataViewDescriptions,
  dashboardSchema,
  dataViewsSchema,
} from './description.js';

/** The folder of the descriptions and of the files generated from them. */
export const dashboardsFolder = join(projectRoot, 'dashboards', 'kibana');

/** The dashboards; each has a description `<name>.json`. */
export const dashboardNames = ['companies', 'genres', 'data-quality'] as const;
export type DashboardName = (typeof dashboardNames)[number];

export type Descriptions = {
  views: DataViewDescriptions;
  dashboards: Record<DashboardName, DashboardDescription>;
};

/**
 * Reads the descriptions of the data views and dashboards.
 * @throws {DashboardError} when a file is missing or invalid
 */
export async function readDescriptions(folder = dashboardsFolder): Promise<Descriptions> {
  const views = await readJson(join(folder, 'data-views.json'), dataViewsSchema);
  const dashboards = await Promise.all(
    dashboardNames.map(
      async (name) => [name, await readJson(join(folder, `${name}.json`), dashboardSchema)] as const,
    ),
  );
  return { views, dashboards: Object.fromEntries(dashboards) as Descriptions['dashboards'] };
}

async function readJson<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new DashboardError(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new DashboardError(`${path}: ${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
}
