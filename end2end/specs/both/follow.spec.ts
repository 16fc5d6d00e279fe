// Following the Landkaart by mail: from an empty municipality to what one follows, and out again.
import { type Desk, type Page, expect, test } from '../../fixtures/desk';

const FOLLOWER = 'volger@voorbeeld.nl';

/** The link in the last mail to whoever wants to follow. */
async function confirmation(desk: Desk): Promise<string> {
  const link = async () =>
    (await desk.site.mails(FOLLOWER))[0]?.match(/http:\S+\/landkaart\/volgen\/bevestigen\/[\w-]{43}/)?.[0] ?? '';
  await expect.poll(link, { message: `a mail to ${FOLLOWER}` }).not.toBe('');
  return link();
}

/** Asks to follow a municipality, from its page. */
async function ask(page: Page, desk: Desk): Promise<void> {
  await page.goto(`${desk.site.address}/landkaart/gemeente/middelburg`);
  await page.getByRole('link', { name: 'Volg Middelburg' }).click();
  await expect(page.getByText('gemeente Middelburg')).toBeVisible();
  await page.getByLabel('Uw mailadres').fill(FOLLOWER);
  await page.getByRole('radio', { name: 'Iedere week' }).check();
  await page.getByRole('button', { name: 'Volg per mail' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kijk in uw mail' })).toBeVisible();
}

test('somebody follows a municipality, changes how often, and stops', async ({ desk, page }) => {
  await ask(page, desk);
  await page.goto(await confirmation(desk));
  await page.getByRole('button', { name: 'Ja, stuur mij mail' }).click();
  await expect(page.getByRole('status')).toHaveText('U volgt dit vanaf nu.');
  await expect(page.getByRole('link', { name: 'gemeente Middelburg' })).toBeVisible();
  await page.getByLabel('Hoe vaak wilt u een mail?').selectOption({ label: 'Iedere dag' });
  await page.getByRole('button', { name: 'Wijzig' }).click();
  await expect(page.getByRole('status')).toHaveText('Gewijzigd.');
  await expect(page.getByLabel('Hoe vaak wilt u een mail?')).toHaveValue('dag');
  await page.getByRole('button', { name: 'Stop met alle mails' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'U krijgt geen mail meer' })).toBeVisible();
});

test('what is missing is said beside its field', async ({ desk, page }) => {
  await page.goto(`${desk.site.address}/landkaart/volgen?soort=burgerberaad`);
  await page.getByRole('button', { name: 'Volg per mail' }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toContainText('Kies hoe vaak u een mail wilt');
  await summary.getByRole('link', { name: /Uw mailadres/ }).click();
  await expect(page.getByLabel('Uw mailadres')).toBeFocused();
  await expect(page.getByText('Burgerberaad en G1000')).toBeVisible();
});
