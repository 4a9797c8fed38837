/** One request: what was asked, when it was sent (milliseconds since the load began), how long it took. */
export type Sample<Answer> = { sentAt: number; milliseconds: number; answer: Answer };

/** Asks so many times a second, by the clock and whatever becomes of earlier requests, until stopped. */
export function steadyLoad<Answer>(
  rate: number,
  ask: (number: number) => Promise<Answer>,
): { samples: Sample<Answer>[]; now(): number; stop(): Promise<void> } {
  const began = performance.now();
  const now = () => performance.now() - began;
  const samples: Sample<Answer>[] = [];
  const pending = new Set<Promise<void>>();
  let asked = 0;
  const askOne = async (number: number): Promise<void> => {
    const sentAt = now();
    const answer = await ask(number);
    samples.push({ sentAt, milliseconds: now() - sentAt, answer });
  };
  const timer = setInterval(() => {
    for (; asked < (now() / 1000) * rate; asked++) {
      const one: Promise<void> = askOne(asked).finally(() => pending.delete(one));
      pending.add(one);
    }
  }, 5);
  return {
    samples,
    now,
    async stop() {
      clearInterval(timer);
      await Promise.all(pending);
    },
  };
}

/** The value below which so large a share (0 to 1) of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
