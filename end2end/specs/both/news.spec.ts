// News: written, looked at, published and read.
import { MODERATOR, expect, test } from '../../fixtures/desk';

test('a moderator writes news, sees how it will look, and visitors read it', async ({ desk, page }) => {
  await desk.signIn(page, MODERATOR);
  await page.getByRole('navigation', { name: 'Delen van het beheer' }).getByRole('link', { name: 'Nieuws' }).click();
  await page.getByRole('link', { name: 'Schrijf een nieuwsbericht' }).first().click();
  await page.getByLabel('Titel').fill('De landkaart is open (voorbeeld)');
  await page.getByLabel('In het kort').fill('Vanaf vandaag ziet u wat gemeenten doen.');
  await page.getByLabel('Het verhaal').fill('## Waarom\n\nOmdat u dan **ziet** wat er gebeurt.');
  await page.getByRole('button', { name: 'Bewaar als concept' }).click();
  await expect(page.getByRole('status')).toHaveText('Bewaard.');
  await expect(page.getByRole('heading', { level: 2, name: 'Waarom' })).toBeVisible();
  await page.getByRole('button', { name: 'Publiceer' }).click();
  await expect(page.getByRole('status')).toHaveText('Gepubliceerd.');
  await page.goto(`${desk.site.address}/`);
  await page.getByRole('link', { name: 'De landkaart is open (voorbeeld)' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('De landkaart is open (voorbeeld)');
  await expect(page.getByText('Omdat u dan ziet wat er gebeurt.')).toBeVisible();
});
