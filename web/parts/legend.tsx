import { seriesColour } from '../charts/lines.js';

/** The names of series in the order of their colours. */
export const Legend = ({ names }: { names: readonly string[] }) => (
  <ul class="legend">
    {names.map((name, at) => (
      <li key={name}>
        <i aria-hidden="true" style={{ background: seriesColour(at) }} />
        {name}
      </li>
    ))}
  </ul>
);
