import { fileURLToPath } from 'node:url';

/** The project's own folder (where package.json, mappings/ and embedded/ are); compiled files run from `dist/src/config`. */
export const projectRoot: string = fileURLToPath(new URL('../../../', import.meta.url));
