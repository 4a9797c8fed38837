/** Children of an element; null, undefined and false are skipped. */
export type Child = Node | string | number | null | undefined | false | readonly Child[];

export type Attributes = {
  /** Listeners by event. */
  on?: Record<string, (event: Event) => void>;
} & { [name: string]: unknown };

/** Creates an element with attributes (false and undefined: none; true: an empty one) and children; text is never parsed as HTML. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') continue;
    if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const [event, listener] of Object.entries(attributes.on ?? {}))
    element.addEventListener(event, listener);
  append(element, children);
  return element;
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child !== null && child !== undefined && child !== false)
      element.append(child instanceof Node ? child : String(child));
  }
}

let ids = 0;

/** Returns an id that no other element of the page has. */
export const newId = (word: string): string => {
  ids += 1;
  return `${word}-${ids}`;
};
