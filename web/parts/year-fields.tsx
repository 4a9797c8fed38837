import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { changeQuery, parseRoute } from '../route.js';

/** The years in which a movie can have been released. */
const [firstYear, lastYear] = [1874, 2100];

/** First and last year; a range given backwards is turned round, and a year that cannot be is named at the field. */
export function YearFields({ from, to }: { from: string; to: string }) {
  const [problem, setProblem] = useState('');
  const id = useId();
  const change = (name: 'from' | 'to', text: string): void => {
    if (text !== '' && !(Number(text) >= firstYear && Number(text) <= lastYear)) {
      setProblem(`Years go from ${firstYear} to ${lastYear}.`);
      return;
    }
    // The address, and not the view, which may still show the answer before.
    const { query } = parseRoute(location.hash);
    const next = { from: query.get('from') ?? '', to: query.get('to') ?? '', [name]: text };
    const isBackwards = next.from !== '' && next.to !== '' && Number(next.from) > Number(next.to);
    setProblem(isBackwards ? `Turned round: ${next.to} to ${next.from}.` : '');
    changeQuery(isBackwards ? { from: next.to, to: next.from } : next);
  };
  const fields = [
    ['from', 'From', 'first', from],
    ['to', 'to', 'last', to],
  ] as const;
  return (
    <>
      {fields.map(([name, label, placeholder, value]) => (
        <span key={name} class="field">
          <label for={`${id}-${name}`}>{label}</label>
          <YearField
            id={`${id}-${name}`}
            name={name}
            placeholder={placeholder}
            value={value}
            describedBy={`${id}-problem`}
            change={(text) => change(name, text)}
          />
        </span>
      ))}
      <span id={`${id}-problem`} class="problem" role="alert">
        {problem}
      </span>
    </>
  );
}

function YearField({
  id,
  name,
  placeholder,
  value,
  describedBy,
  change,
}: {
  id: string;
  name: string;
  placeholder: string;
  value: string;
  describedBy: string;
  change: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  /** What is being typed stays when an answer to an earlier choice arrives. */
  const isTyping = useRef(false);
  useEffect(() => {
    if (!isTyping.current) setText(value);
  }, [value]);
  const finish = (): void => {
    isTyping.current = false;
    change(text);
  };
  return (
    <input
      id={id}
      name={name}
      type="number"
      inputmode="numeric"
      min={firstYear}
      max={lastYear}
      placeholder={placeholder}
      value={text}
      aria-describedby={describedBy}
      onInput={(event) => {
        isTyping.current = true;
        setText(event.currentTarget.value);
      }}
      onBlur={() => text !== value && finish()}
      onKeyDown={({ key }) => key === 'Enter' && finish()}
    />
  );
}

/** A decade as a choice of both years. */
export function Decades() {
  const decades = Array.from({ length: 13 }, (_, at) => 1900 + 10 * at).reverse();
  const id = useId();
  return (
    <span class="field">
      <label for={id}>or the</label>
      <select
        id={id}
        value=""
        onChange={({ currentTarget }) => {
          const first = Number(currentTarget.value);
          currentTarget.value = '';
          changeQuery(first === 0 ? { from: '', to: '' } : { from: first, to: first + 9 });
        }}
      >
        <option value="" disabled>
          decade
        </option>
        <option value="0">all years</option>
        {decades.map((decade) => (
          <option key={decade} value={decade}>
            {decade}s
          </option>
        ))}
      </select>
    </span>
  );
}
