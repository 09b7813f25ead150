// Firefox by geckodriver, and WebKit by the driver of WebKitGTK, each without a window that anyone sees.

import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Tab } from './webdriver.mjs';

/** A port that was free a moment ago. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a program and ends it with this one. */
function start(program, args, options = {}) {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore'], ...options });
  process.once('exit', () => child.kill());
  return child;
}

/** Starts a driver, and a browser by it once it answers. */
async function drive(program, args, environment, capabilities) {
  const port = await freePort();
  const child = start(program, [...args, `--port=${port}`], { env: { ...process.env, ...environment } });
  const ended = new Promise((_, reject) => child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`))));
  ended.catch(() => {});
  const driver = `http://127.0.0.1:${port}`;
  const answers = () => fetch(`${driver}/status`).then(({ ok }) => ok, () => false);
  while (!(await Promise.race([answers(), ended])));
  const tab = await Tab.open(driver, capabilities);
  return {
    tab,
    async stop() {
      await tab.close();
      child.kill();
    },
  };
}

function firefox(work) {
  const profile = join(work, 'profile');
  mkdirSync(join(profile, 'chrome'), { recursive: true });
  // Else its window would have room for its buttons, which is more than a phone has.
  writeFileSync(join(profile, 'chrome', 'userChrome.css'), ':root, #main-window, #navigator-toolbox { min-width: 0 !important; }\n');
  const prefs = { 'toolkit.legacyUserProfileCustomizations.stylesheets': true };
  const binary = process.env.FIREFOX;
  return drive(process.env.GECKODRIVER, [], {}, { 'moz:firefoxOptions': { binary, args: ['-headless', '-profile', profile], prefs } });
}

/** The browser of WebKitGTK shows its windows on a screen that is only in memory. */
async function webkit(work) {
  const config = join(work, 'config', 'gtk-3.0');
  mkdirSync(config, { recursive: true });
  // Else its buttons would make it wider than a phone.
  writeFileSync(join(config, 'gtk.css'), 'toolbar *, box button, entry { min-width: 0; padding: 0; font-size: 5px; }\n');
  const screen = start('Xvfb', ['-displayfd', '3', '-screen', '0', '600x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const display = await new Promise((resolve, reject) => {
    screen.stdio[3].once('data', (number) => resolve(`:${number.toString().trim()}`));
    screen.once('exit', () => reject(new Error('Xvfb ended')));
  });
  const environment = { DISPLAY: display, GDK_BACKEND: 'x11', XDG_CONFIG_HOME: join(work, 'config'), XDG_DATA_HOME: join(work, 'data'), XDG_CACHE_HOME: join(work, 'cache') };
  const browser = await drive('WebKitWebDriver', ['--host=127.0.0.1'], environment, { 'webkitgtk:browserOptions': { binary: process.env.MINIBROWSER, args: ['--automation'] } });
  return {
    tab: browser.tab,
    async stop() {
      await browser.stop();
      screen.kill();
    },
  };
}

/** How each engine is started, in a folder of its own; by name. */
export const engines = { firefox, webkit };
