export type * from './api.js';
export { Company, Genre, Marquee, type MarqueeOptions } from './marquee.js';
export { MarqueeError, type ParameterError } from './marquee-error.js';
