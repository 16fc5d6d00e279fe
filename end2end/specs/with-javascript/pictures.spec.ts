// Pictures of every page, kept in test-results/pictures to be looked at.
import { awake } from '../../fixtures/landkaart';
import { PAGES, hasLiveMap, pathOf } from '../../fixtures/pages';
import { expect, test } from '../../fixtures/visit';

const WIDTHS = [360, 768, 1280];
const SCHEMES = ['light', 'dark'] as const;

for (const shown of PAGES) {
  test(`pictures of ${shown.name}`, async ({ page }, info) => {
    await page.goto(await pathOf(shown, page.request));
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    if (hasLiveMap(shown)) {
      await awake(page);
    }
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        const path = `${info.project.outputDir}/pictures/${shown.name}-${width}-${colorScheme}.png`;
        await page.screenshot({ path, fullPage: true, animations: 'disabled' });
      }
    }
  });
}
