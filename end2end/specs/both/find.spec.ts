// How people find an initiative: by words that are spelt wrong, old names, filters, and what stands nearby.
import { landkaart, openLandkaart, searchFor } from '../../fixtures/landkaart';
import { expect, test } from '../../fixtures/visit';

test.describe('searching', () => {
  const cases = [
    { typed: 'burgerbgroting', finds: 'Burgerbegroting Maastricht', why: 'a letter that is missing' },
    { typed: 'amersfort', finds: 'G1000 Amersfoort', why: 'a place that is spelt wrong' },
    { typed: 'begroting', finds: 'Burgerbegroting Maastricht', why: 'part of a compound' },
    { typed: 'cooperatie', finds: 'Afrikaanderwijk Coöperatie', why: 'a word without its diacritics' },
    { typed: 'burgertop', finds: 'G1000 Amersfoort', why: 'another word for the same' },
    { typed: 'right to challenge', finds: 'Participatieverordening met uitdaagrecht', why: 'the English name' },
    { typed: 'Uden', finds: 'G1000 Uden', why: 'a municipality that no longer exists' },
  ];
  for (const { typed, finds, why } of cases) {
    test(`“${typed}” finds ${finds}, by ${why}`, async ({ page, javaScriptEnabled }) => {
      const { titles } = await openLandkaart(page, '', javaScriptEnabled);
      await searchFor(page, typed);
      await expect(titles.filter({ hasText: finds })).toBeVisible();
    });
  }

  test('a typo is corrected in words, with a link to the right word', async ({ page, javaScriptEnabled }) => {
    await openLandkaart(page, '', javaScriptEnabled);
    await searchFor(page, 'burgerbgroting');
    const correction = page.locator('.did-you-mean').filter({ hasText: 'Bedoelde u' });
    await expect(correction).toContainText('“burgerbgroting” kennen wij niet');
    await correction.getByRole('link').click();
    await expect(page).toHaveURL((address) => /^burgerbegroting/.test(address.searchParams.get('q') ?? ''));
    await expect(correction).toHaveCount(0);
  });

  test('a former municipality leads to the one it became part of', async ({ page, javaScriptEnabled }) => {
    await openLandkaart(page, '', javaScriptEnabled);
    await searchFor(page, 'Uden');
    await page.locator('.did-you-mean').getByRole('link', { name: 'Maashorst' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Maashorst' })).toBeVisible();
    await expect(page.getByText('G1000 Uden').first()).toBeVisible();
  });
});

test.describe('filtering', () => {
  test('the list holds as many initiatives as the filter promised, and says which filter is set', async ({
    page,
    javaScriptEnabled,
  }) => {
    const { titles } = await openLandkaart(page, '', javaScriptEnabled);
    const option = page.locator('#facet-soort .facet__option').filter({ hasText: 'Burgerbegroting' });
    const promised = Number(await option.locator('.facet__count').innerText());
    expect(promised).toBeGreaterThan(0);
    await option.getByRole('checkbox').check();
    if (!javaScriptEnabled) {
      await page.getByRole('button', { name: 'Toon resultaten' }).click();
    }
    await expect(page).toHaveURL((address) => address.searchParams.get('soort') === 'burgerbegroting');
    await expect(titles).toHaveCount(promised);
    const chip = page.locator('.chip').filter({ hasText: 'Burgerbegroting' });
    await expect(chip).toBeVisible();
    await chip.click();
    await expect(page).toHaveURL((address) => !address.searchParams.has('soort'));
    await expect(titles).toHaveCount(20);
  });

  test('province, year and status narrow the list together', async ({ page, javaScriptEnabled }) => {
    const { titles, summary } = await openLandkaart(page, '?provincie=limburg&status=afgerond&vanaf=2010', javaScriptEnabled);
    await expect(titles.first()).toBeVisible();
    await expect(page.locator('.chip')).toHaveText([/Afgerond/, /Provincie Limburg/, /Vanaf 2010/]);
    await expect(summary).toContainText('Zonder filters zijn het er 40');
    for (const status of await page.locator('#resultaten .status').allInnerTexts()) {
      expect(status).toBe('Afgerond');
    }
  });

  test('an address with a code of a type or municipality shows the same as one with its name', async ({ page }) => {
    await page.goto('/landkaart?soort=t01&gemeente=GM0307');
    await expect(landkaart(page).titles).toHaveText(['G1000 Amersfoort']);
  });
});

test.describe('an empty list', () => {
  test('says how many there are without the place, one click away', async ({ page, javaScriptEnabled }) => {
    // On a telephone too, without scrolling past the filters.
    await page.setViewportSize({ width: 360, height: 640 });
    const { summary, titles } = await openLandkaart(page, '?provincie=zeeland', javaScriptEnabled);
    await expect(titles).toHaveCount(0);
    const step = summary.getByRole('link', { name: 'In de rest van Nederland: toon 40 initiatieven' });
    await expect(summary).toBeInViewport({ ratio: 1 });
    await expect(step).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('link', { name: /40 initiatieven/ })).toHaveCount(1);
    await step.click();
    await expect(titles).toHaveCount(20);
  });

  test('says how many there are without the word, and that absence is no verdict', async ({ page, javaScriptEnabled }) => {
    const { results, summary } = await openLandkaart(page, '?q=zeppelinvaart', javaScriptEnabled);
    await expect(summary).toContainText('Geen initiatieven gevonden voor “zeppelinvaart”');
    await expect(results).toContainText('zegt niet dat er niets gebeurt');
    await expect(summary.getByRole('link')).toHaveText('Zonder het zoekwoord “zeppelinvaart”: toon 40 initiatieven');
  });

  test('a municipality without initiatives invites to propose one and to follow, and names its neighbours', async ({ page }) => {
    await page.goto('/landkaart/gemeente/middelburg');
    const invitation = page.locator('.invitation');
    await expect(invitation).toContainText('Middelburg');
    const propose = invitation.getByRole('link', { name: 'Meld het eerste initiatief' });
    await expect(propose).toHaveAttribute('href', '/landkaart/toevoegen?gemeente=middelburg');
    const follow = invitation.getByRole('link', { name: /Volg/ });
    await expect(follow).toHaveAttribute('href', '/landkaart/volgen?gemeente=middelburg');
    await expect(page.locator('.near a').first()).toHaveAttribute('href', /^\/landkaart\/gemeente\//);
  });
});

test('a visitor turns the page, opens an initiative and sees its source', async ({ page, javaScriptEnabled }) => {
  const { titles } = await openLandkaart(page, '', javaScriptEnabled);
  const first = await titles.first().innerText();
  await page.getByRole('navigation', { name: 'Pagina’s met resultaten' }).getByRole('link', { name: /Volgende/ }).click();
  await expect(page).toHaveURL((address) => address.searchParams.get('pagina') === '2');
  await expect(titles.first()).not.toHaveText(first);
  const title = await titles.first().innerText();
  await titles.first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(page.locator('main a[href^="https://"]').first()).toBeVisible();
});

test('what still has to be checked says so in the list and on its page', async ({ page }) => {
  await page.goto('/landkaart?q=Burgerberaad+Klimaat');
  const result = page.locator('.result').filter({ hasText: 'Burgerberaad Klimaat' }).first();
  await expect(result.locator('.status--unverified')).toBeVisible();
  await result.getByRole('link').click();
  await expect(page.locator('.utrecht-alert--warning')).toBeVisible();
});

test('home leads to the map, and what is not there yet is no link', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  const parts = page.getByRole('navigation', { name: 'Onderdelen' });
  await expect(parts.getByRole('link')).toHaveText(['Landkaart', 'Dag']);
  await parts.getByRole('link', { name: 'Landkaart' }).click();
  await expect(page).toHaveURL(/\/landkaart$/);
  const here = parts.getByRole('link', { name: 'Landkaart' });
  await expect(here).toHaveAttribute('aria-current', 'page');
  await page.goto('/landkaart/gemeente/amersfoort');
  await expect(here).toHaveAttribute('aria-current', 'true');
});

test('on a telephone too it is said that the other parts come later', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/');
  await expect(page.getByRole('navigation', { name: 'Onderdelen' }).getByText('Later: Quick Scan, Aanbod')).toBeVisible();
});

test('who runs the site can be reached where that is promised', async ({ page, site }) => {
  const address = await site({ DIA_CONTACT: 'dia@example.org' });
  await page.goto(`${address}/toegankelijkheid`);
  await expect(page.getByRole('link', { name: 'dia@example.org' })).toHaveAttribute('href', 'mailto:dia@example.org');
  await expect(page.locator('main')).toContainText('Vertel op welke pagina u was');
  await page.goto('/toegankelijkheid');
  await expect(page.locator('main')).toContainText('heeft nog geen contactadres ingesteld');
  await expect(page.locator('main')).not.toContainText('Vertel op welke pagina u was');
});
