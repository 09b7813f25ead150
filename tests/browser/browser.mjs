// One Chromium and one server for a file of tests, and a page that remembers what went wrong in it.

import { after } from 'node:test';
import { launch } from './chromium.mjs';
import { root } from './sites.mjs';
import { serve } from './server.mjs';

const server = await serve(root);
const browser = await launch();
after(async () => {
  await browser.close();
  await server.close();
});

/** Where the sites are served. */
export const origin = server.origin;

/**
 * Opens an address, of this server or of `options.at`, in a fresh profile and hands the page to `use`. `trouble` lists what a reader's
 * browser would complain about: refused by the policy, written to the console, failed or asked of
 * another origin (such requests are stopped before they leave the machine).
 */
export async function open(path, { at = origin, ...options }, use) {
  const context = await browser.newContext(options);
  try {
    const trouble = [];
    await context.route(
      (url) => url.origin !== at && /^(https?|wss?):$/.test(url.protocol),
      (route) => {
        trouble.push(`request to another origin: ${route.request().url()}`);
        return route.abort();
      },
    );
    if (options.javaScriptEnabled !== false) {
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`policy: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`);
        });
      });
    }
    const page = await context.newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) trouble.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => trouble.push(`uncaught: ${error.message}`));
    page.on('requestfailed', (request) => {
      // A page that is left gives up what it still waits for.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') trouble.push(`failed: ${request.url()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400 && response.request().resourceType() !== 'document') {
        trouble.push(`${response.status()}: ${response.url()}`);
      }
    });
    const response = await page.goto(at + path);
    return await use(page, { trouble, response });
  } finally {
    await context.close();
  }
}
