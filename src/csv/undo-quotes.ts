/** A quoted cell with text behind its closing quote, or without one: the quotes go, the text stays. */
export function undoQuotes(text: string): string {
  let value = '';
  let isInside = true;
  for (let at = 1; at < text.length; at++) {
    if (text[at] !== '"' || !isInside) value += text[at];
    else if (text[at + 1] === '"') value += text[++at];
    else isInside = false;
  }
  return value;
}
