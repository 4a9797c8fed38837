import { useId, useState } from 'preact/hooks';
import { askSchema } from '../ask-schema.js';
import { useAnswer } from '../use-answer.js';

/** A button that unfolds what a measure or dimension means, in place. */
export function Definition({ name }: { name: string }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { answer } = useAnswer(isOpen ? 'schema' : undefined, askSchema);
  const found = [...(answer?.data.measures ?? []), ...(answer?.data.dimensions ?? [])].find(
    (one) => one.name === name,
  );
  return (
    <>
      <button
        type="button"
        class="definition"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        what it means
      </button>
      <span id={id} class="meaning" hidden={!isOpen}>
        {isOpen && (found?.definition ?? '…')}
      </span>
    </>
  );
}
