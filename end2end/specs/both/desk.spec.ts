// The desk, from the mail that lets somebody in to the mail that they let go.
import { MODERATOR, OWNER, expect, test } from '../../fixtures/desk';

test('an owner comes in by mail, finds a colleague, gives a role, and takes it back', async ({ desk, page }) => {
  await desk.signIn(page, OWNER);
  await expect(page.getByText('Er wacht niets')).toBeVisible();
  await page.getByRole('navigation', { name: 'Delen van het beheer' }).getByRole('link', { name: 'Accounts' }).click();
  await page.getByLabel('Naam of mailadres').fill('rator');
  await page.getByRole('button', { name: 'Zoek' }).last().click();
  await expect(page).toHaveURL(/q=rator/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: 'Mo de Rator' }).click();
  await page.getByText('Rol geven').click();
  await page.getByRole('radio', { name: 'Beheerder van een gemeente' }).check();
  await page.getByLabel('Gemeente', { exact: true }).fill('den haag');
  await page.getByRole('button', { name: 'Geef deze rol' }).click();
  await expect(page.getByRole('status')).toHaveText('De rol is gegeven. Die geldt meteen.');
  const role = page.getByRole('listitem').filter({ hasText: "Beheerder van 's-Gravenhage" });
  await role.getByRole('button', { name: /Neem af/ }).click();
  await expect(page.getByRole('status')).toContainText('De rol is afgenomen');
  await expect(role).toHaveCount(0);
  // The way back leads through the same list as before.
  await page.getByRole('link', { name: 'Wat met dit account gebeurde' }).click();
  await expect(page.getByRole('row', { name: /rol afgenomen/ })).toContainText("gemeente: 's-Gravenhage → niets");
  await page.getByRole('link', { name: 'Controleer of het logboek heel is' }).click();
  await expect(page.getByRole('status')).toContainText('Het logboek is heel');
});

test('a filter and an order survive the back button', async ({ desk, page }) => {
  await desk.signIn(page, OWNER);
  await page.goto(`${desk.site.address}/beheer/accounts?staat=open`);
  await page.getByRole('link', { name: 'Toegevoegd', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: 'Toegevoegd' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('link', { name: 'Toegevoegd', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: 'Toegevoegd' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('link', { name: 'Mo de Rator' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mo de Rator' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/staat=open&volgorde=-sinds$/);
  await expect(page.getByLabel('Staat')).toHaveValue('open');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download als CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('accounts.csv');
  expect(download.url()).toContain('accounts.csv?staat=open&volgorde=-sinds');
});

test('a moderator looks at the post, sends a mail again and takes that back', async ({ desk, page }) => {
  await desk.signIn(page, MODERATOR);
  const parts = page.getByRole('navigation', { name: 'Delen van het beheer' });
  await expect(parts.getByRole('link', { name: 'Accounts' })).toHaveCount(0);
  await parts.getByRole('link', { name: 'Post' }).click();
  await page.getByRole('link', { name: MODERATOR }).click();
  await expect(page.getByRole('region', { name: 'De tekst van de mail' })).toContainText('/inloggen/••••••');
  // It may still be on its way: its file is there before its row says so.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('als bestand bewaard').first()).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.getByRole('button', { name: 'Stuur opnieuw' }).click();
  await expect(page.getByRole('status')).toContainText('1 mail gaat over een halve minuut opnieuw weg');
  await expect(page.getByRole('row', { name: new RegExp(MODERATOR) })).toContainText('wacht');
  await page.getByRole('button', { name: 'Maak ongedaan' }).click();
  await expect(page.getByRole('row', { name: new RegExp(MODERATOR) })).toContainText('als bestand bewaard');
  await page.getByRole('checkbox', { name: `Kies ${MODERATOR}` }).check();
  await page.getByRole('button', { name: 'Stuur opnieuw' }).click();
  await expect(page.getByRole('button', { name: 'Maak ongedaan' })).toBeVisible();
});

test('on a telephone no page of the desk is cut off, and a row is a list', async ({ desk, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await desk.signIn(page, OWNER);
  for (const path of ['', '/initiatieven', '/initiatieven/1', '/initiatieven/1/samenvoegen', '/imports', '/beslissen', '/accounts', '/accounts/nieuw', '/post', '/logboek', '/instellingen', '/zoeken?q=amersfoort']) {
    await page.goto(`${desk.site.address}/beheer${path}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320);
  }
  await page.goto(`${desk.site.address}/beheer/accounts`);
  const cell = page.getByRole('cell', { name: OWNER });
  expect(await cell.evaluate((cell) => getComputedStyle(cell, '::before').content)).toContain('Mailadres');
});
