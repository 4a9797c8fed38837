/** The file by which an edition says that it is a sample: its movies are invented. */
export const sampleFile = 'sample.json';
