// What a telephone shows: nothing cut off, no word torn apart.
import { expect, test } from '../../fixtures/visit';

test.use({ viewport: { width: 360, height: 740 } });

test('on a telephone no table is cut off: a row is a list in which every cell says what it is', async ({ page }) => {
  await page.goto('/open-data');
  const tables = page.locator('.utrecht-table-container');
  expect(await tables.count()).toBeGreaterThan(3);
  for (const table of await tables.all()) {
    const [inside, outside] = await table.evaluate((box) => [box.scrollWidth, box.clientWidth]);
    expect(inside).toBeLessThanOrEqual(outside);
  }
  await page.goto('/landkaart');
  await page.getByText('Alle gemeenten in een tabel').click();
  const [inside, outside] = await tables.evaluate((box) => [box.scrollWidth, box.clientWidth]);
  expect(inside).toBeLessThanOrEqual(outside);
  await page.goto('/open-data');
  const cell = page.locator('td', { hasText: 'kaarten op het web' });
  expect(await cell.evaluate((cell) => getComputedStyle(cell, '::before').content)).toContain('Handig voor');
  // It is still a table for whoever does not see it.
  await expect(page.getByRole('row', { name: /burgerberaad.*T01/ })).toHaveCount(1);
  await page.setViewportSize({ width: 1280, height: 900 });
  await expect(page.getByRole('columnheader', { name: 'Handig voor' })).toBeVisible();
  expect(await cell.evaluate((cell) => getComputedStyle(cell, '::before').content)).toBe('none');
});

test('no line of the way from the home page begins with the mark between two steps', async ({ page }) => {
  await page.goto('/landkaart/initiatief/1-g1000-amersfoort');
  const steps = page.locator('.utrecht-breadcrumb-nav__item');
  const marks = await steps.evaluateAll((steps) =>
    steps.map((step) => ['::before', '::after'].map((side) => getComputedStyle(step, side).content.includes('/'))),
  );
  expect(marks).toEqual([[false, true], [false, true], [false, true], [false, false]]);
});

test('an example of an address breaks between its parts and not in a word', async ({ page }) => {
  await page.goto('/open-data');
  const example = page.locator('code', { hasText: 'provincie=utrecht' });
  const lines = await example.evaluate((code) => {
    const text = code.lastChild as Text;
    const range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(text, text.length);
    return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
  });
  expect(await example.innerText()).toBe('?soort=burgerberaad&provincie=utrecht');
  expect(lines).toBe(1);
});
