import chromium from '@sparticuz/chromium';
import { type Browser, chromium as driver } from 'playwright-core';

/**
 * A headless Chromium out of an npm package, which needs nothing else on the machine: the package unpacks it, and the
 * libraries it links to, into the temporary folder.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath();
  return await driver.launch({
    executablePath,
    // It runs in containers, often as root, where its sandbox cannot; it only ever opens pages of this machine.
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
  });
}
