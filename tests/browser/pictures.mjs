// Takes the pictures of README: `node pictures.mjs FOLDER-WITH-SITES FOLDER-FOR-PICTURES`.

import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

const [sites, folder] = process.argv.slice(2);
const pictures = [
  { name: 'desktop', path: 'transitions/peter-principle/', viewport: { width: 1360, height: 850 }, scale: 1 },
  { name: 'phone', path: 'instruments/delegation-check/', viewport: { width: 390, height: 780 }, scale: 2 },
];
/** The most that a picture weighs, in bytes. */
const limit = 150_000;

const server = await serve(sites);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM });
for (const { name, path, viewport, scale } of pictures) {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ viewport, colorScheme, deviceScaleFactor: scale, reducedMotion: 'reduce' });
    await page.goto(`${server.origin}/handbook/${path}`, { waitUntil: 'networkidle' });
    const session = await page.context().newCDPSession(page);
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
    const file = join(folder, `${name}-${colorScheme}.webp`);
    writeFileSync(file, data, 'base64');
    const { size } = statSync(file);
    console.log(`${size} bytes ${file}`);
    if (size > limit) throw new Error(`more than ${limit} bytes`);
    await page.close();
  }
}
await browser.close();
await server.close();
