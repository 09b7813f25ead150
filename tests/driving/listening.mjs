// What a page would complain about. WebDriver has no word for the console, so that the first script of
// each built page listens: it is put before what the theme has there, and into the list that the service
// worker trusts.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In the page, before all else: notes what goes wrong, from page to page. */
function listen() {
  const note = (line) => {
    sessionStorage.trouble = JSON.stringify([...JSON.parse(sessionStorage.trouble ?? '[]'), `${line}, on ${location.pathname}`]);
  };
  for (const level of ['error', 'warn']) console[level] = (...words) => note(`console: ${words.join(' ')}`);
  // A page that is left gives up what it still waits for.
  let left = false;
  addEventListener('beforeunload', () => (left = true));
  addEventListener('error', ({ target, message }) => {
    if (target === window) note(`uncaught: ${message}`);
    else if (!left) note(`failed: ${target.src ?? target.href}`);
  }, true);
  addEventListener('unhandledrejection', ({ reason }) => note(`unhandled: ${reason}`));
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => note(`policy: ${effectiveDirective} refused ${blockedURI} ${sample}`));
}

/** Makes the pages of a built site listen. */
export function listenTo(folder) {
  const first = readdirSync(folder).filter((name) => /^(boot|asked)\.\w+\.js$/.test(name));
  if (first.length === 0) throw new Error(`${folder} has no first script`);
  for (const name of first) {
    const file = join(folder, name);
    writeFileSync(file, `(${listen})();\n${readFileSync(file, 'utf8')}`);
  }
  const list = join(folder, 'offline.json');
  if (!existsSync(list)) return;
  const edition = JSON.parse(readFileSync(list, 'utf8'));
  for (const entry of edition.files.filter(([path]) => first.includes(path))) {
    const script = readFileSync(join(folder, entry[0]));
    entry[1] = createHash('sha256').update(script).digest('hex').slice(0, entry[1].length);
    entry[2] = script.length;
  }
  writeFileSync(list, JSON.stringify(edition));
}

/** What was noted since the last time. */
export const trouble = (tab) =>
  tab.run(() => {
    const noted = JSON.parse(sessionStorage.trouble ?? '[]');
    delete sessionStorage.trouble;
    return noted;
  });
