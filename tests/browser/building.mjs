// A small site in a folder of its own, built by the program and served as a host would, and built
// anew after its files changed.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from './server.mjs';
import { handbook, site } from './serving.mjs';

/** Removed at the very end, since a browser may still be asking for a file when its test is over. */
const folders = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** The name of the site, and its base path. */
const name = 'small';

/** Builds the files and serves the result at `address`. */
export async function build(files) {
  const source = site(files);
  const output = mkdtempSync(join(tmpdir(), 'handbook-built-'));
  const again = () =>
    execFileSync(handbook, ['--root', source.root, '--output-dir', join(output, name), '--base-url', `https://handbook.example/${name}/`, 'build'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  folders.push(source.root, output);
  again();
  const server = await serve(output);
  return {
    address: `${server.origin}/${name}/`,
    /** Writes files, removes those that are `null`, and builds. */
    edit(edits) {
      for (const [path, text] of Object.entries(edits)) {
        if (text === null) source.remove(path);
        else source.write(path, text);
      }
      again();
    },
    close: () => server.close(),
  };
}
