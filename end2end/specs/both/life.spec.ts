// The whole life of an initiative: from a municipality without any, through a mail and a moderator, to the map; a correction, the
// yearly question, and the day on which it turns out to be the same as another. With a pointer, and with nothing but keys.
import { AxeBuilder } from '@axe-core/playwright';

import { SUBMITTER, TITLE, confirm, propose, takeTime } from '../../fixtures/contribution';
import { type Desk, MODERATOR, type Page, expect, test } from '../../fixtures/desk';
import { type Hand, KEYS, POINTER } from '../../fixtures/hand';

for (const [name, hand] of [['a pointer', POINTER], ['keys only', KEYS]] as const) {
  test(`from an empty municipality to the map, a correction, a yearly check and a merge, with ${name}`, async ({ desk, page, watch }) => {
    test.setTimeout(300_000);
    await propose(page, desk, hand, true);
    await faultless(page, TITLE);

    await desk.signIn(page, MODERATOR, hand);
    await hand.press(page.getByRole('link', { name: /inzending voor de landkaart/ }));
    await faultless(page, 'Inzendingen');
    await hand.press(page.getByRole('link', { name: TITLE }));
    await expect(page.getByRole('link', { name: 'https://voorbeeld.nl/stadspanel' })).toBeVisible();
    await expect(page.getByText('Niets op de landkaart lijkt hierop')).toBeVisible();
    await faultless(page, TITLE);
    await hand.fill(page.getByLabel('Bericht aan de inzender'), 'Bedankt, mooi initiatief!');
    await accept(page, hand);

    await toInitiative(page, desk, hand);
    await faultless(page, TITLE);
    await hand.press(page.getByRole('link', { name: 'Geef een wijziging door' }));
    await hand.fill(page.getByLabel('Begonnen in (jaar)'), '2024');
    await hand.fill(page.getByLabel('Waarom moet dit anders?'), 'Het jaar ontbrak.');
    await hand.fill(page.getByLabel('Uw mailadres'), SUBMITTER);
    await hand.tick(page.getByRole('checkbox', { name: /vrij mag gebruiken/ }));
    await faultless(page, `Wijzig ${TITLE}`);
    await takeTime(page);
    await hand.press(page.getByRole('button', { name: 'Verstuur' }));
    await expect(page.getByRole('heading', { level: 1, name: 'Kijk in uw mail' })).toBeVisible();
    await confirm(page, desk, hand);

    await page.goto(`${desk.site.address}/beheer/inzendingen?stand=pending`);
    await hand.press(page.getByRole('link', { name: TITLE }));
    await expect(page.locator('.diff__row')).toHaveCount(1);
    await expect(page.locator('.diff__row')).toContainText('2024');
    await accept(page, hand);

    await toInitiative(page, desk, hand);
    await hand.press(page.getByRole('link', { name: 'Geschiedenis' }));
    await expect(page.getByRole('heading', { level: 2 })).toHaveText([/^Versie 2/, /^Versie 1/]);
    await expect(page.getByText('Het jaar ontbrak.')).toBeVisible();
    await expect(page.getByText(SUBMITTER)).toHaveCount(0);
    await faultless(page, /Geschiedenis/);

    // Years pass.
    await watch.leave();
    await desk.site.againAfter(`UPDATE initiative SET last_checked = '2020-02-29', created_at = 0 WHERE title = '${TITLE}'`);
    const question = await questionOf(desk);
    await toInitiative(page, desk, hand);
    await expect(page.getByText('Dit is lang niet gecontroleerd')).toBeVisible();
    await page.goto(question);
    await faultless(page, 'Klopt dit nog?');
    await hand.press(page.getByRole('button', { name: 'Ja, het klopt nog' }));
    await expect(page.getByText(/^Gecontroleerd op .* Bedankt!$/)).toBeVisible();
    await faultless(page, 'Klopt dit nog?');
    await toInitiative(page, desk, hand);
    await expect(page.getByText('Dit is lang niet gecontroleerd')).toHaveCount(0);
    const address = page.url();
    const number = /initiatief\/(\d+)/.exec(address)?.[1];

    await page.goto(`${desk.site.address}/beheer/initiatieven/${number}`);
    await hand.press(page.getByRole('link', { name: 'Samenvoegen met een ander initiatief' }));
    await hand.fill(page.getByLabel('Of vul het nummer in'), '1');
    await hand.press(page.getByRole('button', { name: 'Bekijk' }));
    await expect(page.getByRole('button', { name: 'Voeg samen' })).toBeVisible();
    await faultless(page, `${TITLE} samenvoegen`);
    await hand.fill(page.locator('#reden'), 'Het is hetzelfde.');
    await hand.press(page.getByRole('button', { name: 'Voeg samen' }));
    await expect(page.getByRole('status')).toContainText('De initiatieven zijn samengevoegd');
    await faultless(page, /./);
    await page.goto(address);
    await expect(page).toHaveURL(/\/landkaart\/initiatief\/1(-|$)/);
  });
}

/** Says yes to what a moderator looks at. */
async function accept(page: Page, hand: Hand): Promise<void> {
  await hand.press(page.getByRole('button', { name: 'Zet op de landkaart' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Inzendingen' })).toBeVisible();
  await expect(page.getByRole('link', { name: TITLE })).toHaveCount(0);
}

/** Goes to the initiative as a visitor does: by its municipality. */
async function toInitiative(page: Page, desk: Desk, hand: Hand): Promise<void> {
  await page.goto(`${desk.site.address}/landkaart/gemeente/middelburg`);
  await hand.press(page.getByRole('link', { name: TITLE }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE);
}

/** The link in the mail that asks whether it is still so. */
async function questionOf(desk: Desk): Promise<string> {
  const link = async () => (await desk.site.mails(SUBMITTER))[0]?.match(/http:\S+\/landkaart\/controle\/[\w-]{43}/)?.[0] ?? '';
  await expect.poll(link, { message: 'a mail that asks', timeout: 30_000 }).not.toBe('');
  return link();
}

/** Looks for faults on the page with this heading; axe itself needs scripts. */
async function faultless(page: Page, heading: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  if (test.info().project.use.javaScriptEnabled !== false) {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations, page.url()).toEqual([]);
  }
}
