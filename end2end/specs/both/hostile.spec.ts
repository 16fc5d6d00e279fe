// Text of a visitor stays text, wherever a page, a file or a script of ours puts it.
import { awake } from '../../fixtures/landkaart';
import { expect, test } from '../../fixtures/visit';

/** An element that no page has, behind everything that could be open before it. */
const INTRUDER = '<gevaar-lijk onclick="alert(1)">';
const TEXT = `"'></title></textarea></script>--></style>${INTRUDER}{{7*7}}`;
const text = encodeURIComponent(TEXT);

const PATHS = [
  `/landkaart?q=${text}`,
  `/landkaart?soort=${text}`,
  `/landkaart?status=${text}`,
  `/landkaart?provincie=${text}`,
  `/landkaart?gemeente=${text}`,
  `/landkaart?vanaf=${text}`,
  `/landkaart?kader=${text}`,
  `/landkaart?pagina=${text}`,
  `/landkaart?kleur=${text}`,
  `/landkaart?${text}=1`,
  `/landkaart/insluiten?q=${text}`,
  `/landkaart/insluiten?weergave=kaart&q=${text}`,
  `/landkaart/gemeente/${text}`,
  `/landkaart/initiatief/1-${text}`,
  `/${text}`,
];

for (const path of PATHS) {
  test(`nothing intrudes through ${path.replace(text, '…')}`, async ({ page, javaScriptEnabled }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBeLessThan(500);
    if (javaScriptEnabled && (await page.locator('#kaart .map__stage').count()) > 0) {
      await awake(page);
    }
    expect(await page.locator('gevaar-lijk').count()).toBe(0);
    expect(await page.locator('[onclick]').count()).toBe(0);
    expect(await page.locator('head > title').count()).toBe(1);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.content()).not.toContain('49</');
  });
}

test('files and the fragment for the map do not carry it either', async ({ page }) => {
  for (const path of [`/landkaart/kaart.svg?q=${text}`, `/landkaart/feed.atom?q=${text}`]) {
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBeLessThan(500);
    expect(await answer.text(), path).not.toContain('<gevaar-lijk');
  }
  await page.goto(`/landkaart/resultaten?q=${text}`);
  await expect(page.locator('gevaar-lijk')).toHaveCount(0);
});
