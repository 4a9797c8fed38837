import { AskError, downloadCsv } from '../api-client.js';
import { h, newId } from '../elements.js';

/** The tools below a plot: table, CSV, link, API call. */
export function figureTools(title: string, call: string, makeTable: () => HTMLElement): HTMLElement[] {
  const said = h('span', { class: 'said', role: 'status' });
  const say = (text: string): void => {
    said.textContent = text;
    setTimeout(() => {
      if (said.textContent === text) said.textContent = '';
    }, 4000);
  };
  const table = fold('Table', title, makeTable);
  const api = fold('API call', title, () => describeCall(call, say));
  const button = (label: string, act: () => void) =>
    h('button', { type: 'button', 'aria-label': `${label}: ${title}`, on: { click: act } }, label);
  return [
    h(
      'div',
      { class: 'tools' },
      table.button,
      button('CSV', () => void save(call, say)),
      button('Copy link', () => void copy(location.href, 'Link copied', say)),
      api.button,
      said,
    ),
    table.panel,
    api.panel,
  ];
}

/** A button that toggles a panel, which is made at the first press. */
function fold(label: string, title: string, make: () => HTMLElement) {
  const panel = h('div', { class: 'fold', id: newId('fold'), hidden: true });
  const button = h(
    'button',
    {
      type: 'button',
      'aria-expanded': 'false',
      'aria-controls': panel.id,
      'aria-label': `${label}: ${title}`,
      on: {
        click: () => {
          if (panel.childNodes.length === 0) panel.append(make());
          panel.hidden = !panel.hidden;
          button.setAttribute('aria-expanded', String(!panel.hidden));
        },
      },
    },
    label,
  );
  return { button, panel };
}

/** The call as a curl command. The token stays a variable, so that it is never visible on the screen. */
function describeCall(call: string, say: (text: string) => void): HTMLElement {
  const command = `curl -H "Authorization: Bearer $TOKEN" '${location.origin}${call}'`;
  return h(
    'div',
    { class: 'call' },
    h('code', { tabindex: 0 }, command),
    h(
      'button',
      { type: 'button', on: { click: () => void copy(command, 'Command copied', say) } },
      'Copy command',
    ),
  );
}

async function save(call: string, say: (text: string) => void): Promise<void> {
  try {
    const { name, content } = await downloadCsv(call);
    const url = URL.createObjectURL(content);
    h('a', { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    say(`Saved ${name}`);
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    say(`Not saved: ${error.title}. ${error.message}`);
  }
}

async function copy(text: string, done: string, say: (text: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    say('The browser did not allow copying; select the text and copy it by hand.');
  }
}
