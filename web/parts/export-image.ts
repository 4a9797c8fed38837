import { save } from './save.js';

/** A figure as a picture: its title above, source, edition and note below. */
export type Picture = {
  title: string;
  notes: readonly string[];
  /** Draws the plot where the page shows it as text. */
  draw?: ((width: number) => SVGSVGElement) | undefined;
};

const namespace = 'http://www.w3.org/2000/svg';
const padding = 24;
const sans = 'system-ui, sans-serif';

/** Saves a figure as SVG; returns what to say. */
export function exportSvg(figure: HTMLElement, picture: Picture): string {
  const { text } = compose(figure, picture);
  const name = nameOf(picture, 'svg');
  save(name, new Blob([text], { type: 'image/svg+xml' }));
  return `Saved ${name}`;
}

/** Saves a figure as PNG with two pixels for each of the page; resolves to what to say. */
export async function exportPng(figure: HTMLElement, picture: Picture): Promise<string> {
  const { text, width, height } = compose(figure, picture);
  const image = new Image();
  // The policy of the page allows images of data: addresses, but not of blobs.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 2 * width;
  canvas.height = 2 * height;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const content = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (content === null) throw new Error('The browser made no picture');
  const name = nameOf(picture, 'png');
  save(name, content);
  return `Saved ${name}`;
}

const nameOf = ({ title }: Picture, ending: string): string =>
  `marquee-${title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.${ending}`;

/** Puts the plots of a figure, its title, legend and notes into one SVG, with the colours of the page written out. */
function compose(figure: HTMLElement, { title, notes, draw }: Picture) {
  const plots = draw ? [draw(figure.clientWidth)] : [...figure.querySelectorAll<SVGSVGElement>('.chart svg')];
  const width = Math.max(...plots.map((plot) => plot.width.baseVal.value), 480) + 2 * padding;
  const whole = document.createElementNS(namespace, 'svg');
  let y = padding + 18;
  whole.append(textAt(title, y, 20, 'var(--ink)', 'bold'));
  const subtitle = figure.querySelector('.subtitle')?.firstChild?.textContent ?? '';
  if (subtitle !== '') {
    y += 20;
    whole.append(textAt(subtitle, y, 13, 'var(--muted)'));
  }
  for (const { text, colour } of legendOf(figure)) {
    y += 18;
    whole.append(textAt(text, y, 12, colour));
  }
  y += 14;
  for (const plot of plots) {
    const part = plot.cloneNode(true) as SVGSVGElement;
    for (const tip of part.querySelectorAll('[aria-label="tip"]')) tip.remove();
    part.setAttribute('x', String(padding));
    part.setAttribute('y', String(y));
    part.setAttribute('font-family', sans);
    part.setAttribute('font-size', '11.5');
    part.setAttribute('color', 'var(--muted)');
    whole.append(part);
    y += plot.height.baseVal.value;
  }
  for (const note of notes) {
    y += 18;
    whole.append(textAt(note, y, 11, 'var(--muted)'));
  }
  const height = y + padding;
  whole.setAttribute('xmlns', namespace);
  whole.setAttribute('width', String(width));
  whole.setAttribute('height', String(height));
  whole.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const ground = document.createElementNS(namespace, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', 'var(--raised)');
  whole.prepend(ground);
  return { text: withColours(new XMLSerializer().serializeToString(whole)), width, height };
}

function textAt(content: string, y: number, size: number, colour: string, weight = 'normal'): SVGTextElement {
  const text = document.createElementNS(namespace, 'text');
  for (const [name, value] of Object.entries({ x: padding, y, fill: colour }))
    text.setAttribute(name, String(value));
  text.setAttribute('font-family', sans);
  text.setAttribute('font-size', String(size));
  text.setAttribute('font-weight', weight);
  text.textContent = content;
  return text;
}

/** The names of the legend, each in the colour of its swatch. */
const legendOf = (figure: HTMLElement): { text: string; colour: string }[] =>
  [...figure.querySelectorAll<HTMLElement>('.legend li, .chip[aria-pressed="true"]')].map((item) => ({
    text: `● ${item.textContent ?? ''}`,
    colour: item.querySelector('i')?.style.background || 'var(--muted)',
  }));

/** Writes out variables and mixtures of colours, which other programs do not know. */
function withColours(svg: string): string {
  const style = getComputedStyle(document.documentElement);
  const known = new Map<string, string>();
  return svg
    .replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim())
    .replaceAll(/color-mix\([^"]*?\)(?=")/g, (mixture) => {
      const found = known.get(mixture) ?? painted(mixture);
      known.set(mixture, found);
      return found;
    });
}

/** Returns a colour as the browser paints it, such as `rgb(1, 2, 3)`. */
function painted(colour: string): string {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return colour;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}
