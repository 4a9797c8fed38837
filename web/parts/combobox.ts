import { AskError } from '../api-client.js';
import { h, newId } from '../elements.js';

export type Option = { label: string; detail?: string; href: string };
export type OptionGroup = { title?: string; options: Option[] };

/** Milliseconds after the last key before suggestions are requested. */
const pause = 120;

/** Autocomplete by the combobox pattern of WAI-ARIA: arrows choose, Enter opens, Escape closes. */
export function combobox(spec: {
  label: string;
  placeholder: string;
  value?: string;
  find(text: string, signal: AbortSignal): Promise<OptionGroup[]>;
  /** Called on Enter without a chosen option. */
  submit?(text: string): void;
}): HTMLElement {
  const [inputId, listId] = [newId('input'), newId('options')];
  const list = h('div', {
    class: 'options',
    id: listId,
    role: 'listbox',
    'aria-label': spec.label,
    hidden: true,
  });
  const said = h('p', { class: 'unseen', role: 'status' });
  const input = h('input', {
    id: inputId,
    type: 'search',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    placeholder: spec.placeholder,
    value: spec.value ?? '',
  });
  let choices: HTMLElement[] = [];
  let at = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = new AbortController();

  const close = (): void => {
    list.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const choose = (next: number): void => {
    choices[at]?.setAttribute('aria-selected', 'false');
    at = choices.length === 0 ? -1 : (next + choices.length) % choices.length;
    const choice = choices[at];
    if (choice === undefined) return;
    choice.setAttribute('aria-selected', 'true');
    choice.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', choice.id);
  };
  const go = (href: string): void => {
    close();
    location.hash = href;
  };
  const show = (groups: readonly OptionGroup[], text: string): void => {
    choices = [];
    at = -1;
    input.removeAttribute('aria-activedescendant');
    const option = ({ label, detail, href }: Option): HTMLElement => {
      const element = h(
        'div',
        {
          role: 'option',
          id: newId('option'),
          class: 'option',
          'aria-selected': 'false',
          'data-href': href,
          on: {
            // Keeps the focus in the input; losing it would close the list.
            pointerdown: (event) => event.preventDefault(),
            click: () => go(href),
          },
        },
        h('span', {}, label),
        detail !== undefined && h('small', {}, detail),
      );
      choices.push(element);
      return element;
    };
    const filled = groups.filter(({ options }) => options.length > 0);
    list.replaceChildren(
      ...filled.map(({ title, options }) =>
        title === undefined
          ? h('div', { role: 'presentation' }, options.map(option))
          : h(
              'div',
              { role: 'group', 'aria-label': title },
              h('div', { class: 'group-title', 'aria-hidden': 'true' }, title),
              options.map(option),
            ),
      ),
    );
    if (filled.length === 0)
      list.append(
        h('div', { class: 'none', role: 'option', 'aria-disabled': 'true' }, `Nothing is called “${text}”.`),
      );
    said.textContent = choices.length === 0 ? 'No suggestions' : `${choices.length} suggestions`;
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
  };
  const find = async (text: string): Promise<void> => {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const groups = await spec.find(text, signal);
      if (!signal.aborted && document.activeElement === input) show(groups, text);
    } catch (error) {
      if (signal.aborted) return;
      said.textContent = error instanceof AskError ? error.title : 'The suggestions could not be read';
      close();
    }
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    const text = input.value.trim();
    if (text === '') return close();
    timer = setTimeout(() => void find(text), pause);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) return void (input.value.trim() !== '' && find(input.value.trim()));
      choose(event.key === 'ArrowDown' ? at + 1 : at < 0 ? choices.length - 1 : at - 1);
    } else if (event.key === 'Escape') {
      close();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const choice = choices[at];
      if (!list.hidden && choice !== undefined) go(choice.dataset.href ?? '');
      else if (spec.submit !== undefined) {
        clearTimeout(timer);
        close();
        spec.submit(input.value.trim());
      }
    }
  });
  return h('div', { class: 'combobox' }, h('label', { for: inputId }, spec.label), input, list, said);
}
