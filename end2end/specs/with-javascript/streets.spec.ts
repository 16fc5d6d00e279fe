// A street map under the municipalities, from a tile server that the test starts itself.
import { awake, viewBox } from '../../fixtures/landkaart';
import { type TileServer, type Tiles, startTileServer } from '../../fixtures/tile_server';
import { expect, test as base } from '../../fixtures/visit';

const test = base.extend<{ streets: (tiles: Tiles) => Promise<TileServer & { address: string }> }>({
  streets: async ({ site }, use) => {
    const servers: TileServer[] = [];
    await use(async (tiles) => {
      const server = await startTileServer(tiles);
      servers.push(server);
      return { ...server, address: await site({ DIA_TILES: server.template, DIA_TILES_ATTRIBUTION: 'Straatkaart: een test' }) };
    });
    await Promise.all(servers.map((server) => server.stop()));
  },
});

test('streets come when one looks close, from this site only, and go again', async ({ page, streets }, info) => {
  const { address, asked } = await streets('all');
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
  const { address } = await streets('trouble');
  await page.goto(`${address}/landkaart?kader=140000,450000,165000,475000`);
  await awake(page);
  const map = page.locator('#kaart');
  await expect(page.locator('.map__message')).toContainText('De stratenkaart is nu niet te bereiken');
  await expect(map).not.toHaveClass(/map--tiles/);
  await expect(map.locator('.map__tiles image')).toHaveCount(0);
  await expect(map.locator('.map__municipalities a.m').first()).toBeVisible();
  await page.screenshot({ path: `${info.project.outputDir}/streets/landkaart-broken.png` });
});

test('a place without streets, such as the sea, is no trouble', async ({ page, streets }) => {
  const { address, asked } = await streets('none');
  const tiles = page.waitForResponse((response) => response.url().includes('/tegels/'));
  await page.goto(`${address}/landkaart?kader=140000,450000,165000,475000`);
  await awake(page);
  expect((await tiles).status()).toBe(404);
  await expect.poll(() => asked.length).toBeGreaterThan(5);
  await page.waitForLoadState('networkidle');
  await expect(page.locator('#kaart')).toHaveClass(/map--tiles/);
  await expect(page.locator('.map__message')).not.toContainText('De stratenkaart is nu niet te bereiken');
});

test('the page of a municipality shows where it lies on the streets', async ({ page, streets }, info) => {
  const { address } = await streets('all');
  await page.goto(`${address}/landkaart/gemeente/amersfoort`);
  const tile = page.locator('.map--small .map__tiles image').first();
  await expect(tile).toHaveAttribute('href', /^\/tegels\//);
  const answer = await page.request.get(address + (await tile.getAttribute('href')));
  expect(answer.headers()['content-type']).toBe('image/png');
  await page.screenshot({ path: `${info.project.outputDir}/streets/gemeente.png` });
});
