// List, map and address tell the same story, whichever is changed, also with the back button.
import { awake, landkaart, openLandkaart, viewBox } from '../../fixtures/landkaart';
import { expect, test } from '../../fixtures/visit';

test('a filter changes list, map, sentence and address without a new page, and back undoes it', async ({ page }) => {
  const { titles, marks, summary } = await openLandkaart(page);
  await page.evaluate(() => Object.assign(window, { same: true }));
  const sentence = await summary.innerText();
  const drawn = await marks.count();
  await page.locator('#facet-soort').getByRole('checkbox', { name: /Burgerbegroting/ }).check();
  await expect(page).toHaveURL(/soort=burgerbegroting/);
  await expect(summary).not.toHaveText(sentence);
  await expect(titles).not.toHaveCount(20);
  await expect(marks).not.toHaveCount(drawn);
  await page.locator('#gemeente').selectOption('maastricht');
  await expect(titles).toHaveText(['Burgerbegroting Maastricht']);
  await expect(page).toHaveURL(/gemeente=maastricht/);

  await page.goBack();
  await expect(page).not.toHaveURL(/gemeente=/);
  await expect(titles).not.toHaveCount(1);
  await expect(page.locator('#gemeente')).toHaveValue('');
  await page.goBack();
  await expect(page).toHaveURL((address) => address.search === '');
  await expect(summary).toHaveText(sentence);
  await expect(titles).toHaveCount(20);
  await expect(page.locator('#facet-soort').getByRole('checkbox', { name: /Burgerbegroting/ })).not.toBeChecked();
  await page.goForward();
  await expect(page.locator('#facet-soort').getByRole('checkbox', { name: /Burgerbegroting/ })).toBeChecked();
  expect(await page.evaluate(() => (window as unknown as { same?: boolean }).same), 'the page was not loaded anew').toBe(true);
});

test('one types a word and the list follows; one step back undoes the word', async ({ page }) => {
  const { search, titles } = await openLandkaart(page);
  await search.pressSequentially('kinderburgemeester');
  await expect(page).toHaveURL(/q=kinderburgemeester$/);
  await expect(titles.first()).toContainText('Kinderburgemeester');
  await page.goBack();
  await expect(page).toHaveURL((address) => address.search === '');
  await expect(titles).toHaveCount(20);
  await expect(search).toHaveValue('');
});

test('the colours of the municipalities follow the filter', async ({ page }) => {
  const { municipalities } = await openLandkaart(page);
  const rotterdam = municipalities.and(page.locator('[data-name="Rotterdam"]'));
  await expect(rotterdam).not.toHaveClass(/\bk0\b/);
  await expect(rotterdam).toHaveAttribute('aria-label', /^Rotterdam: \d+ initiatieven$/);
  await page.locator('#provincie').selectOption('limburg');
  await expect(rotterdam).toHaveClass(/\bkf\b/);
  await expect(rotterdam).toHaveAttribute('aria-label', 'Rotterdam: geen initiatief met deze filters');
  await expect(page.locator('#legenda')).toContainText('geen met deze filters');
  const middelburg = municipalities.and(page.locator('[data-name="Middelburg"]'));
  await expect(middelburg).toHaveAttribute('aria-label', 'Middelburg: nog geen initiatief bekend');
  await page.locator('#provincie').selectOption('');
  await expect(rotterdam).toHaveAttribute('aria-label', /^Rotterdam: \d+ initiatieven$/);
  await page.locator('#kleur').selectOption('referendum');
  const amersfoort = municipalities.and(page.locator('[data-name="Amersfoort"]'));
  await expect(amersfoort).toHaveAttribute('aria-label', 'Amersfoort: geen initiatief van deze soort');
  await expect(page.locator('#legenda')).toContainText('De rondjes tellen alle soorten');
});

test('an error goes when it is corrected', async ({ page }) => {
  await openLandkaart(page, '?vanaf=vroeger&kleur=paars');
  const summary = page.locator('.error-summary');
  await expect(summary).toBeVisible();
  await expect(page.locator('#kleur')).toHaveAttribute('aria-invalid', 'true');
  await page.locator('#vanaf').fill('2015');
  await page.locator('#kleur').selectOption('referendum');
  await expect(page).toHaveURL(/vanaf=2015/);
  await expect(summary).toHaveCount(0);
  await expect(page.locator('#vanaf-fout')).toHaveCount(0);
  await expect(page.locator('#kleur')).not.toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#vanaf')).not.toHaveAttribute('aria-invalid', 'true');
});

test('an address with everything in it shows the same to whoever opens it', async ({ page, context }) => {
  await openLandkaart(page, '?soort=burgerberaad');
  await page.getByRole('button', { name: 'Inzoomen' }).click();
  await expect(page).toHaveURL(/kader=/);
  await page.locator('#binnen').check();
  await expect(page).toHaveURL(/binnen=kader/);
  const { titles, map } = landkaart(page);
  await expect(page.locator('#resultaten')).toHaveAttribute('aria-busy', 'false');
  const shown = await titles.allInnerTexts();
  const box = await viewBox(map.locator('.map__land'));
  const other = await context.newPage();
  await other.goto(page.url());
  await awake(other);
  await expect(landkaart(other).titles).toHaveText(shown);
  await expect(other.locator('#binnen')).toBeChecked();
  const theirs = await viewBox(other.locator('.map__land'));
  for (const [at, length] of box.entries()) {
    expect(Math.abs(theirs[at] - length)).toBeLessThan(box[2] * 0.05);
  }
});

test('the list stays national until one asks for the view, and follows the map from then on', async ({ page }) => {
  const { within, titles } = await openLandkaart(page, '?kader=80000,430000,105000,450000');
  const range = page.locator('.results__range');
  await expect(range).toContainText('van 40');
  await within.check();
  await expect(range).not.toContainText('van 40');
  await expect(titles.filter({ hasText: 'Woonreferendum' })).toBeVisible();
  await expect(titles.filter({ hasText: 'G1000 Amersfoort' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Heel Nederland' }).click();
  await expect(range).toContainText('van 40');
  await within.uncheck();
  await expect(page).not.toHaveURL(/binnen=/);
});

test('a view without initiatives says how many there are outside it, one click away', async ({ page }) => {
  const { summary, titles, within } = await openLandkaart(page, '?kader=20000,370000,50000,400000');
  await within.check();
  await expect(titles).toHaveCount(0);
  await summary.getByRole('link', { name: 'Buiten dit kaartbeeld meegeteld: toon 40 initiatieven' }).click();
  await expect(titles).toHaveCount(20);
  await expect(within).not.toBeChecked();
});

test('a page of the list is turned in place and the heading gets the focus', async ({ page }) => {
  const { titles } = await openLandkaart(page);
  const first = await titles.first().innerText();
  await page.getByRole('navigation', { name: 'Pagina’s met resultaten' }).getByRole('link', { name: /Volgende/ }).click();
  await expect(titles.first()).not.toHaveText(first);
  await expect(page.locator('#resultaten-titel')).toBeFocused();
  await expect(page).toHaveTitle(/pagina 2/);
  await page.goBack();
  await expect(titles.first()).toHaveText(first);
});

test('what cannot be fetched is opened as a page', async ({ page }) => {
  await openLandkaart(page);
  await page.route('**/landkaart/resultaten*', (route) => route.fulfill({ status: 500, body: '' }));
  await page.locator('#facet-soort').getByRole('checkbox', { name: /Burgerbegroting/ }).check();
  await expect(page).toHaveURL(/soort=burgerbegroting/);
  await awake(page);
  await expect(page.locator('.chip').filter({ hasText: 'Burgerbegroting' })).toBeVisible();
});

test('marks that cannot be fetched stay as they were, with a line that says so', async ({ page }) => {
  const { marks } = await openLandkaart(page);
  const before = await marks.count();
  await page.route('**/landkaart/beeld.json*', (route) => route.fulfill({ status: 503, body: '' }));
  await page.getByRole('button', { name: 'Inzoomen' }).click();
  await expect(page.locator('.map__message')).toContainText('konden niet worden ververst');
  await expect(marks).toHaveCount(before);
});

test('asking for the same filters again changes nothing', async ({ page }) => {
  const { results } = await openLandkaart(page, '?status=te-controleren&provincie=zuid-holland');
  const before = await page.evaluate(() => history.length);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.locator('#filter button[type=submit]').first().click();
  await page.getByRole('button', { name: 'Inzoomen' }).click();
  await expect(page).toHaveURL(/kader=/);
  await expect(results).not.toHaveAttribute('aria-busy', 'true');
  expect(asked).not.toContain('/landkaart/resultaten');
  expect(await page.evaluate(() => history.length)).toBe(before);
});

test('whoever takes a filter away finds the focus at the heading of the results', async ({ page }) => {
  await openLandkaart(page, '?status=afgerond&provincie=limburg');
  for (const left of [1, 0]) {
    await page.locator('.chip').first().focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('.chip')).toHaveCount(left);
    await expect(page.locator('#resultaten-titel')).toBeFocused();
  }
});

test('whoever goes back a page of the list keeps the focus at its heading', async ({ page }) => {
  const { titles } = await openLandkaart(page);
  const first = await titles.first().innerText();
  await page.getByRole('navigation', { name: 'Pagina’s met resultaten' }).getByRole('link', { name: /Volgende/ }).click();
  await expect(titles.first()).not.toHaveText(first);
  await expect(page.locator('#resultaten-titel')).toBeFocused();
  await page.goBack();
  await expect(titles.first()).toHaveText(first);
  await expect(page.locator('#resultaten-titel')).toBeFocused();
});

test('back also goes back to the part of the map that was in view', async ({ page }) => {
  const { map } = await openLandkaart(page, '?kader=80000,430000,105000,450000');
  const land = map.locator('.map__land');
  const before = await viewBox(land);
  await page.locator('#provincie').selectOption('limburg');
  await expect(page).toHaveURL(/provincie=limburg/);
  await page.getByRole('button', { name: 'Heel Nederland' }).click();
  await expect(page).not.toHaveURL(/kader=/);
  await page.goBack();
  await expect(page).toHaveURL(/kader=/);
  for (const [at, length] of before.entries()) {
    await expect.poll(async () => Math.abs((await viewBox(land))[at] - length)).toBeLessThan(before[2] * 0.05);
  }
  await expect(page.locator('#provincie')).toHaveValue('');
});

test('answers that come late and in another order do not undo newer ones', async ({ page }) => {
  const { titles, marks, summary } = await openLandkaart(page);
  let send = () => {};
  const held = new Promise<void>((resolve) => (send = resolve));
  await page.route(/\/landkaart\/(resultaten|beeld\.json)\?.*provincie=limburg/, async (route) => {
    const answer = await route.fetch();
    await held;
    // By then nobody may want it any more.
    await route.fulfill({ response: answer }).catch(() => {});
  });
  const late = [page.waitForRequest(/resultaten\?provincie=limburg/), page.waitForRequest(/beeld\.json\?provincie=limburg/)];
  await page.locator('#provincie').selectOption('limburg');
  await Promise.all(late);
  await page.locator('#provincie').selectOption('groningen');
  await expect(titles.first()).toContainText(/Groningen|Hogeland|Oosterpark/);
  const [list, drawn, sentence] = [await titles.allInnerTexts(), await marks.count(), await summary.innerText()];
  const answers = [page.waitForResponse(/resultaten\?provincie=limburg/), page.waitForResponse(/beeld\.json\?provincie=limburg/)];
  send();
  for (const answer of answers) {
    await (await answer).finished();
  }
  await expect(titles).toHaveText(list);
  await expect(marks).toHaveCount(drawn);
  await expect(summary).toHaveText(sentence);
});
