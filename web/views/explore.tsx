import { ViewHead } from './headline.js';
import type { View } from './view.js';

/** Any figures of movies by any dimensions. */
export const explore: View = async () => ({
  title: 'Explore',
  content: <ViewHead kicker="Movies" title="Explore" />,
});
