// Proposing an initiative: what is wrong, and the photo that comes with it. All that comes after stands in life.spec.ts.
import { TITLE, goOn, propose, sayWhat, send } from '../../fixtures/contribution';
import { MODERATOR, type Page, expect, test } from '../../fixtures/desk';

test('what is wrong stands beside its field, and what was typed is still there', async ({ desk, page }) => {
  await page.goto(`${desk.site.address}/landkaart/toevoegen`);
  await sayWhat(page);
  await goOn(page);
  await page.getByRole('combobox', { name: 'Gemeente' }).fill('Atlantis');
  await goOn(page);
  await send(page);
  const summary = page.getByRole('alert');
  await expect(summary).toContainText('Deze gemeente kennen we niet');
  await expect(page.getByLabel('Naam van het initiatief')).toHaveValue(TITLE);
  await summary.getByRole('link', { name: /Gemeente/ }).click();
  await expect(page.getByRole('combobox', { name: 'Gemeente' })).toBeFocused();
  await page.getByRole('combobox', { name: 'Gemeente' }).fill('Middelburg');
  await page.getByRole('button', { name: 'Verstuur' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kijk in uw mail' })).toBeVisible();
});

test('a photo comes with a proposal and is on the map when that is; what is no photo is not', async ({ desk, page }) => {
  await propose(page, desk);
  await page.getByRole('link', { name: 'Voeg een foto toe' }).click();
  const words = 'Inwoners zitten in een kring (voorbeeld)';
  await page.getByLabel('Wat is er op de foto te zien?').fill(words);
  await page.getByRole('checkbox', { name: /mag hem delen/ }).check();
  const drawing = { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') };
  await page.getByLabel('Foto', { exact: true }).setInputFiles(drawing);
  await page.getByRole('button', { name: 'Bewaar de foto' }).click();
  await expect(page.getByRole('alert')).toContainText('Dit is geen foto die wij kunnen lezen');
  await expect(page.getByLabel('Wat is er op de foto te zien?')).toHaveValue(words);
  const photo = { name: 'foto.png', mimeType: 'image/png', buffer: await page.screenshot() };
  await page.getByLabel('Foto', { exact: true }).setInputFiles(photo);
  await page.getByRole('button', { name: 'Bewaar de foto' }).click();
  await isThere(page, words);

  await desk.signIn(page, MODERATOR);
  await page.goto(`${desk.site.address}/beheer/inzendingen?stand=pending`);
  await page.getByRole('link', { name: TITLE }).click();
  await isThere(page, words);
  await page.getByRole('button', { name: 'Zet op de landkaart' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Inzendingen' })).toBeVisible();
  await page.goto(`${desk.site.address}/landkaart/gemeente/middelburg`);
  await page.getByRole('link', { name: TITLE }).click();
  await isThere(page, words);

  await page.goto(`${desk.site.address}/beheer/initiatieven?q=Stadspanel`);
  await page.getByRole('link', { name: TITLE }).click();
  await page.getByRole('link', { name: 'Foto toevoegen of veranderen' }).click();
  await page.getByRole('button', { name: 'Haal de foto weg' }).click();
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
  await page.goto(`${desk.site.address}/landkaart/gemeente/middelburg`);
  await page.getByRole('link', { name: TITLE }).click();
  await expect(page.getByRole('img', { name: words })).toHaveCount(0);
});

/** Whether a picture is there, and not only its words. */
async function isThere(page: Page, words: string): Promise<void> {
  const picture = page.getByRole('img', { name: words });
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(200);
}
