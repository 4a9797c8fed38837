import { changeQuery } from '../route.js';

/** Shown when no movie matches the filters. */
export const Nothing = () => (
  <div class="state">
    <h2>No movie matches</h2>
    <p>No movie was released in the chosen years.</p>
    <button type="button" class="primary" onClick={() => changeQuery({ from: undefined, to: undefined })}>
      Show all years
    </button>
  </div>
);
