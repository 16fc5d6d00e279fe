// How somebody reads the programme of the Dag, finds a session and keeps what they chose, without an account.
import { expect, test } from '../../fixtures/visit';

const PROGRAMME = '/dag/programma';

test('home and every page lead to the Dag, and the Dag to its programme', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Onderdelen' }).getByRole('link', { name: 'Dag' }).click();
  await expect(page).toHaveURL(/\/dag$/);
  await expect(page.getByText('Dit is een voorbeeld')).toBeVisible();
  await page.getByRole('link', { name: 'Bekijk het programma' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Programma');
});

test('what somebody looks for hides the rest, and what they chose stays chosen', async ({ page }) => {
  await page.goto(PROGRAMME);
  const sessions = page.locator('.session-card');
  const all = await sessions.count();
  await sessions.filter({ hasText: 'Een burgerberaad organiseren' }).getByRole('checkbox').check();
  await page.getByLabel('Thema').selectOption({ label: 'Wijk en dorp' });
  await page.getByRole('button', { name: 'Toon' }).click();
  await expect(page).toHaveURL(/thema=wijk/);
  await expect(page).toHaveURL(/keuze=een-burgerberaad-organiseren/);
  expect(await sessions.count()).toBeLessThan(all);
  await expect(sessions.filter({ hasText: 'Een burgerberaad organiseren' })).toHaveCount(0);
  const chosen = page.getByRole('region', { name: 'Uw keuze' });
  await expect(chosen.getByRole('link', { name: 'Een burgerberaad organiseren' })).toBeVisible();

  await sessions.filter({ hasText: 'Wandeling' }).getByRole('checkbox').check();
  await chosen.getByRole('button', { name: 'Zet mijn keuze in het adres' }).click();
  await expect(chosen.getByRole('listitem')).toHaveCount(2);
  await page.goto(`${PROGRAMME}?${new URL(page.url()).searchParams.getAll('keuze').map((code) => `keuze=${code}`).join('&')}`);
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(2);
});

test('a word that is spelt wrong finds its session, and nothing found leads back', async ({ page }) => {
  await page.goto(PROGRAMME);
  await page.getByRole('searchbox', { name: 'Zoek' }).fill('burgerbraad');
  await page.getByRole('button', { name: 'Toon' }).click();
  await expect(page.locator('.session-card').filter({ hasText: 'Een burgerberaad organiseren' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Zoek' }).fill('kwantumfysica');
  await page.getByRole('button', { name: 'Toon' }).click();
  await expect(page.getByRole('status')).toHaveText('Er is geen sessie die hierbij past.');
  await page.getByRole('link', { name: 'Toon het hele programma' }).click();
  await expect(page).toHaveURL(new RegExp(`${PROGRAMME}$`));
});

test('a session says when, where and with whom, and leads to who speaks and back', async ({ page }) => {
  await page.goto(PROGRAMME);
  await page.getByRole('link', { name: 'Een burgerberaad organiseren' }).click();
  await expect(page.locator('main')).toContainText('10:30–11:30');
  await page.locator('main').getByRole('link', { name: 'VNG', exact: true }).click();
  await expect(page).toHaveURL(/\/dag\/sprekers\/vng$/);
  await page.getByRole('link', { name: 'Een burgerberaad organiseren' }).click();
  await page.getByRole('link', { name: 'Kies deze sessie in het programma' }).click();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(1);
});

test('on a wide screen every session stands under its room, whatever the round', async ({ page }) => {
  await page.setViewportSize({ width: 1700, height: 900 });
  await page.goto(PROGRAMME);
  const heads = page.locator('.programme__rooms span');
  for (const [place, name] of (await heads.allTextContents()).entries()) {
    const head = await heads.nth(place).boundingBox();
    for (const card of await page.locator('.round:not(.round--plenary) .session-card', { hasText: `${name} · ` }).all()) {
      expect(Math.abs(((await card.boundingBox())?.x ?? 0) - (head?.x ?? 0)), name).toBeLessThan(2);
    }
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(page.locator('.programme__rooms')).toBeHidden();
});

test('an earlier edition says what is known of it, and from where', async ({ page }) => {
  await page.goto('/dag');
  await page.getByRole('link', { name: /2018/ }).first().click();
  await expect(page.locator('main')).toContainText('Amersfoort');
  await expect(page.getByRole('heading', { name: 'Bronnen' })).toBeVisible();
});
