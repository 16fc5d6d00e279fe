// Signing in, with a mail link and with a passkey. The device is the virtual one of Chromium, which follows the standard by itself.
import { AxeBuilder } from '@axe-core/playwright';

import { type Site, freePort, startSite } from '../../fixtures/site';
import { type Page, expect, test } from '../../fixtures/visit';

let site: Site;
/** Browsers have passkeys at `localhost`, and none at an address in numbers. */
let address: string;

test.beforeAll(async () => {
  const port = await freePort();
  address = `http://localhost:${port}`;
  site = await startSite({ DIA_LISTEN: `127.0.0.1:${port}`, DIA_BASE_URL: address });
});
test.afterAll(async () => site?.stop());
test.beforeEach(({ watch }) => {
  watch.allow(address);
  watch.expectLogin();
  watch.expectCookies('browser');
});

/** Gives somebody an account; gives the path of a link to sign in with. */
async function account(email: string): Promise<string> {
  const said = await site.command('account', 'add', '--email', email, '--role', 'owner');
  return new URL(said.split('\n')[0]).pathname;
}

/** A device that checks its owner, or one whose owner fails the check. */
async function device(page: Page, isUserVerified = true) {
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable');
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
    },
  });
  return {
    verifies: (verified: boolean) =>
      browser.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: verified }),
    forgets: () => browser.send('WebAuthn.clearCredentials', { authenticatorId }),
  };
}

async function signInByLink(page: Page, email: string) {
  await page.goto(address + (await account(email)));
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL(/\/beheer$/);
  await page.goto(`${address}/beheer/inloggen`);
}

/** What axe finds, in light and dark. */
async function faults(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    found.push(...violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`));
  }
  return found;
}

const withPasskey = (page: Page) => page.getByRole('button', { name: 'Log in met een passkey' });

test('somebody adds a passkey, signs in with it, and comes where they wanted to be', async ({ page }) => {
  await device(page);
  await signInByLink(page, 'passkey@voorbeeld.nl');
  await page.getByLabel('Naam van de passkey').fill('Werklaptop');
  await page.getByRole('button', { name: 'Maak een passkey' }).click();
  await expect(page.getByText('Werklaptop', { exact: true })).toBeVisible();
  await expect(page.getByText('nog niet gebruikt')).toBeVisible();
  expect(await faults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Maak een passkey' }).click();
  await expect(page.getByRole('status')).toHaveText('Dit apparaat heeft al een passkey voor uw account.');

  await page.getByRole('button', { name: 'Log overal uit' }).click();
  await page.goto(`${address}/beheer/inloggen`);
  await expect(page).toHaveURL(/\/inloggen\?naar=/);
  expect(await faults(page)).toEqual([]);
  await withPasskey(page).click();
  await expect(page).toHaveURL(/\/beheer\/inloggen$/);
  await expect(page.getByText(/laatst gebruikt op .*/).first()).toBeVisible();

  await page.getByRole('button', { name: /Haal weg/ }).click();
  await expect(page.getByText('U hebt nog geen passkey.')).toBeVisible();
  await page.getByRole('button', { name: 'Log overal uit' }).click();
  await withPasskey(page).click();
  await expect(page.getByText('Deze passkey kennen wij niet, of niet meer.')).toBeVisible();
});

test('whoever fails the check of the device, or has no passkey there, is told and stays outside', async ({ page }) => {
  const own = await device(page);
  await signInByLink(page, 'ander@voorbeeld.nl');
  await page.getByRole('button', { name: 'Maak een passkey' }).click();
  await expect(page.getByText('nog niet gebruikt')).toBeVisible();
  await page.getByRole('button', { name: 'Log overal uit' }).click();
  await own.verifies(false);
  await withPasskey(page).click();
  await expect(page.getByRole('status')).toContainText('Het is niet gelukt');
  await expect(page).toHaveURL(/\/inloggen$/);
  await own.verifies(true);
  await own.forgets();
  await withPasskey(page).click();
  await expect(page.getByRole('status')).toContainText('Het is niet gelukt');
});

test('a browser that has no passkeys gets the mail link and no button', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
  await page.goto(`${address}/inloggen`);
  await expect(page.getByRole('button', { name: 'Stuur mij een link' })).toBeVisible();
  await expect(withPasskey(page)).toBeHidden();
});
