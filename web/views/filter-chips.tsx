import { askSchema } from '../ask-schema.js';
import { changeQuery } from '../route.js';
import { useAnswer } from '../use-answer.js';
import { nameFilters } from './filter-names.js';

/** Every filter of the route that applies, each with a button that removes it. */
export function FilterChips({
  query,
  without = [],
}: {
  query: URLSearchParams;
  without?: readonly string[];
}) {
  const edition = query.get('edition') ?? undefined;
  const { answer: filters } = useAnswer(query.toString(), async () =>
    nameFilters(query, (await askSchema()).data, edition),
  );
  const shown = (filters ?? []).filter(({ parameter }) => !without.includes(parameter));
  if (shown.length === 0) return null;
  return (
    <ul class="filter-chips" aria-label="Filters that apply">
      {shown.map(({ parameter, text }) => (
        <li key={parameter}>
          <button
            type="button"
            class="chip"
            aria-label={`Remove the filter ${text}`}
            onClick={() => changeQuery({ [parameter]: undefined, offset: undefined })}
          >
            {text} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      {shown.length > 1 && (
        <li>
          <button
            type="button"
            class="chip"
            onClick={() =>
              changeQuery(
                Object.fromEntries([
                  ...shown.map(({ parameter }) => [parameter, undefined]),
                  ['offset', undefined],
                ]),
              )
            }
          >
            Remove all
          </button>
        </li>
      )}
    </ul>
  );
}
