// A site in a folder of its own and `handbook serve` beside it.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { createInterface } from 'node:readline';

/** The program under test. */
export const handbook = process.env.HANDBOOK;
if (!handbook) throw new Error('HANDBOOK is not set: run `tests/run pages`');

/** The servers that still run. A test that fails leaves its own behind. */
const running = new Set();
after(() => running.forEach((child) => child.kill('SIGKILL')));

/** A folder with these files, by their paths. */
export function site(files) {
  const root = mkdtempSync(join(tmpdir(), 'handbook-serve-'));
  const here = {
    root,
    /** Saves a file at one stroke, as most editors do. */
    write(path, text) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}~`, text);
      renameSync(`${file}~`, file);
    },
    remove: (path) => rmSync(join(root, path), { recursive: true }),
  };
  for (const [path, text] of Object.entries(files)) here.write(path, text);
  return here;
}

/** Starts the server, at any port or the one given, and waits until it answers. */
export async function serve(root, { port = '0', flags = [] } = {}) {
  const child = spawn(handbook, ['--root', root, 'serve', '--port', port, ...flags], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.add(child);
  const ended = new Promise((resolve) => child.once('exit', resolve)).finally(() => running.delete(child));
  const said = [];
  const lines = createInterface({ input: child.stderr });
  const url = await new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line);
      const [, found] = /^serving (\S+)/.exec(line) ?? [];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(said.join('\n'))));
  });
  return {
    url,
    port: new URL(url).port,
    said,
    stop() {
      child.kill('SIGINT');
      return ended;
    },
  };
}
