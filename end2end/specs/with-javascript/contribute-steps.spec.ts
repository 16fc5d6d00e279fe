// Proposing in three steps: the same form as without a script, shown part by part.
import { AxeBuilder } from '@axe-core/playwright';

import { SUBMITTER, TITLE, goOn, linkOf, sayWhat, send, takeTime } from '../../fixtures/contribution';
import { type Desk, type Page, expect, test } from '../../fixtures/desk';

/** The headings of the parts that are seen. */
const parts = (page: Page) => page.locator('form .form-part > h2:visible');
/** Where the list of steps says one is. */
const here = (page: Page) => page.getByRole('navigation', { name: 'Stappen' }).locator('[aria-current=step]');

/** An initiative that is on the map. */
async function oneOf(page: Page, desk: Desk): Promise<{ title: string; municipality: string }> {
  const answer = await page.request.get(`${desk.site.address}/api/v1/initiatieven`);
  const { initiatieven } = await answer.json();
  return { title: initiatieven[0].titel, municipality: initiatieven[0].gemeentenaam };
}

test('a proposal is made in three steps, and the way back through the browser is the way back through them', async ({ desk, page }) => {
  await page.goto(`${desk.site.address}/landkaart/toevoegen?gemeente=middelburg`);
  await expect(here(page)).toHaveText('Wat');
  await expect(parts(page)).toHaveText(['Wat is het?']);
  await expect(page.getByRole('button', { name: 'Verstuur' })).toBeHidden();
  await sayWhat(page);
  await goOn(page);
  await expect(parts(page)).toHaveText(['Waar is het?']);
  await expect(page.getByRole('heading', { name: 'Waar is het?' })).toBeFocused();
  await goOn(page);
  await expect(here(page)).toHaveText('Bron en versturen');
  await expect(page.getByRole('button', { name: 'Volgende' })).toBeHidden();
  await page.getByLabel('Begonnen in (jaar)').fill('2021');
  await page.goBack();
  await expect(parts(page)).toHaveText(['Waar is het?']);
  await page.getByRole('button', { name: 'Vorige' }).click();
  await expect(parts(page)).toHaveText(['Wat is het?']);
  await expect(page.getByLabel('Naam van het initiatief')).toHaveValue(TITLE);
  await page.getByRole('navigation', { name: 'Stappen' }).getByRole('link', { name: 'Bron en versturen' }).click();
  await expect(page.getByLabel('Begonnen in (jaar)')).toHaveValue('2021');
  await send(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Kijk in uw mail' })).toBeVisible();
});

test('what is needed and empty is said before going on, in the words of the server, and unsaid when it is filled in', async ({ desk, page }) => {
  await page.goto(`${desk.site.address}/landkaart/toevoegen`);
  const said = async () => page.locator('.utrecht-form-field-error-message:visible').allTextContents();
  await goOn(page);
  await expect(page.getByLabel('Naam van het initiatief')).toBeFocused();
  await expect(page.getByLabel('Naam van het initiatief')).toHaveAccessibleDescription(/./);
  await expect(page.getByLabel('Naam van het initiatief')).toHaveAttribute('aria-invalid', 'true');
  const byScript = await said();
  expect(byScript.length).toBe(3);
  await sayWhat(page);
  await goOn(page);
  await expect(parts(page)).toHaveText(['Waar is het?']);
  await page.getByRole('link', { name: 'Bron en versturen' }).click();
  await expect(page.getByRole('combobox', { name: 'Gemeente' })).toBeFocused();
  await page.getByRole('button', { name: 'Vorige' }).click();
  expect(await said()).toEqual([]);
  await expect(page.getByLabel('Naam van het initiatief')).not.toHaveAttribute('aria-invalid', 'true');
  // The server says the same of a form that is sent empty.
  const answer = await page.request.post(`${desk.site.address}/landkaart/toevoegen`, {
    form: { begonnen: await page.locator('input[name=begonnen]').inputValue(), doe: 'verstuur' },
  });
  expect(answer.status()).toBe(422);
  const text = (await answer.text()).replace(/<[^>]*>/g, '');
  for (const words of byScript) {
    expect(text).toContain(words.trim());
  }
});

test('a press on the map comes back to its step with all that was typed, and what is kept for later comes back whole', async ({ desk, page }) => {
  await page.goto(`${desk.site.address}/landkaart/toevoegen?gemeente=middelburg`);
  await sayWhat(page);
  await goOn(page);
  await page.getByText('Weet u de plek precies?').click();
  const show = page.getByRole('button', { name: 'Toon de kaart van de gemeente' });
  const map = page.getByRole('button', { name: 'Wijs de plek aan op de kaart' });
  await expect(show.or(map)).toBeVisible();
  if (await show.isVisible()) {
    await show.click();
  }
  await map.click({ position: { x: 150, y: 160 } });
  const latitude = page.getByLabel(/^Breedtegraad/);
  await expect(latitude).toHaveValue(/^51/);
  await expect(parts(page)).toHaveText(['Waar is het?']);
  const place = await latitude.inputValue();
  // Where the link goes is asked in the last step, so that is where one comes.
  await page.getByRole('button', { name: 'Bewaar en ga later verder' }).click();
  await expect(here(page)).toHaveText('Bron en versturen');
  await page.getByLabel('Uw mailadres').fill(SUBMITTER);
  await takeTime(page);
  await page.getByRole('button', { name: 'Bewaar en ga later verder' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kijk in uw mail' })).toBeVisible();
  await page.goto(await linkOf(desk));
  await page.getByRole('link', { name: /verder/ }).click();
  await expect(page.getByLabel('Naam van het initiatief')).toHaveValue(TITLE);
  await goOn(page);
  await expect(latitude).toHaveValue(place);
});

test('what looks like it is shown above the step, and its tick sends it', async ({ desk, page }) => {
  await page.goto(`${desk.site.address}/landkaart/toevoegen`);
  await sayWhat(page);
  const known = await oneOf(page, desk);
  await page.getByLabel('Naam van het initiatief').fill(known.title);
  await goOn(page);
  await page.getByRole('combobox', { name: 'Gemeente' }).fill(known.municipality);
  await goOn(page);
  await send(page);
  const alike = page.getByRole('region', { name: 'Staat dit al op de landkaart?' });
  await expect(alike.getByRole('link', { name: known.title })).toBeVisible();
  await alike.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Verstuur' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kijk in uw mail' })).toBeVisible();
});

test('only keys: Enter in a field goes on, and every step is without a fault of axe and fits a telephone', async ({ desk, page }) => {
  await page.goto(`${desk.site.address}/landkaart/toevoegen`);
  const look = async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  await sayWhat(page);
  await look();
  await page.getByLabel('Naam van het initiatief').press('Enter');
  await expect(parts(page)).toHaveText(['Waar is het?']);
  await look();
  await page.getByRole('combobox', { name: 'Gemeente' }).fill('Middelburg');
  await page.getByRole('combobox', { name: 'Gemeente' }).press('Enter');
  await expect(here(page)).toHaveText('Bron en versturen');
  await look();
  await page.getByLabel('Webadres 1').fill('https://voorbeeld.nl/stadspanel');
  await page.getByRole('checkbox', { name: /vrij mag gebruiken/ }).check();
  await takeTime(page);
  await page.getByLabel('Uw mailadres').fill(SUBMITTER);
  await page.getByLabel('Uw mailadres').press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Kijk in uw mail' })).toBeVisible();
});

test('a form that is loaded anew at a later step begins where something is missing', async ({ desk, page }) => {
  await page.goto(`${desk.site.address}/landkaart/toevoegen#deel-meer`);
  await expect(here(page)).toHaveText('Wat');
  await sayWhat(page);
  await goOn(page);
  await page.getByText('Weet u de plek precies?').click();
  await page.getByRole('combobox', { name: 'Gemeente' }).fill('Middelburg');
  await page.getByRole('button', { name: 'Toon de kaart van de gemeente' }).click();
  await expect(page.getByRole('button', { name: 'Wijs de plek aan op de kaart' })).toBeVisible();
  await expect(here(page)).toHaveText('Waar');
  await goOn(page);
  await page.reload();
  await expect(here(page)).toHaveText('Bron en versturen');
  await page.getByRole('button', { name: 'Vorige' }).click();
  await page.getByRole('button', { name: 'Vorige' }).click();
  await expect(page.getByLabel('Naam van het initiatief'), 'what a form brought back is still there').toHaveValue(TITLE);
  await goOn(page);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test('on paper all parts are there, and the steps are not', async ({ desk, page }) => {
  await page.goto(`${desk.site.address}/landkaart/toevoegen`);
  await expect(parts(page)).toHaveCount(1);
  await page.emulateMedia({ media: 'print' });
  await expect(parts(page)).toHaveCount(4);
  await expect(page.getByRole('navigation', { name: 'Stappen' })).toBeHidden();
});
