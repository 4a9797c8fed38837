/** Ways in which a Python literal cannot be read: cut off, a quote not escaped, and pandas' `nan`. */
const broken = [
  "[{'id': 18, 'name': 'Dra",
  "[{'id': 5120, 'name': 'Sailor's Rest'}]",
  "[{'id': nan, 'name': 'Lantern'}]",
] as const;

/** Returns a cell that no parser of Python literals can read; consecutive cards break it in different ways. */
export function brokenLiteral(card: number): string {
  return broken[card % broken.length] as string;
}
