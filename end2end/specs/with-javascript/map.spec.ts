// The map with a mouse and with fingers.
import { awake, landkaart, openLandkaart, pointOn, viewBox } from '../../fixtures/landkaart';
import { type Page, expect, test } from '../../fixtures/visit';

test('a click on a municipality opens its page', async ({ page }) => {
  const { municipalities } = await openLandkaart(page);
  const link = municipalities.and(page.locator('[data-name="Steenwijkerland"]'));
  const { x, y } = await pointOn(link);
  await page.mouse.click(x, y);
  await expect(page).toHaveURL(/\/landkaart\/gemeente\/steenwijkerland$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Steenwijkerland' })).toBeVisible();
});

test('a municipality under the mouse says its name and count', async ({ page }) => {
  const { municipalities } = await openLandkaart(page);
  const { x, y } = await pointOn(municipalities.and(page.locator('[data-name="Steenwijkerland"]')));
  await page.mouse.move(x, y);
  await expect(page.locator('.map__card')).toContainText('Steenwijkerland');
  await expect(page.locator('.map__card')).toContainText('1 initiatief');
});

test('a click on a bubble goes closer, until it falls apart', async ({ page }) => {
  const { marks, map } = await openLandkaart(page);
  const land = map.locator('.map__land');
  const bubble = marks.and(page.locator('[aria-label$="zoom in"]')).first();
  const label = (await bubble.getAttribute('aria-label')) ?? '';
  const [, , widthBefore] = await viewBox(land);
  const { x, y } = await pointOn(bubble);
  await page.mouse.click(x, y);
  await expect(page).toHaveURL(/kader=/);
  const [, , widthAfter] = await viewBox(land);
  expect(widthAfter).toBeLessThan(widthBefore);
  await expect(marks.and(page.locator(`[aria-label="${label}"]`))).toHaveCount(0);
  await expect(marks.first()).toBeVisible();
  await expect(page.locator('.map__sentence')).toContainText('in dit kaartbeeld');
});

test('the sum of what stands on the map is what the sentence under it says', async ({ page }) => {
  const { marks } = await openLandkaart(page);
  const counts = await marks.evaluateAll((all) => all.map((mark) => Number(mark.querySelector('text')?.textContent?.trim() || 1)));
  const sum = counts.reduce((total, count) => total + count, 0);
  expect(sum).toBe(40);
  await expect(page.locator('.map__sentence')).toContainText(/^40 van (de )?40/);
});

test('buttons look closer, farther away and at the whole country', async ({ page }) => {
  const { map } = await openLandkaart(page);
  const land = map.locator('.map__land');
  const home = await viewBox(land);
  const width = async () => (await viewBox(land))[2];
  await page.getByRole('button', { name: 'Inzoomen' }).click();
  await expect.poll(width).toBeCloseTo(home[2] / 2, 0);
  await page.getByRole('button', { name: 'Inzoomen' }).click();
  await expect.poll(width).toBeCloseTo(home[2] / 4, 0);
  await page.getByRole('button', { name: 'Uitzoomen' }).click();
  await expect.poll(width).toBeCloseTo(home[2] / 2, 0);
  await page.getByRole('button', { name: 'Heel Nederland' }).click();
  await expect.poll(() => viewBox(land)).toEqual(home);
  await expect(page).not.toHaveURL(/kader=/);
});

test('a drag moves the map and follows no link', async ({ page }) => {
  const { map, stage } = await openLandkaart(page, '?kader=120000,430000,190000,500000');
  const land = map.locator('.map__land');
  const before = await viewBox(land);
  const box = await stage.boundingBox();
  if (!box) throw new Error('The map has no size.');
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, 500) / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y - 30, { steps: 4 });
  await page.mouse.move(x - 120, y - 60, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await viewBox(land))[0]).toBeGreaterThan(before[0]);
  await expect.poll(async () => (await viewBox(land))[2]).toBeCloseTo(before[2], 0);
  await expect(page).toHaveURL((address) => address.pathname === '/landkaart' && address.searchParams.has('kader'));
});

test('the wheel scrolls the page, zooms with Ctrl, and says so', async ({ page }) => {
  const { map, stage } = await openLandkaart(page);
  const land = map.locator('.map__land');
  const before = await viewBox(land);
  await stage.hover({ position: { x: 200, y: 250 }, force: true });
  await page.mouse.wheel(0, -200);
  await expect(page.locator('.map__message')).toContainText('Ctrl');
  expect(await viewBox(land)).toEqual(before);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -260);
  await page.keyboard.up('Control');
  await expect.poll(async () => (await viewBox(land))[2]).toBeLessThan(before[2]);
});

test('a double click zooms and opens nothing', async ({ page }) => {
  const { map, municipalities } = await openLandkaart(page);
  const land = map.locator('.map__land');
  const [, , before] = await viewBox(land);
  const { x, y } = await pointOn(municipalities.and(page.locator('[data-name="Steenwijkerland"]')));
  await page.mouse.dblclick(x, y);
  await expect.poll(async () => (await viewBox(land))[2]).toBeCloseTo(before / 2, 0);
  await expect(page).toHaveURL((address) => address.pathname === '/landkaart');
});

test('several initiatives on one spot lead to the place that lists them', async ({ page }) => {
  const { marks } = await openLandkaart(page, '?kader=80000,430000,105000,450000');
  const spot = marks.and(page.locator('[href$="/gemeente/rotterdam"]'));
  await expect(spot).toBeVisible();
  const { x, y } = await pointOn(spot);
  await page.mouse.click(x, y);
  await expect(page.getByRole('heading', { level: 1, name: 'Rotterdam' })).toBeVisible();
  await expect(page.locator('.result__title').filter({ hasText: 'Woonreferendum' })).toBeVisible();
});

test('with less movement asked for, the map jumps and does not glide', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { map } = await openLandkaart(page);
  const land = map.locator('.map__land');
  const [, , before] = await viewBox(land);
  await land.evaluate((drawing) => {
    const moves: string[] = [];
    Object.assign(window, { moves });
    new MutationObserver(() => moves.push((drawing as SVGElement).style.transform)).observe(drawing, { attributeFilter: ['style'] });
  });
  await page.getByRole('button', { name: 'Inzoomen' }).click();
  await expect.poll(async () => (await viewBox(land))[2]).toBeCloseTo(before / 2, 0);
  const moves = await page.evaluate(() => (window as unknown as { moves: string[] }).moves);
  expect(moves.filter(Boolean)).toEqual([]);
});

for (const [width, height] of [[360, 740], [768, 1024], [1280, 900]]) {
  test(`nothing moves when the map wakes in a window of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.addInitScript(() => {
      Object.assign(window, { shifts: [] });
      new PerformanceObserver((list) => {
        type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Element | null }[] };
        for (const entry of list.getEntries() as Shift[]) {
          if (!entry.hadRecentInput) {
            const moved = entry.sources.map(({ node }) => node?.className || node?.nodeName);
            (window as unknown as { shifts: unknown[] }).shifts.push([entry.value, ...moved]);
          }
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await openLandkaart(page);
    // A shift is told with the frame in which it happened.
    await page.evaluate(() => new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(told))));
    expect(await page.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts)).toEqual([]);
  });
}

test('the map and its buttons are in the first view of a window of 1280 by 900', async ({ page }) => {
  await openLandkaart(page);
  await expect(page.locator('.map__land')).toBeInViewport({ ratio: 1 });
  for (const name of ['Inzoomen', 'Uitzoomen', 'Heel Nederland']) {
    await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
  }
});

test('a message covers nothing that can be operated', async ({ page }) => {
  const { stage } = await openLandkaart(page);
  await stage.hover({ position: { x: 200, y: 250 }, force: true });
  await page.mouse.wheel(0, -200);
  const message = page.locator('.map__message');
  await expect(message).toBeInViewport({ ratio: 1 });
  const box = await message.boundingBox();
  const land = await page.locator('.map__land').boundingBox();
  if (!box || !land) throw new Error('The map or its message has no size.');
  expect(box.y).toBeGreaterThanOrEqual(land.y + land.height);
  const view = await page.locator('.map__view').boundingBox();
  expect(box.y).toBeGreaterThanOrEqual((view?.y ?? 0) + (view?.height ?? 0));
});

test('one thing on the map is a stop for Tab', async ({ page }) => {
  const { stage } = await openLandkaart(page);
  const stops = await stage.evaluate((map) => {
    const all = [map, ...map.querySelectorAll('a, [tabindex]')];
    return all.filter((element) => (element as HTMLElement).tabIndex >= 0).length;
  });
  expect(stops).toBe(1);
});

test('however many initiatives there are, no more than 400 things on the map can be operated at a time', async ({ page, site }) => {
  const address = await site({}, 5_000);
  await page.setViewportSize({ width: 1920, height: 1200 });
  await page.goto(`${address}/landkaart?kader=100000,430000,130000,470000`);
  await awake(page);
  const { operable, marks, municipalities, map } = landkaart(page);
  const land = map.locator('.map__land');
  // From here on, every change of the drawings counts.
  await page.evaluate((selector) => {
    const count = () => document.querySelectorAll(selector).length;
    const most = Object.assign(window, { most: count() });
    new MutationObserver(() => (most.most = Math.max(most.most, count()))).observe(document.querySelector('#kaart') as Element, {
      subtree: true,
      childList: true,
      attributes: true,
    });
  }, '#kaart .map__stage :is(a[href], [tabindex]), #kaart .map__controls button');
  expect(await marks.count(), 'many marks in the first view').toBeGreaterThan(55);
  const press = async (name: string) => {
    const [, , before] = await viewBox(land);
    const answer = page.waitForResponse(/beeld\.json/);
    await page.getByRole('button', { name }).click();
    await answer;
    await expect.poll(async () => (await viewBox(land))[2]).not.toBe(before);
  };
  await press('Heel Nederland');
  await expect(municipalities.and(page.locator('[href]'))).toHaveCount(342);
  for (let step = 0; step < 6; step += 1) {
    await press('Inzoomen');
  }
  for (let step = 0; step < 5; step += 1) {
    await press('Uitzoomen');
  }
  expect(await operable.count()).toBeGreaterThan(100);
  expect(await page.evaluate(() => (window as unknown as { most: number }).most)).toBeLessThanOrEqual(400);
  for (const query of ['', '?kader=80000,400000,200000,540000', '?kader=100000,430000,130000,470000']) {
    const html = await (await page.request.get(`${address}/landkaart${query}`)).text();
    const stage = html.slice(html.indexOf('class="map__stage"'), html.indexOf('class="map__controls"'));
    expect(stage.match(/<a [^>]*(?<=\s)href="/g)?.length, query).toBeLessThanOrEqual(397);
  }
});

test('a municipality that comes into view can be opened', async ({ page }) => {
  const { municipalities } = await openLandkaart(page, '?kader=80000,430000,105000,450000');
  const away = municipalities.and(page.locator('[data-name="Steenwijkerland"]'));
  await expect(away).not.toHaveAttribute('href');
  await page.getByRole('button', { name: 'Heel Nederland' }).click();
  await expect(away).toHaveAttribute('href', '/landkaart/gemeente/steenwijkerland');
  const { x, y } = await pointOn(away);
  await page.mouse.click(x, y);
  await expect(page.getByRole('heading', { level: 1, name: 'Steenwijkerland' })).toBeVisible();
});

test('the outline of a municipality is sent once', async ({ page }) => {
  const html = await (await page.request.get('/landkaart')).text();
  const outline = /href="\/landkaart\/gemeente\/steenwijkerland"[^>]*><path d="([^"]+)"/.exec(html)?.[1] ?? '';
  expect(outline.length).toBeGreaterThan(50);
  expect(html.split(outline).length - 1).toBe(1);
  await openLandkaart(page);
  expect(await page.evaluate((path) => document.querySelectorAll(`path[d="${path}"]`).length, outline)).toBe(1);
});

test('marks that stay are left as they are when the map moves', async ({ page }) => {
  // So that the map stops where it is let go.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { marks, stage } = await openLandkaart(page, '?kader=80000,400000,220000,560000');
  const drawn = await marks.evaluateAll((all) => all.map((mark) => Object.assign(mark, { stays: true })).length);
  const box = await stage.boundingBox();
  if (!box) throw new Error('The map has no size.');
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, 500) / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 200, y - 100, { steps: 4 });
  await page.mouse.up();
  const stayed = () => marks.evaluateAll((all) => all.filter((mark) => 'stays' in mark).length);
  await expect.poll(stayed, 'some are out of view').toBeLessThan(drawn);
  expect(await stayed()).toBeGreaterThan(3);
});

test('the map is ready only when its first marks are there, and a press before that is not lost', async ({ page }) => {
  let send = () => {};
  const held = new Promise<void>((resolve) => (send = resolve));
  await page.route('**/landkaart/beeld.json*', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/landkaart?kader=20000,320000,280000,600000');
  const { map, marks } = landkaart(page);
  await expect(map).toHaveClass(/map--live/);
  await expect(map).not.toHaveAttribute('data-ready');
  const land = map.locator('.map__land');
  const [, , before] = await viewBox(land);
  const { x, y } = await pointOn(marks.and(page.locator('[aria-label$="zoom in"]')).first());
  await page.mouse.move(x, y);
  await page.mouse.down();
  const answer = page.waitForResponse(/beeld\.json/);
  send();
  await (await answer).finished();
  await page.mouse.up();
  await expect.poll(async () => (await viewBox(land))[2]).toBeLessThan(before);
  await expect(map).toHaveAttribute('data-ready');
});

test('the second click of a double click on a bubble opens nothing that came under the mouse', async ({ page }) => {
  const { marks, map } = await openLandkaart(page);
  const land = map.locator('.map__land');
  const [, , before] = await viewBox(land);
  const bubbles = marks.and(page.locator('[aria-label$="zoom in"]'));
  const bubble = bubbles.last();
  const { x, y } = await pointOn(bubble);
  await page.mouse.click(x, y);
  // In the middle of the glide, as soon as something else lies there.
  await page.waitForFunction(([x, y]) => !document.elementFromPoint(x, y)?.closest('[data-zoom-to]'), [x, y], { polling: 'raf' });
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await expect(page).toHaveURL((address) => address.pathname === '/landkaart' && address.searchParams.has('kader'));
  expect((await viewBox(land))[2]).toBeLessThan(before);
  // By the time that another step has ended, a link would have been followed.
  const closer = page.url();
  await page.getByRole('button', { name: 'Uitzoomen' }).click();
  await expect(page).toHaveURL((address) => address.pathname === '/landkaart' && address.href !== closer);
});

test('a button that came up outside the map drags nothing when the mouse comes back', async ({ page }) => {
  const { map, stage } = await openLandkaart(page, '?kader=120000,430000,190000,500000');
  const land = map.locator('.map__land');
  const before = await viewBox(land);
  await stage.scrollIntoViewIfNeeded();
  const box = await stage.boundingBox();
  if (!box) throw new Error('The map has no size.');
  const y = box.y + 200;
  await page.mouse.move(box.x + 2, y);
  await page.mouse.down();
  await page.mouse.move(box.x - 20, y);
  await page.mouse.up();
  await page.mouse.move(box.x + 100, y, { steps: 5 });
  await page.mouse.move(box.x + 200, y + 50, { steps: 5 });
  await expect(page.locator('.map__card'), 'the mouse points again').toBeVisible();
  expect(await land.evaluate((drawing) => (drawing as SVGElement).style.transform)).toBe('');
  expect(await viewBox(land)).toEqual(before);
});

test('a drag right after a turn of the wheel moves the map to its end', async ({ page }) => {
  await page.clock.install();
  const { map, stage } = await openLandkaart(page, '?kader=120000,430000,190000,500000');
  const land = map.locator('.map__land');
  const box = await stage.boundingBox();
  if (!box) throw new Error('The map has no size.');
  const [x, y] = [box.x + box.width / 2, box.y + 250];
  const transform = () => land.evaluate((drawing) => (drawing as SVGElement).style.transform);
  await page.mouse.move(x, y);
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await page.mouse.down();
  await page.mouse.move(x - 30, y);
  await page.clock.runFor(400);
  const during = await transform();
  expect(during, 'the drawing is still being moved').not.toBe('');
  await page.mouse.move(x - 90, y);
  await page.clock.runFor(100);
  expect(await transform()).not.toBe(during);
  await page.mouse.up();
});

test('three quick presses go three steps closer', async ({ page }) => {
  const { map } = await openLandkaart(page);
  const land = map.locator('.map__land');
  const [, , before] = await viewBox(land);
  await page.getByRole('button', { name: 'Inzoomen' }).evaluate((button) => {
    for (let press = 0; press < 3; press += 1) {
      (button as HTMLButtonElement).click();
    }
  });
  await expect.poll(async () => (await viewBox(land))[2]).toBeCloseTo(before / 8, 0);
});

test('the buttons say when there is nothing farther or closer', async ({ page }) => {
  await openLandkaart(page);
  const button = (name: string) => page.getByRole('button', { name });
  await expect(button('Uitzoomen')).toHaveAttribute('aria-disabled', 'true');
  await expect(button('Heel Nederland')).toHaveAttribute('aria-disabled', 'true');
  await button('Inzoomen').click();
  await expect(button('Uitzoomen')).toHaveAttribute('aria-disabled', 'false');
  await page.goto('/landkaart?kader=155000,463000,155100,463100');
  await awake(page);
  await expect(button('Inzoomen')).toHaveAttribute('aria-disabled', 'true');
});

test('the wheel zooms without a key when the map has the focus', async ({ page }) => {
  const { map, stage } = await openLandkaart(page);
  const land = map.locator('.map__land');
  const before = await viewBox(land);
  await stage.focus();
  await stage.hover({ position: { x: 200, y: 250 }, force: true });
  await page.mouse.wheel(0, -260);
  await expect.poll(async () => (await viewBox(land))[2]).toBeLessThan(before[2]);
  await expect(page.locator('.map__message')).toBeHidden();
});

test('with less movement asked for, a map that is let go stays where it was let go', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { map, stage } = await openLandkaart(page, '?kader=120000,430000,190000,500000');
  const land = map.locator('.map__land');
  const [left, , width] = await viewBox(land);
  const box = await stage.boundingBox();
  if (!box) throw new Error('The map has no size.');
  const [x, y] = [box.x + box.width / 2, box.y + 250];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 120, y, { steps: 3 });
  await page.mouse.up();
  await expect(page).toHaveURL(/kader=(?!120000,430000)/);
  expect((await viewBox(land))[0]).toBeCloseTo(left + (120 * width) / box.width, 0);
});

test('a result and its place on the map point at each other', async ({ page }) => {
  const { results, municipalities, map } = await openLandkaart(page, '?q=Steenwijkerland');
  const result = results.locator('.result[data-name="Steenwijkerland"]').first();
  const municipality = municipalities.and(page.locator('[data-name="Steenwijkerland"]'));
  const outline = map.locator('.map__outline path').first();
  await result.hover();
  await expect(outline).toHaveAttribute('d', (await municipality.locator('path').getAttribute('d')) ?? '');
  await page.mouse.move(0, 0);
  await expect(outline).toHaveAttribute('d', '');
  await result.getByRole('link').focus();
  await expect(outline).not.toHaveAttribute('d', '');
  const { x, y } = await pointOn(municipality);
  await page.mouse.move(x, y);
  await expect(result).toHaveClass(/is-selected/);
  await page.mouse.move(0, 0);
  await expect(result).not.toHaveClass(/is-selected/);
});

test('the sentence and the switch stand outside what only takes keys', async ({ page }) => {
  const { map, stage, within } = await openLandkaart(page);
  await expect(stage).toHaveRole('application');
  await expect(stage.locator('.map__sentence, .map__message, #binnen, button, [aria-live]')).toHaveCount(0);
  await expect(map.locator('.map__sentence')).toBeVisible();
  await expect(within).toBeVisible();
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('a tap on a bubble goes closer', async ({ page }) => {
    const { marks, map } = await openLandkaart(page);
    const land = map.locator('.map__land');
    const [, , before] = await viewBox(land);
    const bubble = marks.and(page.locator('[aria-label$="zoom in"]')).first();
    await bubble.scrollIntoViewIfNeeded();
    const { x, y } = await pointOn(bubble);
    await page.touchscreen.tap(x, y);
    await expect.poll(async () => (await viewBox(land))[2]).toBeLessThan(before);
  });

  test('two fingers apart go closer', async ({ page }) => {
    const { map, stage } = await openLandkaart(page);
    const land = map.locator('.map__land');
    const [, , before] = await viewBox(land);
    await stage.scrollIntoViewIfNeeded();
    const box = await stage.boundingBox();
    if (!box) throw new Error('The map has no size.');
    const [x, y] = [box.x + box.width / 2, Math.min(box.y + box.height / 2, 700)];
    const touch = await page.context().newCDPSession(page);
    const fingers = (apart: number) => [
      { x: x - apart, y, id: 1 },
      { x: x + apart, y, id: 2 },
    ];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(20) });
    for (const apart of [30, 45, 60, 80]) {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
    }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(async () => (await viewBox(land))[2]).toBeLessThan(before / 2);
  });

  /** Taps twice within what counts as a double tap, however slow the machine is; the page has its clock installed. */
  async function tapTwice(page: Page, x: number, y: number): Promise<void> {
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000);
    await page.touchscreen.tap(x, y);
    await page.touchscreen.tap(x, y);
    await page.clock.resume();
  }

  test('two taps on a municipality zoom and open nothing', async ({ page }) => {
    await page.clock.install();
    const { municipalities, map } = await openLandkaart(page);
    const land = map.locator('.map__land');
    const [, , before] = await viewBox(land);
    const { x, y } = await pointOn(municipalities.and(page.locator('[data-name="Steenwijkerland"]')));
    await tapTwice(page, x, y);
    await expect.poll(async () => (await viewBox(land))[2]).toBeCloseTo(before / 2, 0);
    await expect(page).toHaveURL((address) => address.pathname === '/landkaart' && address.searchParams.has('kader'));
  });

  test('on another site two taps zoom and open nothing beside it', async ({ page, context }) => {
    await page.clock.install();
    await page.goto('/landkaart/insluiten?weergave=kaart');
    await awake(page);
    const { municipalities, map } = landkaart(page);
    const land = map.locator('.map__land');
    const [, , before] = await viewBox(land);
    const { x, y } = await pointOn(municipalities.and(page.locator('[data-name="Steenwijkerland"]')));
    const answer = page.waitForResponse(/beeld\.json/);
    await tapTwice(page, x, y);
    await answer;
    await expect.poll(async () => (await viewBox(land))[2]).toBeCloseTo(before / 2, 0);
    expect(context.pages()).toHaveLength(1);
  });

  test('on another site one tap opens one page beside it', async ({ page, context }) => {
    await page.goto('/landkaart/insluiten?weergave=kaart');
    await awake(page);
    const { x, y } = await pointOn(landkaart(page).municipalities.and(page.locator('[data-name="Steenwijkerland"]')));
    const opened = context.waitForEvent('page');
    await page.touchscreen.tap(x, y);
    await expect(await opened).toHaveURL(/\/landkaart\/gemeente\/steenwijkerland$/);
    expect(context.pages()).toHaveLength(2);
    await expect(page).toHaveURL(/insluiten/);
  });

  test('after two fingers brought the whole country back, one scrolls the page again', async ({ page }) => {
    const { map, stage } = await openLandkaart(page, '?kader=100000,400000,200000,515000');
    const land = map.locator('.map__land');
    await expect(land).toHaveCSS('touch-action', 'none');
    await stage.scrollIntoViewIfNeeded();
    const box = await stage.boundingBox();
    if (!box) throw new Error('The map has no size.');
    const [x, y] = [box.x + box.width / 3, Math.min(box.y + box.height / 3, 700)];
    const touch = await page.context().newCDPSession(page);
    const fingers = (apart: number) => [
      { x: x - apart, y, id: 1 },
      { x: x + apart, y, id: 2 },
    ];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(110) });
    for (const apart of [80, 50, 30, 20]) {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
    }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(land).toHaveCSS('touch-action', 'pan-y');
    await expect(page).not.toHaveURL(/kader=/);
  });

  test('one finger scrolls the page past the whole country', async ({ page }) => {
    const { map } = landkaart(page);
    await openLandkaart(page);
    await expect(map.locator('.map__land')).toHaveCSS('touch-action', 'pan-y');
    await page.getByRole('button', { name: 'Inzoomen' }).click();
    await expect(map.locator('.map__land')).toHaveCSS('touch-action', 'none');
  });
});

test('whoever looks closer gets the borders with more points, once', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/landkaart/grenzen/')) asked.push(request.url());
  });
  const { municipalities, map } = await openLandkaart(page);
  const path = municipalities.and(page.locator('[data-name="Amersfoort"]')).locator('path');
  const few = ((await path.getAttribute('d')) ?? '').length;
  const box = await path.boundingBox();
  expect(asked, 'the whole country does not need them').toEqual([]);
  const zoom = page.getByRole('button', { name: 'Inzoomen' });
  const land = map.locator('.map__land');
  const [, , home] = await viewBox(land);
  await zoom.click();
  await expect.poll(async () => (await viewBox(land))[2]).toBeLessThan(home * 0.7);
  await zoom.click();
  await expect.poll(async () => ((await path.getAttribute('d')) ?? '').length).toBeGreaterThan(few * 2);
  const middelburg = municipalities.and(page.locator('[data-name="Middelburg"]')).locator('path');
  await expect(middelburg, 'nothing known is hatched as from far').not.toHaveAttribute('transform');
  await zoom.click();
  await expect.poll(async () => (await viewBox(land))[2]).toBeLessThan(home / 4);
  expect(asked).toHaveLength(1);
  expect((await page.request.get(asked[0])).headers()['cache-control']).toContain('immutable');
  await page.getByRole('button', { name: 'Heel Nederland' }).click();
  await expect.poll(async () => (await viewBox(land))[2]).toBeCloseTo(home, 0);
  const same = await path.boundingBox();
  expect(Math.abs((same?.width ?? 0) - (box?.width ?? 0)), 'it stands where it stood').toBeLessThan(3);
  expect(Math.abs((same?.x ?? 0) - (box?.x ?? 0))).toBeLessThan(3);
});
