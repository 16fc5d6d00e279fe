// The map with a mouse and with fingers.
import { landkaart, openLandkaart, pointOn, viewBox } from '../../fixtures/landkaart';
import { expect, test } from '../../fixtures/visit';

test('a click on a municipality opens its page', async ({ page }) => {
  const { municipalities } = await openLandkaart(page);
  const link = municipalities.and(page.locator('[data-code="GM1708"]'));
  const { x, y } = await pointOn(link);
  await page.mouse.click(x, y);
  await expect(page).toHaveURL(/\/landkaart\/gemeente\/steenwijkerland$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Steenwijkerland' })).toBeVisible();
});

test('a municipality under the mouse says its name and count', async ({ page }) => {
  const { municipalities } = await openLandkaart(page);
  const { x, y } = await pointOn(municipalities.and(page.locator('[data-code="GM1708"]')));
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
  const { x, y } = await pointOn(municipalities.and(page.locator('[data-code="GM1708"]')));
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
  const { stage } = await openLandkaart(page);
  await expect(page.locator('.map__land')).toBeInViewport({ ratio: 1 });
  for (const name of ['Inzoomen', 'Uitzoomen', 'Heel Nederland']) {
    await expect(stage.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
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

test('no more than 400 things can be operated on the map, and one is a stop for Tab', async ({ page }) => {
  const { map } = await openLandkaart(page);
  expect(await map.locator('.map__stage a, .map__stage button').count()).toBeLessThanOrEqual(400);
  const stops = await map.locator('.map__stage').evaluate((stage) => {
    const all = [stage, ...stage.querySelectorAll('a, [tabindex]')];
    return all.filter((element) => (element as HTMLElement).tabIndex >= 0 && !element.closest('button, label')).length;
  });
  expect(stops).toBe(1);
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

  test('one finger scrolls the page past the whole country', async ({ page }) => {
    const { map } = landkaart(page);
    await openLandkaart(page);
    await expect(map.locator('.map__land')).toHaveCSS('touch-action', 'pan-y');
    await page.getByRole('button', { name: 'Inzoomen' }).click();
    await expect(map.locator('.map__land')).toHaveCSS('touch-action', 'none');
  });
});
