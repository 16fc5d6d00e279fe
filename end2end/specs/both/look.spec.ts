// What the eye relies on.
import { landkaart, openLandkaart } from '../../fixtures/landkaart';
import { expect, test } from '../../fixtures/visit';

test('a button that has the focus looks like itself, with a ring around it', async ({ page }) => {
  for (const [path, selector] of [
    ['/landkaart', '.search .nl-button--primary'],
    ['/landkaart/gemeente/middelburg', '.invitation .nl-button--accent'],
    ['/landkaart/insluiten', 'main .nl-button:not(.nl-button--primary)'],
  ]) {
    await page.goto(path);
    const button = page.locator(selector).first();
    const colours = () =>
      button.evaluate((element) => {
        const { backgroundColor, borderColor, color } = getComputedStyle(element);
        return [backgroundColor, borderColor, color];
      });
    const before = await colours();
    await button.focus();
    // Only a focus that comes of the keyboard is shown.
    await page.keyboard.press('Shift');
    await expect.poll(colours, path).toEqual(before);
  }
});

test('the legend in the sea covers no mark, and the colours of a small map are explained under it', async ({
  page,
  javaScriptEnabled,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openLandkaart(page, '', javaScriptEnabled);
  const { marks } = landkaart(page);
  const legend = (await page.locator('.legend__colours').boundingBox())!;
  for (const mark of await marks.all()) {
    const box = (await mark.boundingBox())!;
    const apart = box.x > legend.x + legend.width || box.y > legend.y + legend.height;
    expect(apart, (await mark.getAttribute('aria-label')) ?? '').toBe(true);
  }
  await page.goto('/landkaart/gemeente/ede');
  const small = page.locator('.split__side .legend');
  await expect(small.getByRole('listitem')).toHaveText(['nog geen bekend', 'doet elders mee', '1', 'een initiatief']);
  const map = (await page.locator('.split__side .map__land').boundingBox())!;
  expect((await small.boundingBox())!.y).toBeGreaterThanOrEqual(map.y + map.height);
});

test('the small map of an initiative shows where it is, and no numbers of others', async ({ page }) => {
  await page.goto('/landkaart/initiatief/1-g1000-amersfoort');
  await expect(page.locator('.split__side .map--plain .m.is-selected')).toHaveCount(1);
  await expect(page.locator('.split__side .legend')).toHaveCount(0);
});

test('whoever is lost can search, and whoever turned too many pages is led to the first of the same list', async ({
  page,
}) => {
  await page.goto('/bestaat-niet');
  await page.getByLabel('Waar zoekt u naar?').fill('amersfoort');
  await page.getByRole('button', { name: 'Zoek' }).click();
  await expect(page).toHaveURL(/\/landkaart\?q=amersfoort$/);
  await page.goto('/landkaart?soort=burgerberaad&pagina=99');
  await page.getByRole('link', { name: 'Naar de eerste pagina van deze lijst' }).click();
  await expect(page).toHaveURL(/\/landkaart\?soort=burgerberaad$/);
});
