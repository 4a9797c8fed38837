import { h } from '../elements.js';
import { changeQuery } from '../route.js';

/** Shown when no movie matches the filters. */
export const nothing = (): HTMLElement =>
  h(
    'div',
    { class: 'state' },
    h('h2', {}, 'No movie matches'),
    h('p', {}, 'No movie was released in the chosen years.'),
    h(
      'button',
      {
        type: 'button',
        class: 'primary',
        on: { click: () => changeQuery({ from: undefined, to: undefined }) },
      },
      'Show all years',
    ),
  );
