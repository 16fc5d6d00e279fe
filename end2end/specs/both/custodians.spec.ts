// A civil servant comes to keep a municipality: at once with an address of that municipality, and after a moderator otherwise.
import { type Desk, type Page, OWNER, MODERATOR, expect, test } from '../../fixtures/desk';

const FORM = '/landkaart/gemeente/zeist/beheren';

/** Asks to keep Zeist; gives the link in the mail that follows. */
async function asks(page: Page, desk: Desk, email: string): Promise<string> {
  await page.goto(`${desk.site.address}/landkaart/gemeente/zeist`);
  await page.getByRole('link', { name: 'Beheer zelf wat er op de landkaart staat' }).click();
  await page.getByLabel('Uw naam').fill('Ans Bakker');
  await page.getByLabel('Uw mailadres bij de gemeente').fill(email);
  await page.getByRole('button', { name: 'Vraag het beheer aan' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kijk in uw mail' })).toBeVisible();
  const link = async () => (await desk.site.mails(email))[0]?.match(/http:\S+\/landkaart\/beheren\/[\w-]{43}/)?.[0] ?? '';
  await expect.poll(link, { message: `a mail to ${email}` }).not.toBe('');
  return link();
}

test('an address of the municipality opens its page at the desk', async ({ page, desk }) => {
  await desk.signIn(page, OWNER);
  await page.goto(`${desk.site.address}/beheer/gemeenten/GM0355`);
  await page.getByLabel('Domein', { exact: true }).fill('@zeist.example');
  await page.getByRole('button', { name: 'Voeg toe' }).click();
  await expect(page.getByRole('status')).toContainText('Het domein staat erbij');
  await page.getByRole('button', { name: 'Log uit' }).click();
  await page.goto(await asks(page, desk, 'ans@griffie.zeist.example'));
  await page.getByRole('button', { name: 'Bevestig mijn aanvraag' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mijn gemeente' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Zeist' })).toBeVisible();
});

test('any other address waits for a moderator, who says yes', async ({ page, desk }) => {
  await page.goto(await asks(page, desk, 'ans@voorbeeld.nl'));
  await page.getByRole('button', { name: 'Bevestig mijn aanvraag' }).click();
  await expect(page.getByText('Een moderator kijkt of u Zeist kunt beheren')).toBeVisible();
  await desk.signIn(page, MODERATOR);
  await page.getByRole('link', { name: /aanvraag om een gemeente/ }).click();
  await page.getByRole('link', { name: 'Zeist' }).click();
  await page.getByRole('button', { name: 'Laat deze persoon beheren' }).click();
  await expect(page.getByRole('status')).toContainText('toegelaten');
  await expect(page.getByText('Ans Bakker (ans@voorbeeld.nl)').first()).toBeVisible();
});

test('what is missing is said beside its field', async ({ page, desk }) => {
  await page.goto(`${desk.site.address}${FORM}`);
  await page.getByRole('button', { name: 'Vraag het beheer aan' }).click();
  await expect(page.getByText('Vul uw naam in.').first()).toBeVisible();
  await expect(page.getByLabel('Uw naam')).toHaveAttribute('aria-invalid', 'true');
});
