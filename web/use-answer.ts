import { useEffect, useState } from 'preact/hooks';
import { AskError } from './api-client.js';

type Asked<Form> = { answer?: Form; error?: AskError };

/** Requests an answer for a part of a view, again whenever `key` changes; undefined asks for nothing. */
export function useAnswer<Form>(key: string | undefined, request: () => Promise<Form>): Asked<Form> {
  const [asked, setAsked] = useState<Asked<Form> & { key?: string }>({});
  useEffect(() => {
    if (key === undefined) return;
    let isCurrent = true;
    request().then(
      (answer) => isCurrent && setAsked({ key, answer }),
      (error) => {
        if (!(error instanceof AskError)) throw error;
        if (isCurrent) setAsked({ key, error });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return asked.key === key ? asked : {};
}
