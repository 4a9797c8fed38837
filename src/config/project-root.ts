import { fileURLToPath } from 'node:url';

/** The project's own folder (where package.json, mappings/ and embedded/ are); compiled files run from `dist/src/config`. */
export const projectRoot: string = fileURLToPath(new URL('../../../', import.meta.url));

/** Whether Marquee is an installed package, whose folder npm replaces at the next installation, and not a checkout. */
export const isInstalled: boolean = /[\\/]node_modules[\\/]/.test(projectRoot);
