/** Returns a node of Graphviz that shows an entity with its fields, each with a note at the right. */
export function toBox(
  name: string,
  fields: readonly { name: string; note: string }[],
  { title = name, className }: { title?: string; className?: 'accent' } = {},
): string {
  const rows = fields.map(({ name: field, note }) =>
    note === ''
      ? `<tr><td align="left" colspan="2">${field}</td></tr>`
      : `<tr><td align="left">${field}</td><td align="left"><font point-size="12">${note}</font></td></tr>`,
  );
  const table = `<table border="0" cellborder="0" cellspacing="0" cellpadding="2"><tr><td colspan="2"><b>${title}</b></td></tr><hr/>${rows.join('')}</table>`;
  return `  ${name} [shape=box ${className ? `class=${className} ` : ''}label=<${table}>]`;
}
