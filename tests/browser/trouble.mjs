// What a reader's browser would complain about.

/**
 * Listens to every page of a context that was just made, and lists what goes wrong in it: refused
 * by the policy, written to the console, failed, or asked of an origin other than `at` (such
 * requests are stopped before they leave the machine). `scripts` says whether scripts run.
 */
export async function listen(context, at, scripts = true) {
  const trouble = [];
  await context.route(
    (url) => url.origin !== at && /^(https?|wss?):$/.test(url.protocol),
    (route) => {
      trouble.push(`request to another origin: ${route.request().url()}`);
      return route.abort();
    },
  );
  if (scripts) {
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`);
      });
    });
  }
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) trouble.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => trouble.push(`uncaught: ${error.error().message}`));
  context.on('requestfailed', (request) => {
    // A page that is left gives up what it still waits for.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') trouble.push(`failed: ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== 'document') {
      trouble.push(`${response.status()}: ${response.url()}`);
    }
  });
  return trouble;
}
