// A browser without scripts gets the whole Landkaart.
import { landkaart, pointOn, viewBox } from '../../fixtures/landkaart';
import { expect, test } from '../../fixtures/visit';

test('map, list and table are all there', async ({ page }) => {
  await page.goto('/landkaart');
  const { municipalities, marks, titles, map, summary } = landkaart(page);
  await expect(map).toBeVisible();
  await expect(summary).toContainText('40 initiatieven');
  await expect(municipalities).toHaveCount(342);
  await expect(page.locator('.map__inset a.m')).toHaveCount(3);
  expect(await marks.count()).toBeGreaterThan(3);
  await expect(titles).toHaveCount(20);
  await page.getByText('Alle gemeenten in een tabel').click();
  await expect(page.locator('#tabel tbody tr')).toHaveCount(345);
  await expect(page.locator('#tabel tbody tr').first()).toBeVisible();
});

test('every municipality on the map is a link with a name and a count', async ({ page }) => {
  await page.goto('/landkaart');
  const links = await landkaart(page).municipalities.evaluateAll((all) =>
    all.map((link) => [link.getAttribute('href') ?? '', link.querySelector('title')?.textContent ?? '']),
  );
  for (const [path, name] of links) {
    expect(path).toMatch(/^\/landkaart\/gemeente\/[a-z0-9-]+$/);
    expect(name).toMatch(/^.+: (nog geen initiatief bekend|doet mee aan 1 initiatief van een andere gemeente|1 initiatief|\d+ initiatieven)$/);
  }
  expect(new Set(links.map(([path]) => path)).size).toBe(342);
});

test('a click on the map leads to the municipality', async ({ page }) => {
  await page.goto('/landkaart');
  const { x, y } = await pointOn(page.locator('a.m[href="/landkaart/gemeente/middelburg"]'));
  await page.mouse.click(x, y);
  await expect(page).toHaveURL(/\/landkaart\/gemeente\/middelburg$/);
});

test('links look closer and from farther away, and keep to the view when asked', async ({ page }) => {
  await page.goto('/landkaart');
  const { titles } = landkaart(page);
  const zoom = page.getByRole('list', { name: 'Kaart bedienen' });
  await zoom.getByRole('link', { name: 'Inzoomen' }).click();
  await expect(page).toHaveURL(/kader=/);
  await zoom.getByRole('link', { name: 'Inzoomen' }).click();
  const all = await page.locator('.results__range').innerText();
  await page.getByRole('checkbox', { name: 'Alleen in dit kaartbeeld' }).check();
  await page.locator('#filter').getByRole('button', { name: 'Zoek' }).click();
  await expect(page).toHaveURL(/binnen=kader/);
  await expect(page.locator('.results__range')).not.toHaveText(all);
  await expect(titles.first()).toBeVisible();
  await zoom.getByRole('link', { name: 'Heel Nederland' }).click();
  await expect(page).not.toHaveURL(/kader=/);
});

test('six looks closer keep the shape of the map and the length of the page', async ({ page }) => {
  await page.goto('/landkaart');
  const land = landkaart(page).map.locator('.map__land');
  const size = await land.boundingBox();
  const [, , width, height] = await viewBox(land);
  for (let step = 1; step <= 6; step += 1) {
    await page.getByRole('list', { name: 'Kaart bedienen' }).getByRole('link', { name: 'Inzoomen' }).click();
    await expect.poll(async () => (await viewBox(land))[2]).toBeCloseTo(width / 2 ** step, 0);
    expect((await viewBox(land))[3]).toBeCloseTo(height / 2 ** step, 0);
    expect((await land.boundingBox())?.height).toBeCloseTo(size?.height ?? 0, 0);
  }
});

test('a frame that is a strip makes no strip of the map', async ({ page }) => {
  for (const frame of ['155000,-900000,155010,1000000', '-900000,463000,1000000,463010']) {
    await page.goto(`/landkaart?kader=${frame}`);
    const box = await landkaart(page).map.locator('.map__land').boundingBox();
    expect(box?.height).toBeLessThan(900);
    const [, , width, height] = await viewBox(landkaart(page).map.locator('.map__land'));
    expect(width / height).toBeGreaterThan(0.3);
    expect(width / height).toBeLessThan(3.1);
  }
});

test('a municipality that a filter leaves empty is not said to be unknown', async ({ page }) => {
  await page.goto('/landkaart?provincie=limburg');
  const title = (name: string) => page.locator(`a.m[href$="/${name.toLowerCase()}"] title`);
  await expect(title('Rotterdam')).toHaveText('Rotterdam: geen initiatief met deze filters');
  await expect(title('Middelburg')).toHaveText('Middelburg: nog geen initiatief bekend');
  await expect(page.locator('#legenda')).toContainText('geen met deze filters');
  const svg = await (await page.request.get('/landkaart/kaart.svg?provincie=limburg')).text();
  expect(svg).toContain('Rotterdam: geen initiatief met deze filters');
  await page.goto('/landkaart/insluiten?provincie=limburg&weergave=kaart');
  await expect(title('Rotterdam')).toHaveText('Rotterdam: geen initiatief met deze filters');
});

test('colouring by one type changes the legend and not the list', async ({ page }) => {
  await page.goto('/landkaart');
  const { summary } = landkaart(page);
  const sentence = await summary.innerText();
  await page.locator('#kleur').selectOption('burgerbegroting');
  await page.getByRole('button', { name: 'Kleur' }).click();
  await expect(page).toHaveURL(/kleur=burgerbegroting/);
  await expect(page.locator('#legenda')).toContainText('Burgerbegroting');
  await expect(summary).toHaveText(sentence);
});

test('nothing that only works with scripts is shown', async ({ page }) => {
  await page.goto('/landkaart');
  await expect(page.locator('.map__controls')).toBeHidden();
  await expect(page.locator('.map__keys')).toBeHidden();
  await expect(page.locator('#binnen')).toBeHidden();
  await expect(page.locator('#suggesties')).toHaveCount(0);
});
