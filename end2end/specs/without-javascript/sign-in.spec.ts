// A browser without scripts signs in with a link from the mail, and misses nothing but passkeys.
import { expect, test } from '../../fixtures/visit';
import { type Site, startSite } from '../../fixtures/site';

let site: Site;

test.beforeAll(async () => {
  site = await startSite({});
});
test.afterAll(async () => site?.stop());
test.beforeEach(({ watch }) => {
  watch.allow(site.address);
  watch.expectCookies('login');
});

test('the form and the link of the mail are all that is shown, and all that is needed', async ({ page }) => {
  await page.goto(`${site.address}/inloggen`);
  await expect(page.getByRole('button')).toHaveText(['Stuur mij een link']);
  await page.getByLabel('Mailadres').fill('naam@voorbeeld.nl');
  await page.getByRole('button', { name: 'Stuur mij een link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in uw mail');
  await page.goto(site.address + (await site.account('naam@voorbeeld.nl')));
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.goto(`${site.address}/beheer/inloggen`);
  await expect(page.getByText('U bent ingelogd met naam@voorbeeld.nl.')).toBeVisible();
});
