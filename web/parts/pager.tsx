import { count } from '../format.js';
import { changeQuery } from '../route.js';

/** The last row that `offset` can reach. */
const lastReachable = 10_000;

type PagerProps = { offset: number; pageSize: number; total: number };

/** Previous and next page of a list, and which rows this one has. */
export function Pager({ offset, pageSize, total }: PagerProps) {
  if (total <= pageSize && offset === 0) return null;
  const step = (label: string, next: number, isThere: boolean) => (
    <button
      type="button"
      disabled={!isThere}
      onClick={() => {
        changeQuery({ offset: next || undefined });
      }}
    >
      {label}
    </button>
  );
  return (
    <nav class="pager" aria-label="Pages">
      {step('Previous', Math.max(0, offset - pageSize), offset > 0)}
      <span>
        {count(offset + 1)} to {count(Math.min(offset + pageSize, total))} of {count(total)}
      </span>
      {step('Next', offset + pageSize, offset + pageSize < Math.min(total, lastReachable))}
    </nav>
  );
}
