/** The values that two sequences have for one key; one of them may be missing. */
export type Pair<T> = { before: T | undefined; after: T | undefined };

/** Merges two sequences that are sorted by key; memory holds one value of each. */
export async function* mergeByKey<T, K extends number | string>(
  before: AsyncGenerator<T>,
  after: AsyncGenerator<T>,
  keyOf: (value: T) => K,
): AsyncGenerator<Pair<T>> {
  let [old, fresh] = await Promise.all([next(before), next(after)]);
  while (old !== undefined || fresh !== undefined) {
    const isOld = old !== undefined && (fresh === undefined || keyOf(old) <= keyOf(fresh));
    const isFresh = fresh !== undefined && (old === undefined || keyOf(fresh) <= keyOf(old));
    yield { before: isOld ? old : undefined, after: isFresh ? fresh : undefined };
    [old, fresh] = await Promise.all([isOld ? next(before) : old, isFresh ? next(after) : fresh]);
  }
}

async function next<T>(values: AsyncGenerator<T>): Promise<T | undefined> {
  const { value, done } = await values.next();
  return done ? undefined : value;
}
