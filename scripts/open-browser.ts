import chromium from '@sparticuz/chromium';
import { type Browser, chromium as driver } from 'playwright-core';

/** Opens a headless Chromium from an npm package, which unpacks it and its libraries into the temporary folder. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath();
  return await driver.launch({
    executablePath,
    // Its sandbox does not work as root in containers; it only opens pages of this machine.
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
  });
}
