// The search field as a combobox (WAI-ARIA Authoring Practices, combobox with a list).
import { openLandkaart } from '../../fixtures/landkaart';
import { expect, test } from '../../fixtures/visit';

test('suggestions are offered, chosen with arrows and taken with Enter', async ({ page }) => {
  const { search } = await openLandkaart(page);
  const list = page.getByRole('listbox', { name: 'Suggesties' });
  await search.pressSequentially('amersf');
  await expect(list).toBeVisible();
  await expect(search).toHaveRole('combobox');
  await expect(search).toHaveAttribute('aria-expanded', 'true');
  const option = list.getByRole('option').first();
  await expect(option).toContainText('Amersfoort');
  await expect(option.locator('mark')).toHaveText(/amersf/i);
  await search.press('ArrowDown');
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await expect(search).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id')) ?? '');
  await expect(search).toBeFocused();
  await search.press('Enter');
  await expect(page).toHaveURL(/\/landkaart\/gemeente\/amersfoort$/);
});

test('a former municipality is suggested with the name it has now', async ({ page }) => {
  const { search } = await openLandkaart(page);
  await search.pressSequentially('uden');
  const option = page.getByRole('listbox').getByRole('option').filter({ hasText: 'Maashorst' });
  await option.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Maashorst' })).toBeVisible();
});

test('Escape closes the suggestions and keeps what was typed', async ({ page }) => {
  const { search } = await openLandkaart(page);
  await search.pressSequentially('burger');
  await expect(page.getByRole('listbox')).toBeVisible();
  await search.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(search).toHaveAttribute('aria-expanded', 'false');
  await expect(search).toHaveValue('burger');
});

test('what somebody types is never read as markup', async ({ page }) => {
  const { search } = await openLandkaart(page);
  await search.fill('<img src=x onerror=alert(1)>');
  await search.press('Enter');
  await expect(page).toHaveURL(/q=/);
  await expect(page.locator('#samenvatting')).toContainText('<img src=x onerror=alert(1)>');
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
});

test('without suggestions the field is a plain search field', async ({ page }) => {
  const { search, titles } = await openLandkaart(page);
  await page.route('**/landkaart/suggesties.json*', (route) => route.fulfill({ status: 503, body: '' }));
  await search.pressSequentially('kinderraad');
  await search.press('Enter');
  await expect(titles.first()).toContainText(/kinder/i);
  await expect(page.getByRole('listbox')).toBeHidden();
});

test('suggestions that come after the form was sent stay away', async ({ page }) => {
  const { search, summary } = await openLandkaart(page);
  let send = () => {};
  const held = new Promise<void>((resolve) => (send = resolve));
  await page.route('**/landkaart/suggesties.json*', async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest(/suggesties\.json/);
  await search.pressSequentially('kinder');
  await asked;
  await search.press('Enter');
  await expect(summary).toContainText('voldoen aan uw filters');
  const answer = page.waitForResponse(/suggesties\.json/);
  send();
  await (await answer).finished();
  await expect(page.locator('#resultaten')).toHaveAttribute('aria-busy', 'false');
  await expect(page.getByRole('listbox')).toBeHidden();
});

test('a suggestion is added to the filters that are set', async ({ page }) => {
  const { search } = await openLandkaart(page, '?status=afgerond&pagina=1');
  await search.pressSequentially('burgerber');
  const option = page.getByRole('option').filter({ hasText: 'soort · ' }).first();
  await option.click();
  await expect(page).toHaveURL(
    (address) =>
      address.searchParams.get('status') === 'afgerond' && address.searchParams.has('soort') && !address.searchParams.has('q'),
  );
  await expect(search).toHaveValue('');
});

test('a suggestion says what it is', async ({ page }) => {
  const { search } = await openLandkaart(page);
  await search.pressSequentially('burger');
  await expect(page.getByRole('option').filter({ hasText: /soort · \d+ initiatieven$/ }).first()).toBeVisible();
  await search.fill('');
  await search.pressSequentially('amersf');
  await expect(page.getByRole('option').first()).toContainText(/gemeente · \d+ initiatie/);
});
