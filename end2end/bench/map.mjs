// Measures the Landkaart in a browser, for `make bench`: `node end2end/bench/map.mjs ADDRESS NAME` prints a line per figure.
//
// A first view with an empty cache, in bytes as they came over the line; how far anything moved while it loaded; and how many
// frames a second the screen shows while one drags and zooms. Chromium draws without a GPU, as on the cheapest machine.
import { chromium } from '@playwright/test';

const [address, name] = process.argv.slice(2);
if (!address || !name) {
  console.error('Usage: node end2end/bench/map.mjs ADDRESS NAME');
  process.exit(2);
}

const figure = (what, value, unit) => console.log(`${what}.${name} ${value} ${unit}`);

/** How long each movement is watched, in milliseconds. */
const WATCHED = 3_000;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--no-first-run',
  ],
});
try {
  for (const [device, viewport] of [['desktop', { width: 1280, height: 900 }], ['phone', { width: 360, height: 740 }]]) {
    await firstView(device, viewport);
  }
  const page = await opened({ width: 1280, height: 900 });
  figure('map.nodes', await page.locator('#kaart a[href]').count(), 'links');
  figure('map.drag', await frames(page, drag), 'frames_per_second');
  figure('map.zoom', await frames(page, zoom), 'frames_per_second');
} finally {
  await browser.close();
}

/** A page with the Landkaart, its map awake. */
async function opened(viewport, before = async () => {}) {
  const page = await browser.newPage({ viewport, locale: 'nl-NL' });
  await before(page);
  await page.goto(`${address}/landkaart`);
  await page.locator('#kaart[data-ready]').waitFor();
  await page.waitForLoadState('networkidle');
  return page;
}

async function firstView(device, viewport) {
  const kinds = new Map();
  const weights = new Map();
  const page = await opened(viewport, async (page) => {
    await page.addInitScript(() => {
      window.moved = 0;
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.moved += shift.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const line = await page.context().newCDPSession(page);
    await line.send('Network.enable');
    line.on('Network.responseReceived', ({ requestId, response }) => kinds.set(requestId, kindOf(response)));
    line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const kind = kinds.get(requestId);
      if (kind) weights.set(kind, (weights.get(kind) ?? 0) + encodedDataLength);
    });
  });
  for (const [kind, bytes] of [...weights].sort()) figure(`first_view.${device}.${kind}`, bytes, 'bytes');
  const all = [...weights.values()].reduce((sum, bytes) => sum + bytes, 0);
  figure(`first_view.${device}.without_wasm`, all - (weights.get('wasm') ?? 0), 'bytes');
  figure(`first_view.${device}.all`, all, 'bytes');
  figure(`first_view.${device}.layout_shift`, (await page.evaluate(() => window.moved)).toFixed(4), 'score');
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
  figure(`first_view.${device}.first_paint`, paint.toFixed(0), 'milliseconds');
  await page.close();
}

function kindOf({ mimeType, url }) {
  if (mimeType === 'text/html') return 'page';
  if (mimeType === 'text/css') return 'style';
  if (mimeType.includes('javascript')) return 'script';
  if (mimeType === 'application/wasm') return 'wasm';
  if (url.includes('/fonts/')) return 'font';
  return 'other';
}

/** Frames a second while something is done: the time of every frame that the browser drew. */
async function frames(page, act) {
  await page.evaluate(() => {
    const drawn = [];
    window.drawn = drawn;
    const note = (time) => {
      drawn.push(time);
      if (window.drawn === drawn) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await act(page);
  const drawn = await page.evaluate(() => window.drawn);
  return (((drawn.length - 1) * 1000) / (drawn.at(-1) - drawn[0])).toFixed(1);
}

async function middle(page) {
  const stage = page.locator('#kaart .map__stage');
  await stage.scrollIntoViewIfNeeded();
  const box = await stage.boundingBox();
  return { x: box.x + box.width / 2, y: Math.min(box.y + box.height / 2, 600) };
}

async function drag(page) {
  await page.getByRole('button', { name: 'Inzoomen' }).click();
  await page.waitForLoadState('networkidle');
  const { x, y } = await middle(page);
  const end = Date.now() + WATCHED;
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; Date.now() < end; step += 1) {
    await page.mouse.move(x + 120 * Math.sin(step / 20), y + 80 * Math.cos(step / 20));
  }
  await page.mouse.up();
}

async function zoom(page) {
  const { x, y } = await middle(page);
  await page.mouse.move(x, y);
  await page.keyboard.down('Control');
  const end = Date.now() + WATCHED;
  for (let step = 0; Date.now() < end; step += 1) {
    await page.mouse.wheel(0, step % 120 < 60 ? -12 : 12);
  }
  await page.keyboard.up('Control');
}
