// Everything without a pointer.
import { awake, landkaart, openLandkaart, viewBox } from '../../fixtures/landkaart';
import { type Page, expect, test } from '../../fixtures/visit';

/** More stops than the page has before the map. */
const FAR = 80;

/** Presses Tab until the element that a selector names has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stop = 0; stop < FAR; stop += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) {
      return;
    }
  }
  throw new Error(`Tab does not reach ${selector} within ${FAR} stops.`);
}

const focusedName = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
const focusedHref = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('href') ?? '');

test('the first stop skips to the content', async ({ page }) => {
  await openLandkaart(page);
  await page.keyboard.press('Tab');
  const skip = page.locator('.nl-skip-link').first();
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#inhoud')).toBeFocused();
});

test('the next stops skip to the map and to the list', async ({ page }) => {
  const { stage, titles } = await openLandkaart(page);
  for (const [stops, reached] of [
    [2, stage],
    [3, titles.first().getByRole('link')],
  ] as const) {
    await page.goto('/landkaart');
    await awake(page);
    for (let stop = 0; stop < stops; stop += 1) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(reached).toBeFocused();
  }
});

test('the first arrow goes to where the most initiatives are', async ({ page }) => {
  const { marks } = await openLandkaart(page);
  const counts = (await marks.locator('text').allTextContents()).map(Number);
  await tabTo(page, '.map__stage');
  await page.keyboard.press('ArrowDown');
  expect(await focusedName(page)).toMatch(new RegExp(`^${Math.max(...counts)} initiatieven rond `));
  await page.keyboard.press('ArrowDown');
  expect(await focusedName(page)).toMatch(/: (nog geen|doet mee|\d+ initiatie)/);
});

test('a municipality is found on the map with Tab, arrows and Enter', async ({ page }) => {
  const { stage } = await openLandkaart(page);
  await tabTo(page, '.map__stage');
  await expect(stage).toHaveAttribute('role', 'application');
  await expect(stage).toHaveAttribute('aria-label', /pijltjestoetsen/);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  const first = await focusedName(page);
  expect(first).toMatch(/: (nog geen initiatief bekend|\d+ initiatie)/);
  await expect(page.locator('.map__card')).toContainText(first.split(': ')[0]);
  await expect(page.locator('.map__outline.is-focused path').first()).toHaveAttribute('d', /^m/i);
  await page.keyboard.press('ArrowRight');
  const second = await focusedName(page);
  expect(second).not.toBe(first);
  const href = await focusedHref(page);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL((address) => address.pathname === href);
  await expect(page.getByRole('heading', { level: 1, name: second.split(': ')[0] })).toBeVisible();
});

test('arrows there and back lead through neighbours, without getting stuck', async ({ page }) => {
  await openLandkaart(page);
  await tabTo(page, '.map__stage');
  const seen = new Set<string>();
  for (const key of ['ArrowUp', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowLeft']) {
    await page.keyboard.press(key);
    seen.add(await focusedName(page));
  }
  expect(seen.size).toBeGreaterThanOrEqual(5);
});

test('plus goes closer until arrows reach the initiatives themselves, Escape goes back', async ({ page }) => {
  const { map, stage } = await openLandkaart(page);
  const land = map.locator('.map__land');
  const home = await viewBox(land);
  await tabTo(page, '.map__stage');
  for (let step = 1; step <= 4; step += 1) {
    await page.keyboard.press('+');
    await expect.poll(async () => (await viewBox(land))[2]).toBeCloseTo(home[2] / 2 ** step, 0);
  }
  await expect(page).toHaveURL(/kader=/);
  let reached = false;
  for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowLeft', 'ArrowUp', 'ArrowUp']) {
    await page.keyboard.press(key);
    reached = await page.evaluate(() => document.activeElement?.matches('.cluster') ?? false);
    if (reached) break;
  }
  expect(reached).toBe(true);
  await page.keyboard.press('Escape');
  await expect(stage).toBeFocused();
  await page.keyboard.press('Escape');
  await expect.poll(() => viewBox(land)).toEqual(home);
  await expect(page).not.toHaveURL(/kader=/);
});

test('from close by, arrows reach municipalities as well as initiatives', async ({ page }) => {
  await openLandkaart(page, '?kader=140000,450000,165000,475000');
  await tabTo(page, '.map__stage');
  const seen: string[] = [];
  for (const key of ['ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowLeft', 'ArrowUp', 'ArrowUp']) {
    await page.keyboard.press(key);
    seen.push(await page.evaluate(() => document.activeElement?.getAttribute('class') ?? ''));
  }
  expect(seen.some((name) => /\bm\b/.test(name)), seen.join(', ')).toBe(true);
  expect(seen.some((name) => /\bcluster\b/.test(name)), seen.join(', ')).toBe(true);
});

test('minus, 0 and Home look from farther away, Shift with an arrow moves on', async ({ page }) => {
  const { map } = await openLandkaart(page);
  const land = map.locator('.map__land');
  const home = await viewBox(land);
  const width = async () => (await viewBox(land))[2];
  await tabTo(page, '.map__stage');
  for (const back of ['0', 'Home']) {
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await expect.poll(width).toBeCloseTo(home[2] / 4, 0);
    await page.keyboard.press('-');
    await expect.poll(width).toBeCloseTo(home[2] / 2, 0);
    const [left] = await viewBox(land);
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => (await viewBox(land))[0]).toBeGreaterThan(left);
    await page.keyboard.press(back);
    await expect.poll(() => viewBox(land)).toEqual(home);
  }
});

test('the help names every key', async ({ page }) => {
  await openLandkaart(page);
  await page.locator('.map__keys summary').click();
  const keys = page.locator('#kaart-toetsen');
  const named = await keys.locator('kbd').allInnerTexts();
  for (const key of ['Tab', '←', 'Shift', 'Enter', '+', '−', '0', 'Home', 'Esc']) {
    expect(named).toContain(key);
  }
  await expect(keys).toContainText('terug naar de kaart zelf');
});

test('an island in the Caribbean shows that it has the focus', async ({ page }) => {
  const { map } = await openLandkaart(page);
  await tabTo(page, '.map__stage');
  await map.locator('.map__inset a').first().focus();
  expect(await focusedName(page)).toMatch(/^Bonaire: /);
  await expect(map.locator('.map__outline.is-focused path').first()).toHaveAttribute('d', /^m/);
});

test('one Tab leaves the map, and the list is reached after it', async ({ page }) => {
  await openLandkaart(page);
  await tabTo(page, '.map__stage');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('.map__land, .map__marks') ?? null)).toBeNull();
  await tabTo(page, '#resultaten .result__title a');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/landkaart\/initiatief\//);
});

test('an initiative is found with search and Tab only', async ({ page }) => {
  await openLandkaart(page);
  await tabTo(page, '#q');
  await page.keyboard.type('burgerbgroting');
  await page.keyboard.press('Enter');
  await expect(page.locator('.did-you-mean')).toBeVisible();
  await expect(landkaart(page).titles.first()).toContainText(/egrot/);
  await tabTo(page, '#resultaten .result__title a');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/landkaart\/initiatief\//);
});

test('everything that can have the focus shows it', async ({ page }) => {
  await openLandkaart(page);
  const unseen: string[] = [];
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press('Tab');
    const unclear = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      // What a label, a summary or a map shows around what has the focus counts too.
      for (let here: Element | null = element, up = 0; here && up < 3; here = here.parentElement, up += 1) {
        const style = getComputedStyle(here);
        if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) return null;
      }
      return element.outerHTML.slice(0, 100);
    });
    if (unclear) unseen.push(unclear);
  }
  expect(unseen).toEqual([]);
});
