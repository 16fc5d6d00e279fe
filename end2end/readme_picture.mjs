// Makes the picture in README.md from the site that is running: `make picture`, or
//
//   DIA_BINARY=target/debug/dia tools/with-server node end2end/readme_picture.mjs
//
// A picture of the real page, 1280 pixels wide, in light colours, with the example content. WebP, because the hatch of the map
// makes a PNG of it three times as heavy.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from '@playwright/test';

const base = process.env.DIA_BASE_URL;
if (!base) {
  console.error('DIA_BASE_URL is not set. Use: DIA_BINARY=… tools/with-server node end2end/readme_picture.mjs');
  process.exit(2);
}
const path = fileURLToPath(new URL('../docs/images/landkaart.webp', import.meta.url));
mkdirSync(dirname(path), { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'nl-NL' });
  await page.goto(`${base}/landkaart`);
  await page.locator('#kaart[data-ready]').waitFor();
  await page.evaluate(() => document.fonts.ready);
  const browserItself = await page.context().newCDPSession(page);
  const { data } = await browserItself.send('Page.captureScreenshot', { format: 'webp', quality: 88 });
  const picture = Buffer.from(data, 'base64');
  writeFileSync(path, picture);
  console.log(`${path}: ${picture.length} bytes`);
} finally {
  await browser.close();
}
