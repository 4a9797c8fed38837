/** The error that a promise is rejected with; one that says so if it is not rejected. */
export async function failureOf(run: Promise<unknown>): Promise<Error> {
  return await run.then(
    () => new Error('it did not fail'),
    (error: Error) => error,
  );
}
