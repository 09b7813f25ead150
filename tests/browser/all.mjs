// Every file of tests in one process, so that they share one browser and one server.

import { readdirSync } from 'node:fs';

for (const name of readdirSync(import.meta.dirname).sort()) {
  if (name.endsWith('.test.mjs')) await import(`./${name}`);
}
