import { h } from '../elements.js';
import { changeQuery } from '../route.js';

/** No film fits what was chosen. */
export const nothing = (): HTMLElement =>
  h(
    'div',
    { class: 'state' },
    h('h2', {}, 'No film fits'),
    h('p', {}, 'No film was released in the years that are chosen.'),
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
