// Barriers that axe-core finds.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 to level AA, and what axe holds for good practice. */
const options = {
  resultTypes: ['violations'],
  // Style sheets are fetched again for rules that are not asked for.
  preload: false,
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  // Left out by default, since few sites had it when it was made: success criterion 2.5.8.
  rules: { 'target-size': { enabled: true } },
};

/** What depends on colours, and on sizes. */
const colours = ['color-contrast', 'link-in-text-block'];
const sizes = ['target-size'];
const parts = {
  all: options,
  colours: { ...options, runOnly: { type: 'rule', values: colours } },
  look: { ...options, runOnly: { type: 'rule', values: [...colours, ...sizes] } },
};

/**
 * Each rule that the page breaks as it is now, with the elements: of all rules, of those about how it
 * looks (`look`), or about its `colours` alone.
 */
export async function barriers(page, part = 'all') {
  if (!(await page.evaluate(() => 'axe' in window))) {
    // Through the debugger, which the policy of the page does not bind.
    const session = await page.context().newCDPSession(page);
    const { exceptionDetails } = await session.send('Runtime.evaluate', { expression: axe, silent: true });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    await session.detach();
  }
  return page.evaluate(async (how) => {
    // What has been scrolled below the bar that stays in view is no smaller for it.
    window.scrollTo(0, 0);
    const { violations } = await window.axe.run(document, how);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }, parts[part]);
}
