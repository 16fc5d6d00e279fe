// A street map that does not come, for whoever has no script that could take it away.
import { pathOfInitiative } from '../../fixtures/pages';
import { type TileServer, startTileServer } from '../../fixtures/tile_server';
import { expect, test as base } from '../../fixtures/visit';

const test = base.extend<{ broken: string }>({
  broken: async ({ site }, use) => {
    const server: TileServer = await startTileServer('broken');
    await use(await site({ DIA_TILES: server.template, DIA_TILES_ATTRIBUTION: 'Straatkaart: een test' }));
    await server.stop();
  },
});

for (const [what, path] of [
  ['municipality', () => Promise.resolve('/landkaart/gemeente/amersfoort')],
  ['initiative', (request: Parameters<typeof pathOfInitiative>[1]) => pathOfInitiative('G1000 Amersfoort', request)],
] as const) {
  test(`without its streets the map of a ${what} still has its colours`, async ({ page, request, broken }, info) => {
    const missing = page.waitForResponse((response) => response.url().includes('/tegels/') && !response.ok());
    await page.goto(broken + (await path(request)));
    await missing;
    const map = page.locator('.map--small');
    await expect(map.locator('.map__ground path').first()).toBeVisible();
    const fills = await map.locator('.map__ground path').evaluateAll((all) => all.map((path) => getComputedStyle(path).fill));
    expect(fills.length).toBeGreaterThan(1);
    expect(fills).not.toContain('none');
    expect(await map.locator('.map__credit').innerText()).not.toMatch(/[.·]\s*$/);
    await map.screenshot({ path: `${info.project.outputDir}/streets/${what}-broken.png` });
  });
}
