import type { AskError } from '../api-client.js';
import { h } from '../elements.js';
import { keepToken } from '../session.js';

/** The sign-in form, with the reason why it is shown. */
export function signInPanel(reason: string, done: () => void): HTMLElement {
  const problem = h('p', { class: 'problem', role: 'alert' });
  const input = h('input', {
    id: 'token',
    name: 'token',
    type: 'password',
    autocomplete: 'off',
    required: true,
    'aria-describedby': 'token-help',
  });
  return h(
    'section',
    { class: 'state sign-in', 'aria-labelledby': 'sign-in-title' },
    h('p', { class: 'kicker' }, 'Marquee'),
    h('h1', { id: 'sign-in-title' }, 'Sign in'),
    h('p', {}, reason),
    h(
      'form',
      {
        on: {
          submit: (event) => {
            event.preventDefault();
            if (keepToken(input.value)) return done();
            problem.textContent =
              'This is no token. A token has three parts separated by dots and begins with “ey”.';
            input.setAttribute('aria-invalid', 'true');
            input.focus();
          },
        },
      },
      h('label', { for: 'token' }, 'Token'),
      input,
      h(
        'p',
        { id: 'token-help', class: 'hint' },
        'Paste it here. ',
        h('code', {}, 'npm start'),
        ' prints one with the address of this page; elsewhere an administrator creates one with ',
        h('code', {}, 'marquee token'),
        '. It stays in this tab and is forgotten when you close it.',
      ),
      problem,
      h('button', { type: 'submit', class: 'primary' }, 'Sign in'),
    ),
  );
}

/** Says why a view cannot be shown and what to do. */
export function errorPanel(error: AskError, again: () => void): HTMLElement {
  return h(
    'section',
    { class: 'state', role: 'alert', 'data-state': error.kind },
    h('h1', {}, error.kind === 'not-found' ? 'Not in this edition' : error.title),
    h('p', {}, error.message),
    error.kind === 'gone' && h('p', {}, h('a', { href: '#/editions' }, 'Choose another edition')),
    h('button', { type: 'button', class: 'primary', on: { click: again } }, 'Try again'),
    ' ',
    h('a', { href: '#/' }, 'Go to the first page'),
  );
}

/** Says that the page itself failed. */
export const brokenPanel = (error: unknown, again: () => void): HTMLElement =>
  h(
    'section',
    { class: 'state', role: 'alert', 'data-state': 'broken' },
    h('h1', {}, 'This page failed'),
    h('p', {}, `Reload it; if that does not help, report this to the administrator: ${error}`),
    h('button', { type: 'button', class: 'primary', on: { click: again } }, 'Try again'),
  );

export const loading = (): HTMLElement =>
  h(
    'div',
    { class: 'loading', role: 'status' },
    h('span', { class: 'unseen' }, 'Loading'),
    h('div', { class: 'bone title' }),
    h('div', { class: 'bone' }),
    h('div', { class: 'bone plot-bone' }),
  );
