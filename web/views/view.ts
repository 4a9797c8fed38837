import type { Route } from '../route.js';

/** A page of the site: its title, and what it shows. */
export type Shown = { title: string; content: (Node | false | null)[] };

/** Asks what it needs and makes its elements; throws AskError when there is no answer. */
export type View = (route: Route, id: string) => Promise<Shown>;
