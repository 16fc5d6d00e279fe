// The Landkaart in figures: the drawings have their tables, the tables lead on, and all of it can be taken along.
import { expect, test } from '../../fixtures/visit';

test('from the Landkaart to its figures, to a list, and to a file', async ({ page }) => {
  await page.goto('/landkaart?provincie=utrecht');
  await page.getByRole('link', { name: 'Cijfers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'De landkaart in cijfers' })).toBeVisible();
  await expect(page.getByText('provincie Utrecht')).toBeVisible();
  await expect(page.getByRole('img', { name: /komt het meest voor/ }).first()).toBeVisible();
  const table = page.getByRole('table', { name: 'Initiatieven per soort' });
  await table.getByRole('link', { name: 'Burgerberaad en G1000' }).click();
  await expect(page).toHaveURL(/\/landkaart\?soort=burgerberaad&provincie=utrecht$/);
  await page.goBack();
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download alle cijfers als CSV' }).click();
  expect((await file).suggestedFilename()).toBe('cijfers_provincie-utrecht.csv');
});

test('the drawings fit in 320 pixels and nothing has to be scrolled sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/landkaart/cijfers');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
