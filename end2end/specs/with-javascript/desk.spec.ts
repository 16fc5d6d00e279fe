// The desk without a pointer, and for who does not see it.
import { AxeBuilder } from '@axe-core/playwright';

import { type Page, OWNER, expect, test } from '../../fixtures/desk';

/** More stops than a page of the desk has. */
const FAR = 60;

/** Presses Tab until the element with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  // The address of the next page is there before the page is.
  await page.waitForLoadState();
  for (let stop = 0; stop < FAR; stop += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      return element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
    });
    if (focused.trim().startsWith(name)) {
      return;
    }
  }
  throw new Error(`Tab does not reach “${name}” within ${FAR} stops.`);
}

/** Looks at a page for faults, wide and light, narrow and dark. */
async function look(page: Page, name: string, found: Record<string, string[]>): Promise<void> {
  for (const [width, colorScheme] of [[1280, 'light'], [360, 'dark']] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
    const { violations } = await new AxeBuilder({ page }).analyze();
    const faults = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
    if (faults.length > 0) {
      found[`${name} ${width}`] = faults;
    }
  }
}

test('no page of the desk breaks a rule of axe, wide or narrow, light or dark', async ({ desk, page }) => {
  // Some fifty looks at a page.
  test.slow();
  await desk.signIn(page, OWNER);
  const found: Record<string, string[]> = {};
  const looked = (name: string) => look(page, name, found);
  for (const path of [
    '',
    '/inloggen',
    '/zoeken?q=amersfoort',
    '/zoeken?q=eigenaar',
    '/post',
    '/post?q=niemand',
    '/accounts',
    '/accounts/nieuw',
    '/logboek',
    '/logboek/keten',
    '/instellingen',
  ]) {
    await page.goto(`${desk.site.address}/beheer${path}`);
    await looked(path);
  }
  await page.goto(`${desk.site.address}/beheer/accounts/nieuw`);
  await page.getByRole('button', { name: 'Voeg toe en stuur de mail' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await looked('errors');
  await page.goto(`${desk.site.address}/beheer/accounts`);
  await page.getByRole('link', { name: 'Eva Eigenaar' }).click();
  await page.locator('details').evaluateAll((all) => all.forEach((part) => part.setAttribute('open', '')));
  await looked('account');
  await page.goto(`${desk.site.address}/beheer/post`);
  await page.getByRole('link', { name: OWNER }).click();
  await looked('mail');
  expect(found).toEqual({});
});

test('no page on which initiatives are kept breaks a rule of axe', async ({ desk, page }) => {
  // Some fifty looks at a page.
  test.slow();
  await desk.signIn(page, OWNER);
  const found: Record<string, string[]> = {};
  for (const path of [
    '/initiatieven',
    '/initiatieven?stand=ingetrokken',
    '/initiatieven/nieuw?splits=1',
    '/initiatieven/1',
    '/initiatieven/1/samenvoegen?met=2',
    '/imports',
    '/beslissen',
    '/beslissen/antwoord',
  ]) {
    await page.goto(`${desk.site.address}/beheer${path}`);
    await page.locator('details').evaluateAll((all) => all.forEach((part) => part.setAttribute('open', '')));
    await look(page, path, found);
  }
  expect(found).toEqual({});
});

test('a list is filtered, sorted and opened, and a role is given, with the keyboard alone', async ({ desk, page }) => {
  await desk.signIn(page, OWNER);
  await tabTo(page, 'Accounts');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
  await tabTo(page, 'Naam of mailadres');
  await page.keyboard.type('rator');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=rator/);
  await tabTo(page, 'Laatst gezien');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/volgorde=gezien/);
  await tabTo(page, 'Mo de Rator');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Mo de Rator' })).toBeVisible();
  await tabTo(page, 'Rol geven');
  await page.keyboard.press('Enter');
  // The first radio button, then to the door with the arrows.
  await tabTo(page, 'Eigenaar');
  for (const _ of ['moderator', 'organiser', 'door']) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(page.getByRole('radio', { name: 'Deur' })).toBeChecked();
  await tabTo(page, 'Geef deze rol');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('De rol is gegeven');
  await expect(page.getByRole('listitem').filter({ hasText: 'Deur' }).getByRole('button')).toBeVisible();
});
