import { useState } from 'preact/hooks';
import { areFramesAllowed } from '../allowed.js';
import { AskError, download, type FileFormat, pinned, shownEdition } from '../api-client.js';
import { hashOf, parseRoute } from '../route.js';
import type { Choose } from './choice.js';
import { DataTable, toCsv, toTsv } from './data-table.js';
import { exportPng, exportSvg } from './export-image.js';
import type { FigureProps } from './figure-props.js';
import { save } from './save.js';

type FigureToolsProps<Row> = FigureProps<Row> & { choose: Choose<Row> };

/** The tools below a plot: table, CSV, pictures, links, API call. */
export function FigureTools<Row>(props: FigureToolsProps<Row>) {
  const { name, title, calls, rows, columns, empty, choose, choiceOf } = props;
  const [open, setOpen] = useState<'table' | 'call'>();
  const [said, setSaid] = useState('');
  const say = (text: string): void => {
    setSaid(text);
    setTimeout(() => setSaid((now) => (now === text ? '' : now)), 4000);
  };
  const fold = (label: string, panel: 'table' | 'call') => (
    <button
      type="button"
      aria-expanded={open === panel}
      aria-label={`${label}: ${title}`}
      onClick={() => setOpen(open === panel ? undefined : panel)}
    >
      {label}
    </button>
  );
  const tool = (label: string, act: (figure: HTMLElement) => void) => (
    <button
      type="button"
      aria-label={`${label}: ${title}`}
      onClick={({ currentTarget }) => act(currentTarget.closest('section') as HTMLElement)}
    >
      {label}
    </button>
  );
  const picture = { title, notes: notesOf(props), draw: props.drawExport };
  return (
    <>
      <div class="tools">
        {fold('Table', 'table')}
        {tool('CSV', () => void saveRows(props, 'csv', say))}
        {calls.length === 1 && tool('NDJSON', () => void saveRows(props, 'ndjson', say))}
        {tool('Copy table', () => void copy(toTsv(columns, rows), 'Table copied, for a spreadsheet', say))}
        {!empty &&
          tool('PNG', (figure) => void exportPng(figure, picture).then(say, () => say('Not saved.')))}
        {!empty && tool('SVG', (figure) => say(exportSvg(figure, picture)))}
        {tool('Copy link', () => void copy(linkOf(name), 'Link copied, to this figure of this edition', say))}
        {areFramesAllowed &&
          !empty &&
          tool('Embed', (figure) => void copy(frameOf(props, figure), 'Copied, as HTML of a frame', say))}
        {fold('API call', 'call')}
        <span class="said" role="status">
          {said}
        </span>
      </div>
      {open === 'table' && (
        <DataTable
          caption={title}
          columns={columns}
          rows={rows}
          choose={(row) => (choiceOf?.(row) === undefined ? undefined : () => choose(row))}
        />
      )}
      {open === 'call' && calls.map((call) => <Call key={call} call={call} say={say} />)}
    </>
  );
}

/** The call as a curl command. The token stays a variable, so that it is never visible on the screen. */
function Call({ call, say }: { call: string; say: (text: string) => void }) {
  const command = `curl -H "Authorization: Bearer $TOKEN" '${location.origin}${call}'`;
  return (
    <div class="call">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long command is scrolled by keyboard. */}
      <code tabIndex={0}>{command}</code>
      <button type="button" onClick={() => void copy(command, 'Command copied', say)}>
        Copy command
      </button>
    </div>
  );
}

/** Returns the address of a figure: of this view, its filters and this edition. */
function linkOf(figure: string, more: Record<string, string> = {}): string {
  const { path, query } = parseRoute(location.hash);
  const edition = query.get('edition') ?? shownEdition();
  if (edition !== undefined) query.set('edition', edition);
  query.set('figure', figure);
  for (const [key, value] of Object.entries(more)) query.set(key, value);
  return `${location.origin}${location.pathname}${hashOf(path, query)}`;
}

/** Returns the HTML of a frame that shows the figure alone, as high as it is here. */
function frameOf<Row>({ name, title }: FigureProps<Row>, figure: HTMLElement): string {
  const quote = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<iframe src="${quote(linkOf(name, { embed: '1' }))}" title="${quote(title)}" width="100%" height="${figure.offsetHeight + 80}" loading="lazy"></iframe>`;
}

const notesOf = <Row,>({ calls }: FigureProps<Row>): string[] => [
  `Marquee, from The Movies Dataset (TMDB, MovieLens) · edition ${shownEdition() ?? ''}`,
  `Each figure covers the movies for which it is known. ${pinned(calls[0] ?? '')}`,
];

/** Saves the rows of the call as a file; the table as CSV where the figure has several calls. */
async function saveRows<Row>(
  { calls, isPaged, title, columns, rows }: FigureProps<Row>,
  format: FileFormat,
  say: (text: string) => void,
): Promise<void> {
  try {
    const [call] = calls;
    const { name, content } =
      call !== undefined && calls.length === 1
        ? await download(call, format, isPaged)
        : {
            name: `marquee-${title.toLowerCase().replaceAll(/\W+/g, '-')}-${shownEdition() ?? ''}.csv`,
            // Excel reads UTF-8 only behind a byte order mark.
            content: new Blob([`\ufeff${toCsv(columns, rows)}\n`], { type: 'text/csv' }),
          };
    save(name, content);
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
