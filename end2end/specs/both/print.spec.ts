// What comes out of a printer.
import { join } from 'node:path';

import { openLandkaart } from '../../fixtures/landkaart';
import { siteAddress } from '../../fixtures/settings';
import { expect, test } from '../../fixtures/visit';

test('the printed map shows map, legend, sentence, source and list, and nothing to click', async ({
  page,
  javaScriptEnabled,
}, info) => {
  await openLandkaart(page, '', javaScriptEnabled);
  await page.emulateMedia({ media: 'print' });
  for (const shown of ['#samenvatting', '.map__land', '.map__marks', '#legenda', '.map__credit', '#resultaten']) {
    await expect(page.locator(shown), shown).toBeVisible();
  }
  const from = page.locator('.print-only').first();
  await expect(from).toContainText(`Afgedrukt van ${siteAddress()}/landkaart`);
  await expect(from).toContainText(/voor het laatst gewijzigd op \d+ [a-z]+ \d{4}/);
  await expect(page.locator('#resultaten .print-only')).toContainText('Op papier staan 20 van de 40 initiatieven');
  for (const hidden of ['.map__card', '.map__message', '#q', '#kleur', '.parts', '.map__controls', '.map__keys', '#meenemen', '.utrecht-breadcrumb-nav']) {
    await expect(page.locator(hidden), hidden).toBeHidden();
  }
  const folder = join(info.project.outputDir, 'print');
  const name = `landkaart-${info.project.name}`;
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  await page.pdf({ path: join(folder, `${name}.pdf`), format: 'A4', preferCSSPageSize: true });
});

test('on paper the legend is not covered by the map, and there is no switch', async ({ page, javaScriptEnabled }) => {
  // A4 without its margins, in CSS pixels.
  await page.setViewportSize({ width: 680, height: 1000 });
  await openLandkaart(page, '', javaScriptEnabled);
  await page.emulateMedia({ media: 'print' });
  const entry = page.locator('#legenda li').first();
  await entry.scrollIntoViewIfNeeded();
  const readable = await entry.evaluate((line) => {
    const { left, top, width, height } = line.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2)?.closest('#legenda') !== null;
  });
  expect(readable).toBe(true);
  await expect(page.locator('#binnen')).toBeHidden();
});

test('an initiative and a municipality print without controls', async ({ page }, info) => {
  await page.emulateMedia({ media: 'print' });
  await page.goto('/landkaart/gemeente/amersfoort');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.parts')).toBeHidden();
  await page.pdf({ path: join(info.project.outputDir, 'print', `gemeente-${info.project.name}.pdf`), format: 'A4' });
});
