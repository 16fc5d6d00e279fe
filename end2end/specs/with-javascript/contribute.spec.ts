// Proposing and deciding, for who does not see it, and on a small telephone.
import { AxeBuilder } from '@axe-core/playwright';

import { TITLE, propose } from '../../fixtures/contribution';
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
