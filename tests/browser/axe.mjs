// Barriers that axe-core finds.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 to level AA, and what axe holds for good practice. */
const options = {
  resultTypes: ['violations'],
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  // Left out by default, since few sites had it when it was made: success criterion 2.5.8.
  rules: { 'target-size': { enabled: true } },
};

/** Each rule that the page breaks as it is now, with the elements. */
export async function barriers(page) {
  if (!(await page.evaluate(() => 'axe' in window))) {
    // Through the debugger, which the policy of the page does not bind.
    const session = await page.context().newCDPSession(page);
    const { exceptionDetails } = await session.send('Runtime.evaluate', { expression: axe, silent: true });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    await session.detach();
  }
  return page.evaluate(async (how) => {
    const { violations } = await window.axe.run(document, how);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }, options);
}
