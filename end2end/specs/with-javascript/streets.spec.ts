// A street map under the municipalities, from a tile server that the test starts itself.
import { awake, viewBox } from '../../fixtures/landkaart';
import { type TileAnswer, type TileServer, startTileServer } from '../../fixtures/tile_server';
import { expect, test as base } from '../../fixtures/visit';

const test = base.extend<{ streets: (first: TileAnswer) => Promise<TileServer & { address: string }> }>({
  streets: async ({ site, page }, use) => {
    const servers: TileServer[] = [];
    await use(async (first) => {
      const server = await startTileServer(first);
      servers.push(server);
      return { ...server, address: await site({ DIA_TILES: server.template, DIA_TILES_ATTRIBUTION: 'Straatkaart: een test' }) };
    });
    // Nothing is asked of servers that are gone.
    await page.goto('about:blank');
    await Promise.all(servers.map((server) => server.stop()));
  },
});

/** A view close enough for streets. */
const CLOSE = '?kader=140000,450000,165000,475000';

test('streets come when one looks close, from this site only, and go again', async ({ page, streets }, info) => {
  const { address, asked } = await streets('tile');
  await page.goto(`${address}/landkaart`);
  await awake(page);
  const map = page.locator('#kaart');
  await expect(map).not.toHaveClass(/map--tiles/);
  const land = map.locator('.map__land');
  const [, , home] = await viewBox(land);
  for (let step = 1; step <= 4; step += 1) {
    await page.getByRole('button', { name: 'Inzoomen' }).click();
    await expect.poll(async () => (await viewBox(land))[2]).toBeCloseTo(home / 2 ** step, 0);
  }
  await expect(map).toHaveClass(/map--tiles/);
  const tiles = map.locator('.map__tiles image');
  await expect(map.locator('.map__credit')).toContainText('Straatkaart: een test');
  await expect(tiles.first()).toHaveAttribute('href', /^\/tegels\/\d+\/\d+\/\d+\.png$/);
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  await page.screenshot({ path: `${info.project.outputDir}/streets/landkaart.png` });
  await page.getByRole('button', { name: 'Heel Nederland' }).click();
  await expect(tiles).toHaveCount(0);
  await expect(map).not.toHaveClass(/map--tiles/);
});

test('when the streets cannot be had, the colours come back and a line says so', async ({ page, streets }, info) => {
  const { address } = await streets('broken');
  await page.goto(`${address}/landkaart${CLOSE}`);
  await awake(page);
  const map = page.locator('#kaart');
  await expect(page.locator('.map__message')).toContainText('De stratenkaart is nu niet te bereiken');
  await expect(map).not.toHaveClass(/map--tiles/);
  await expect(map.locator('.map__tiles image')).toHaveCount(0);
  await expect(map.locator('.map__municipalities a.m').first()).toBeVisible();
  await page.screenshot({ path: `${info.project.outputDir}/streets/landkaart-broken.png` });
});

test('the colours stay until there are streets, and a line comes when none come', async ({ page, streets }) => {
  const { address } = await streets('silence');
  await page.goto(`${address}/landkaart${CLOSE}`);
  await awake(page);
  const map = page.locator('#kaart');
  await expect(map.locator('.map__tiles image')).not.toHaveCount(0);
  await expect(map).not.toHaveClass(/map--tiles/);
  await expect(page.locator('.map__message')).toContainText('De stratenkaart is nu niet te bereiken');
  await expect(map).not.toHaveClass(/map--tiles/);
});

test('where no streets are drawn, as beyond the border, nothing is wrong', async ({ page, streets }) => {
  const { address, answerWith } = await streets('tile');
  answerWith((path) => {
    const [, , x, y] = path.split(/[/.]/).map(Number);
    return (x + y) % 4 === 0 ? 'tile' : 'none';
  });
  await page.goto(`${address}/landkaart${CLOSE}`);
  await awake(page);
  const map = page.locator('#kaart');
  await expect(map.locator('.map__tiles image[data-tile="none"]')).not.toHaveCount(0);
  await expect(map.locator('.map__tiles image:not([data-tile="none"]):not([data-tile="came"])')).toHaveCount(0);
  await expect(map).toHaveClass(/map--tiles/);
  await expect(page.locator('.map__message')).toBeHidden();
});

test('the streets come back when they can be had again', async ({ page, streets }) => {
  const { address, answerWith } = await streets('broken');
  await page.goto(`${address}/landkaart${CLOSE}`);
  await awake(page);
  const map = page.locator('#kaart');
  await expect(page.locator('.map__message')).toContainText('De stratenkaart is nu niet te bereiken');
  answerWith('tile');
  let step = 0;
  await expect(async () => {
    // Every other view asks for other tiles.
    step += 1;
    await page.getByRole('button', { name: step % 2 ? 'Inzoomen' : 'Uitzoomen' }).click();
    await expect(map).toHaveClass(/map--tiles/, { timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.locator('.map__message')).toBeHidden();
});

test('the page of a municipality shows where it lies on the streets', async ({ page, streets }, info) => {
  const { address } = await streets('tile');
  await page.goto(`${address}/landkaart/gemeente/amersfoort`);
  const tile = page.locator('.map--small .map__tiles image').first();
  await expect(tile).toHaveAttribute('href', /^\/tegels\//);
  const answer = await page.request.get(address + (await tile.getAttribute('href')));
  expect(answer.headers()['content-type']).toBe('image/png');
  await page.screenshot({ path: `${info.project.outputDir}/streets/gemeente.png` });
});
