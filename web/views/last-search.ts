import { linkTo } from '../route.js';

let last: string | undefined;

/** Notes the search that is shown, so that the views of its movies lead back to it. */
export function noteSearch(): void {
  last = location.hash;
}

/** Returns a link to the search that was shown last. */
export const lastSearch = (): string => last ?? linkTo('/search');
