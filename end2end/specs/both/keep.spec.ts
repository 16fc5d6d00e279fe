// What staff do with initiatives themselves: publish, change, withdraw, merge, and take in a file.
import { MODERATOR, OWNER, expect, test } from '../../fixtures/desk';

test('a moderator publishes an initiative, changes it, withdraws it and puts it back', async ({ desk, page }) => {
  await desk.signIn(page, MODERATOR);
  const parts = page.getByRole('navigation', { name: 'Delen van het beheer' });
  await parts.getByRole('link', { name: 'Initiatieven' }).click();
  await page.getByRole('link', { name: 'Nieuw initiatief' }).click();
  await page.getByLabel('Naam van het initiatief').fill('Wijkraad De Ploeg');
  await page.getByLabel('In het kort').fill('Bewoners praten elke maand over hun wijk.');
  await page.getByLabel('Soort initiatief').selectOption('dorpsraad');
  await page.getByRole('combobox', { name: 'Gemeente' }).fill('Zeist');
  await page.getByLabel('Webadres 1').fill('https://voorbeeld.nl/wijkraad');
  await page.getByRole('button', { name: 'Publiceer' }).click();
  await expect(page.getByRole('status')).toContainText('Het initiatief staat op de landkaart');
  const address = page.url().split('?')[0];
  await page.getByLabel('In het kort').fill('Bewoners praten elke week over hun wijk.');
  await page.getByRole('button', { name: 'Sla op' }).click();
  await expect(page.getByRole('alert')).toContainText('Schrijf waarom');
  await expect(page.getByLabel('In het kort')).toHaveValue('Bewoners praten elke week over hun wijk.');
  await page.locator('#reden').fill('Ze komen nu vaker bij elkaar.');
  await page.getByRole('button', { name: 'Sla op' }).click();
  await expect(page.getByRole('status')).toContainText('De wijziging staat op de landkaart');
  await expect(page.getByText('elke maand')).toBeVisible();
  await page.getByText('Van de landkaart halen').click();
  await page.locator('#reden_intrekken').fill('De wijkraad bestaat niet meer.');
  await page.getByRole('button', { name: 'Haal van de landkaart' }).click();
  await expect(page.getByRole('status')).toContainText('staat niet meer op de landkaart');
  await page.getByRole('link', { name: /Bekijk nummer \d+ op de landkaart/ }).click();
  await expect(page.getByText('De wijkraad bestaat niet meer.')).toBeVisible();
  await page.goto(address);
  await page.locator('#reden_terug').fill('Toch wel.');
  await page.getByRole('button', { name: 'Zet terug op de landkaart' }).click();
  await expect(page.getByRole('status')).toContainText('staat weer op de landkaart');
});

test('a second editor sees what the first changed', async ({ desk, page }) => {
  await desk.signIn(page, MODERATOR);
  const address = `${desk.site.address}/beheer/initiatieven/1`;
  await page.goto(address);
  const other = await page.context().newPage();
  await other.goto(address);
  await other.getByLabel('Begonnen in (jaar)').fill('2013');
  await other.locator('#reden').fill('Het begon eerder.');
  await other.getByRole('button', { name: 'Sla op' }).click();
  await expect(other.getByRole('status')).toBeVisible();
  await other.close();
  await page.getByLabel('Naam van het initiatief').fill('Stadsgesprek Amersfoort');
  await page.locator('#reden').fill('Zo heet het nu.');
  await page.getByRole('button', { name: 'Sla op' }).click();
  await expect(page.getByRole('alert')).toContainText('Iemand anders was u voor');
  await expect(page.getByRole('alert')).toContainText('2013');
  await expect(page.getByLabel('Naam van het initiatief')).toHaveValue('Stadsgesprek Amersfoort');
  await expect(page.getByLabel('Begonnen in (jaar)')).toHaveValue('2013');
  await page.getByRole('button', { name: 'Sla op' }).click();
  await expect(page.getByRole('status')).toContainText('De wijziging staat op de landkaart');
});

test('two initiatives are merged, the old address leads on, and they are taken apart', async ({ desk, page }) => {
  await desk.signIn(page, MODERATOR);
  await page.goto(`${desk.site.address}/beheer/initiatieven/1`);
  await page.getByRole('link', { name: 'Samenvoegen met een ander initiatief' }).click();
  await page.getByLabel('Of vul het nummer in').fill('1');
  await page.getByRole('button', { name: 'Bekijk' }).click();
  await expect(page.getByRole('alert')).toContainText('Kies een ander');
  await page.getByLabel('Of vul het nummer in').fill('2');
  await page.getByRole('button', { name: 'Bekijk' }).click();
  await page.locator('#reden').fill('Het is hetzelfde.');
  await page.getByRole('button', { name: 'Voeg samen' }).click();
  await expect(page.getByRole('status')).toContainText('De initiatieven zijn samengevoegd');
  await page.goto(`${desk.site.address}/landkaart/initiatief/1-g1000-amersfoort`);
  await expect(page).toHaveURL(/\/landkaart\/initiatief\/2/);
  await page.goto(`${desk.site.address}/beheer/initiatieven/1`);
  await page.locator('#reden_terug').fill('Het zijn er toch twee.');
  await page.getByRole('button', { name: 'Maak weer los' }).click();
  await expect(page.getByRole('status')).toContainText('staat weer apart');
  await page.goto(`${desk.site.address}/landkaart/initiatief/1-g1000-amersfoort`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('G1000 Amersfoort');
});

test('many are withdrawn with one reason, and come back with one press', async ({ desk, page }) => {
  await desk.signIn(page, MODERATOR);
  await page.goto(`${desk.site.address}/beheer/initiatieven?q=g1000`);
  await page.getByRole('checkbox', { name: /Kies G1000 Amersfoort/ }).check();
  await page.getByLabel('Reden (voor iedereen te lezen)').fill('Dubbel');
  await page.getByRole('button', { name: 'Haal van de landkaart' }).click();
  await expect(page.getByRole('status')).toContainText('1 initiatief is van de landkaart gehaald');
  await expect(page.getByRole('row', { name: /G1000 Amersfoort/ })).toContainText('ingetrokken');
  await page.getByRole('button', { name: 'Maak ongedaan' }).click();
  await expect(page.getByRole('row', { name: /G1000 Amersfoort/ })).toContainText('op de landkaart');
});

test('a file is looked at first and then taken in', async ({ desk, page }) => {
  await desk.signIn(page, MODERATOR);
  await page.goto(`${desk.site.address}/beheer/imports`);
  const file = (text: string) => ({ name: 'lijst.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByLabel('Bestand met initiatieven').setInputFiles(file('PK\u0003\u0004'));
  await page.getByRole('button', { name: 'Bekijk wat er zou gebeuren' }).click();
  await expect(page.getByRole('alert')).toContainText('rekenblad');
  const rows = [
    'external_id;titel;samenvatting;gemeente;soorten;status',
    'nieuw-1;Dorpsraad Ons Dorp;Bewoners beslissen samen over hun dorp.;Zeist;dorpsraad;loopt',
    'nieuw-2;Fout;Bewoners beslissen samen over hun dorp.;Atlantis;dorpsraad;loopt',
  ];
  await page.getByLabel('Bestand met initiatieven').setInputFiles(file(`${rows.join('\r\n')}\r\n`));
  await page.getByRole('button', { name: 'Bekijk wat er zou gebeuren' }).click();
  await expect(page.getByRole('row', { name: /nieuw-2/ })).toContainText('Deze gemeente kennen we niet');
  await page.getByRole('button', { name: 'Lees het bestand in' }).click();
  await expect(page.getByRole('status')).toContainText('Het bestand is ingelezen');
  await page.goto(`${desk.site.address}/beheer/imports`);
  await expect(page.getByRole('row', { name: /lijst\.csv/ })).toContainText('Mo de Rator');
});

test('an owner says on which types two moderators decide, and moderators keep answers ready', async ({ desk, page }) => {
  await desk.signIn(page, OWNER);
  await page.goto(`${desk.site.address}/beheer/beslissen`);
  await page.getByRole('checkbox', { name: 'Burgerberaad' }).check();
  await page.getByRole('button', { name: 'Sla op' }).click();
  await expect(page.getByRole('status')).toContainText('Opgeslagen');
  await expect(page.getByRole('checkbox', { name: 'Burgerberaad' })).toBeChecked();
  await page.getByRole('link', { name: 'Voeg een antwoord toe' }).click();
  await page.getByLabel('Naam', { exact: true }).fill('Te jong');
  await page.getByLabel('Tekst').fill('Meld het opnieuw als het begonnen is.');
  await page.getByRole('button', { name: 'Sla op' }).click();
  await page.getByRole('link', { name: 'Te jong' }).click();
  await page.getByRole('button', { name: 'Verwijder dit antwoord' }).click();
  await expect(page.getByRole('status')).toContainText('Het antwoord is verwijderd');
});
