import { useId, useRef, useState } from 'preact/hooks';
import type { AskError } from '../api-client.js';
import { keepToken } from '../session.js';

/** The sign-in form, with the reason why it is shown. */
export function SignIn({ reason, done }: { reason: string; done: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [isBad, setBad] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (keepToken(input.current?.value ?? '')) {
      done();
      return;
    }
    setBad(true);
    input.current?.focus();
  };
  return (
    <section class="state sign-in" aria-labelledby="sign-in-title">
      <p class="kicker">Marquee</p>
      <h1 id="sign-in-title">Sign in</h1>
      <p>{reason}</p>
      <form onSubmit={submit}>
        <label for="token">Token</label>
        <input
          id="token"
          name="token"
          type="password"
          autocomplete="off"
          required
          ref={(element) => {
            if (input.current === null) element?.focus();
            input.current = element;
          }}
          aria-describedby="token-help"
          {...(isBad && { 'aria-invalid': 'true' })}
        />
        <p id="token-help" class="hint">
          Paste it here. <code>npm start</code> prints one with the address of this page; elsewhere an
          administrator creates one with <code>marquee token</code>. It stays in this tab and is forgotten
          when you close it.
        </p>
        <p class="problem" role="alert">
          {isBad && 'This is no token. A token has three parts separated by dots and begins with “ey”.'}
        </p>
        <button type="submit" class="primary">
          Sign in
        </button>
      </form>
    </section>
  );
}

/** Says why a view cannot be shown and what to do. */
export const ErrorPanel = ({ error, again }: { error: AskError; again: () => void }) => (
  <section class="state" role="alert" data-state={error.kind}>
    <h1>{error.kind === 'not-found' ? 'Not in this edition' : error.title}</h1>
    <p>{error.message}</p>
    {error.kind === 'gone' && (
      <p>
        <a href="#/editions">Choose another edition</a>
      </p>
    )}
    <button type="button" class="primary" onClick={error.kind === 'rejected' ? () => history.back() : again}>
      {error.kind === 'rejected' ? 'Go back' : 'Try again'}
    </button>{' '}
    <a href="#/">Show the industry</a>
  </section>
);

/** Says above the figures shown before that what was chosen last cannot be shown. */
export const ProblemNote = ({ problem }: { problem: AskError }) => (
  <div class="notice problem-note" role="alert" data-state="rejected">
    <span>These figures are those before your last choice, which cannot be shown: {problem.message}</span>
    <button type="button" onClick={() => history.back()}>
      Undo it
    </button>
  </div>
);

/** Says that the page itself failed. */
export const BrokenPanel = ({ error, again }: { error: unknown; again: () => void }) => (
  <section class="state" role="alert" data-state="broken">
    <h1>This page failed</h1>
    <p>Reload it; if that does not help, report this to the administrator: {String(error)}</p>
    <button type="button" class="primary" onClick={again}>
      Try again
    </button>
  </section>
);

export function Loading() {
  const id = useId();
  return (
    <div class="loading" role="status" aria-labelledby={id}>
      <span class="unseen" id={id}>
        Loading
      </span>
      <div class="bone title" />
      <div class="bone" />
      <div class="bone plot-bone" />
    </div>
  );
}
