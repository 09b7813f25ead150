// Every file of tests in one process, with one browser and one server: those that go through all pages
// beside those about a subject each, which take turns, since some share the clipboard.

import { readdirSync } from 'node:fs';
import { describe } from 'node:test';
// Here, so that they last until the end.
import './browser.mjs';

const all = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.mjs')).sort();
const wide = ['kinds.test.mjs', 'pages.test.mjs'];
const lanes = { 'all pages': wide, subjects: all.filter((name) => !wide.includes(name)) };

describe('in a browser', { concurrency: 2 }, () => {
  for (const [lane, names] of Object.entries(lanes)) {
    describe(lane, { concurrency: 1 }, () => {
      for (const name of names) describe(name, { concurrency: 1 }, () => import(`./${name}`));
    });
  }
});
