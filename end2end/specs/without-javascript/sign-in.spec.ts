// A browser without scripts signs in with a link from the mail or at an organisation, and misses nothing but passkeys.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { HtmlValidate } from 'html-validate';

import { RULES } from '../../fixtures/html_rules';
import { type Site, freePort, startSite } from '../../fixtures/site';
import { expect, test } from '../../fixtures/visit';

/** What the provider gives a browser. */
const OF_PROVIDER = ['_interaction', '_interaction_resume', '_session', '_session.legacy'];

let site: Site;
let address: string;
let folder: string;
let provider: ChildProcess;
let issuer: string;

test.beforeAll(async () => {
  const port = await freePort();
  // Another host than that of the provider: for a browser that is another site.
  address = `http://localhost:${port}`;
  folder = await mkdtemp(join(tmpdir(), 'dia-provider-'));
  const script = fileURLToPath(new URL('../../sign_in_provider.mjs', import.meta.url));
  provider = spawn('node', [script, folder, `${address}/inloggen/organisatie/terug`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  [issuer] = await once(createInterface({ input: provider.stdout! }), 'line');
  site = await startSite({
    DIA_LISTEN: `127.0.0.1:${port}`,
    DIA_BASE_URL: address,
    DIA_OIDC_ISSUER: issuer,
    DIA_OIDC_CLIENT_ID: 'dia',
    DIA_OIDC_CLIENT_SECRET: 'geheim',
    DIA_OIDC_NAME: 'Gemeente Voorbeeld',
  });
});
test.afterAll(async () => {
  await site?.stop();
  provider?.kill();
  await rm(folder, { recursive: true, force: true });
});
test.beforeEach(({ watch }) => {
  watch.allow(address);
  watch.allow(issuer);
  watch.expectLogin();
  watch.expectCookies('browser', ...OF_PROVIDER, ...OF_PROVIDER.map((name) => `${name}.sig`));
});

/** Gives somebody an account; gives the path of a link to sign in with. */
async function account(email: string): Promise<string> {
  const said = await site.command('account', 'add', '--email', email, '--role', 'owner');
  return new URL(said.split('\n')[0]).pathname;
}

test('the form, the organisation and the link of the mail are all that is shown, and all that is needed', async ({ page }) => {
  await page.goto(`${address}/inloggen`);
  await expect(page.getByRole('button')).toHaveText(['Stuur mij een link']);
  await page.getByLabel('Mailadres').fill('naam@voorbeeld.nl');
  await page.getByRole('button', { name: 'Stuur mij een link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in uw mail');
  await page.goto(address + (await account('naam@voorbeeld.nl')));
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.goto(`${address}/beheer/inloggen`);
  await expect(page.getByText('U bent ingelogd met naam@voorbeeld.nl.')).toBeVisible();
});

test('the pages to get in are valid HTML', async ({ request }) => {
  for (const path of ['/inloggen?naar=%2Fbeheer', '/inloggen/organisatie/terug']) {
    const html = await (await request.get(address + path)).text();
    const { results } = await new HtmlValidate(RULES).validateString(html);
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${path}: ${ruleId}: ${message}`))).toEqual([]);
  }
});

test('somebody of an organisation signs in there and comes where they wanted to be', async ({ page }) => {
  await writeFile(join(folder, 'who'), JSON.stringify({ email: 'griffie@voorbeeld.nl', verified: true }));
  await page.goto(`${address}/beheer/inloggen`);
  await page.getByRole('link', { name: 'Log in met Gemeente Voorbeeld' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('U hebt hier nog geen account');
  await account('griffie@voorbeeld.nl');
  await page.goto(`${address}/beheer/inloggen`);
  await page.getByRole('link', { name: 'Log in met Gemeente Voorbeeld' }).click();
  await expect(page).toHaveURL(`${address}/beheer/inloggen`);
  await expect(page.getByText('U bent ingelogd met griffie@voorbeeld.nl.')).toBeVisible();
});
