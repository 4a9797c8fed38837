import { z } from 'zod';
import { type Environment, processEnvironment, readVariables } from './environment.js';
import { listOf, oneOf } from './variable-types.js';

/** Also keeps what separates the sources of a content security policy out of it. */
const origin = z
  .string()
  .regex(/^https?:\/\/[\w.-]+(?::\d+)?$/, 'origins such as https://wiki.example, separated by commas');

/** What the page may do beyond its own server. */
export const variables = z.object({
  MARQUEE_FRAME_ANCESTORS: listOf(origin).optional().meta({
    description:
      'origins whose pages may show figures of the [page](page.md#a-figure-in-another-page) in a frame, separated by commas',
    unset: 'none',
  }),
  MARQUEE_POSTERS: oneOf(['on', 'off'])
    .default('off')
    .describe(
      'whether the page shows posters, which a browser then requests from image.tmdb.org; otherwise it requests nothing from other servers',
    ),
});

/** What the page may do beyond its own server. */
export type PageConfig = Readonly<{
  /** Origins whose pages may show the page in a frame; none unless set. */
  frameAncestors: readonly string[];
  /** Whether posters are shown, from TMDB's image server. */
  hasPosters: boolean;
}>;

/** @throws {ConfigError} for a bad value */
export function readPageConfig(env: Environment = processEnvironment): PageConfig {
  const v = readVariables(variables, env);
  return { frameAncestors: v.MARQUEE_FRAME_ANCESTORS ?? [], hasPosters: v.MARQUEE_POSTERS === 'on' };
}
