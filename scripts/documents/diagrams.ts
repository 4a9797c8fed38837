import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instance } from '@viz-js/viz';
import { projectRoot } from '../../src/config/project-root.js';
import { dataModelGraph } from './data-model-graph.js';
import { relationalGraph } from './relational-graph.js';

const folder = join('docs', 'diagrams');

/** Returns the diagrams as SVG, by path: those of docs/diagrams/*.dot, and those that are drawn from the code. */
export async function drawDiagrams(): Promise<Readonly<Record<string, string>>> {
  const viz = await instance();
  const graphs = { ...readGraphs(), 'data-model': dataModelGraph(), relational: relationalGraph() };
  return Object.fromEntries(
    Object.entries(graphs).map(([name, graph]) => [
      `docs/diagrams/${name}.svg`,
      toStandaloneSvg(viz.renderString(graph, { format: 'svg', ...attributes }), titleOf(graph)),
    ]),
  );
}

const readGraphs = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(projectRoot, folder))
      .filter((file) => file.endsWith('.dot'))
      .map((file) => [file.replace(/\.dot$/, ''), readFileSync(join(projectRoot, folder, file), 'utf8')]),
  );

/** Helvetica is one of the fonts whose widths Graphviz knows. The picture shows texts a little smaller than they are laid out, because other machines have wider fonts. */
const text = { fontname: 'Helvetica', fontsize: 15 };
const attributes = {
  graphAttributes: { ...text, bgcolor: 'white', pad: 0.2, nodesep: 0.3, ranksep: 0.45, style: 'rounded' },
  nodeAttributes: { ...text, shape: 'box', style: 'rounded,filled', margin: '0.18,0.09' },
  edgeAttributes: { ...text, fontsize: 13, arrowsize: 0.7 },
};

/**
 * The colours stand in the picture, with a background of its own: so it is legible in light and dark, also where the
 * page around it does not follow the reader's setting.
 */
const style = `
  svg { --page: #ffffff; --ink: #1f2328; --line: #57606a; --node: #f6f8fa; --store: #fff8e6; --accent: #ddf0ff; --warn: #ffebe9; }
  @media (prefers-color-scheme: dark) {
    svg { --page: #0d1117; --ink: #e6edf3; --line: #9198a1; --node: #1c2230; --store: #322a12; --accent: #10335c; --warn: #4a1d1f; }
  }
  text { fill: var(--ink); font-family: Helvetica, Arial, 'Liberation Sans', sans-serif; font-size: 13px; }
  text[font-size='13.00'], text[font-size='12.00'] { font-size: 11px; }
  .graph > polygon { fill: var(--page); stroke: none; }
  .cluster > path { fill: none; stroke: var(--line); stroke-dasharray: 4 3; }
  .node > path, .node > polygon { fill: var(--node); stroke: var(--line); }
  .node > polyline { stroke: var(--line); fill: none; }
  .store > path { fill: var(--store); }
  .accent > path, .accent > polygon { fill: var(--accent); }
  .warn > path { fill: var(--warn); }
  .edge > path { stroke: var(--line); }
  .edge > polygon, .edge > ellipse, .edge > polyline { stroke: var(--line); fill: var(--line); }
`;

/** What a graph says in the comment of its first line. */
const titleOf = (graph: string): string => /^\/\/ (.*)\n/.exec(graph)?.[1] ?? '';

/** Without the prologue, and without the titles of nodes and edges, which browsers would show as tips. */
const toStandaloneSvg = (svg: string, title: string): string =>
  `${svg
    .slice(svg.indexOf('<svg'))
    .replaceAll(/<!--.*?-->\n?/gs, '')
    .replaceAll(/<title>.*?<\/title>\n?/gs, '')
    .replace(/(<svg [^>]*>)/, `$1\n<title>${title}</title>\n<style>${style}</style>`)
    .trimEnd()}\n`;
