import type { ComponentChildren } from 'preact';
import type { Route } from '../route.js';

/** The title and the content of a view. */
export type Shown = { title: string; content: ComponentChildren };

/** Requests the data of a view and returns its elements. @throws {AskError} when the API does not answer */
export type View = (route: Route, id: string) => Promise<Shown>;
