import fc from 'fast-check';

// A failure says what was found, not only for which input: Mocha's workers lose the cause of an error.
fc.configureGlobal({ includeErrorInReport: true });
