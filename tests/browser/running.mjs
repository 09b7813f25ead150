// The one Chromium of a run, shared by every file of tests.

import { after } from 'node:test';
import { launch } from './chromium.mjs';

/** Closed when all tests are over. */
export const browser = await launch();
after(() => browser.close());
