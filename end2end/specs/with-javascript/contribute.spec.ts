// Proposing and deciding, for who does not see it, and on a small telephone.
import { AxeBuilder } from '@axe-core/playwright';

import { SUBMITTER, TITLE, confirm, propose, takeTime } from '../../fixtures/contribution';
import { MODERATOR, expect, test } from '../../fixtures/desk';

test('the form and the desk of moderators are without a fault of axe, and nothing is cut off', async ({ desk, page }) => {
  await propose(page, desk);
  await desk.signIn(page, MODERATOR);
  await page.goto(`${desk.site.address}/beheer/inzendingen?stand=pending`);
  const one = await page.getByRole('link', { name: TITLE }).getAttribute('href');
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const path of ['/landkaart/toevoegen', '/landkaart/toevoegen/verstuurd', '/beheer/inzendingen', one ?? '']) {
      await page.goto(`${desk.site.address}${path}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations, `${path}, ${scheme}`).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  }
});

test('a field that is wrong keeps its width, and what is wrong stands between its label and itself', async ({ desk, page }) => {
  for (const [path, field] of [['/landkaart/toevoegen', 'titel'], ['/inloggen', 'email']]) {
    await page.goto(`${desk.site.address}${path}`);
    const before = await page.locator(`#${field}`).boundingBox();
    await page.getByRole('button', { name: /^(Volgende|Stuur mij een link)$/ }).click();
    await expect(page.locator(`#${field}-fout`)).toBeVisible();
    const after = await page.locator(`#${field}`).boundingBox();
    const wrong = await page.locator(`#${field}-fout`).boundingBox();
    // The line beside it takes a little.
    expect(after?.width, path).toBeGreaterThan((before?.width ?? 0) - 40);
    expect(wrong?.y, path).toBeLessThan(after?.y ?? 0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations, path).toEqual([]);
  }
});

test('what a proposal changes is readable, light and dark', async ({ desk, page }) => {
  await page.goto(`${desk.site.address}/landkaart/initiatief/1/wijzigen`);
  await page.getByLabel('Begonnen in (jaar)').fill('2013');
  await page.getByLabel('Uw mailadres').fill(SUBMITTER);
  await page.getByRole('checkbox', { name: /vrij mag gebruiken/ }).check();
  await takeTime(page);
  await page.getByRole('button', { name: 'Verstuur' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kijk in uw mail' })).toBeVisible();
  await confirm(page, desk);
  await desk.signIn(page, MODERATOR);
  await page.goto(`${desk.site.address}/beheer/inzendingen?stand=pending`);
  await page.locator('main a[href^="/beheer/inzendingen/"]').first().click();
  await expect(page.locator('ins.diff__after')).toHaveText('2013');
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations, scheme).toEqual([]);
  }
});
