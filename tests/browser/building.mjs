// A site of `tests/sites` that a test may edit and build again at the same address, since what
// readers keep on their device has to outlive editions.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from './server.mjs';

/** The program under test. */
const handbook = process.env.HANDBOOK;
if (!handbook) throw new Error('HANDBOOK is not set: run `tests/run pages`');

/** Copies the site `name`, builds it, and serves it below `origin`/`name`/. */
export async function building(name) {
  const folder = mkdtempSync(join(tmpdir(), 'handbook-editions-'));
  const root = join(folder, 'source');
  const output = join(folder, 'sites');
  cpSync(fileURLToPath(new URL(`../sites/${name}`, import.meta.url)), root, { recursive: true });
  const build = () => {
    execFileSync(handbook, ['--root', root, '--output-dir', join(output, name), '--base-url', `https://handbook.example/${name}/`, 'build'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  };
  build();
  const server = await serve(output);
  return {
    origin: server.origin,
    /** Builds the next edition, after `edit` changed the text of a page. */
    edit(path, change) {
      const file = join(root, 'content', path);
      const before = readFileSync(file, 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`nothing changed in ${path}`);
      writeFileSync(file, after);
      build();
    },
    /** Builds the next edition, in which a page has another place. */
    rename(from, to, change = (text) => text) {
      renameSync(join(root, 'content', from), join(root, 'content', to));
      writeFileSync(join(root, 'content', to), change(readFileSync(join(root, 'content', to), 'utf8')));
      build();
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
