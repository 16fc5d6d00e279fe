// The map in a frame on a site of somebody else.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { siteAddress } from '../../fixtures/settings';
import { expect, test as base } from '../../fixtures/visit';

const test = base.extend<{ host: (frame: string) => Promise<string> }>({
  // The address of another site with this page of ours in a frame. `localhost` is another site than 127.0.0.1.
  host: async ({ watch }, use) => {
    let frame = '';
    const server = createServer((_, response) => {
      const html = `<!doctype html><html lang="nl"><title>Een gemeente</title><h1>Een gemeente</h1>
        <iframe id="kaart" src="${siteAddress()}${frame}" title="Landkaart" width="100%" height="720"></iframe></html>`;
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
    });
    await new Promise<void>((ready) => server.listen(0, 'localhost', ready));
    const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    watch.allow(origin);
    await use(async (path) => {
      frame = path;
      return origin;
    });
    await new Promise<void>((stopped) => {
      server.closeAllConnections();
      server.close(() => stopped());
    });
  },
});

test('another site shows the map with its filters, without header and without cookies', async ({
  page,
  host,
  javaScriptEnabled,
}) => {
  await page.goto(await host('/landkaart/insluiten?soort=burgerberaad&weergave=kaart'));
  const map = page.frameLocator('#kaart');
  await expect(map.locator('#kaart .map__land')).toBeVisible();
  await expect(map.locator('#samenvatting')).toContainText('initiatieven');
  await expect(map.locator('.utrecht-page-header')).toHaveCount(0);
  await expect(map.locator('.embed__foot a')).toHaveAttribute('href', '/landkaart?soort=burgerberaad');
  await expect(map.locator('.embed__foot a')).toHaveAttribute('target', '_blank');
  if (javaScriptEnabled) {
    await expect(map.locator('#kaart[data-ready]')).toBeVisible({ timeout: 20_000 });
    const before = await map.locator('.map__land').getAttribute('viewBox');
    await map.getByRole('button', { name: 'Inzoomen' }).click();
    await expect(map.locator('.map__land')).not.toHaveAttribute('viewBox', before ?? '');
  }
});

test('no other page of the site can be put in a frame', async ({ page, host, watch }) => {
  watch.expectComplaint(/frame-ancestors/);
  // The browser's own error page in the frame, when the test ends before its script does.
  watch.expectComplaint(/TrustedTypePolicy.* no longer runnable/);
  await page.goto(await host('/landkaart'));
  const frame = page.frame({ url: (address) => address.href.startsWith('chrome-error:') || address.pathname === '/landkaart' });
  await expect(page.frameLocator('#kaart').locator('.map__land')).toHaveCount(0);
  expect(frame?.url() ?? 'chrome-error:').toMatch(/^chrome-error:/);
});

test('the snippet holds the address of the bare map under the same filters', async ({ page }) => {
  await page.goto('/landkaart/insluiten?soort=burgerberaad&provincie=limburg');
  const snippet = await page.locator('#code-kaart').inputValue();
  const address = /src="([^"]+)"/.exec(snippet)?.[1].replaceAll('&amp;', '&') ?? '';
  const parts = new URL(address);
  expect(parts.origin).toBe(siteAddress());
  expect([...parts.searchParams]).toEqual([
    ['soort', 'burgerberaad'],
    ['provincie', 'limburg'],
    ['weergave', 'kaart'],
  ]);
  const picture = page.locator('.embed-preview');
  await picture.scrollIntoViewIfNeeded();
  await expect(picture).toBeVisible();
  expect((await page.request.get((await picture.getAttribute('src')) ?? '')).headers()['content-type']).toContain('image/svg+xml');
});

test('the bare map says what it leaves out of the list, what it found nothing for, and what it does not understand', async ({
  page,
}) => {
  await page.goto('/landkaart/insluiten?weergave=kaart');
  await page.getByText('Dezelfde initiatieven in een lijst').click();
  await expect(page.getByText('Hier staan 20 van de 40 initiatieven')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Bekijk alle 40 initiatieven' })).toHaveAttribute('target', '_blank');
  await page.goto('/landkaart/insluiten?weergave=kaart&provincie=zeeland');
  await expect(page.locator('main')).toContainText('zegt niet dat er niets gebeurt');
  await expect(page.getByRole('link', { name: 'Bekijk alle 40 initiatieven' })).toHaveAttribute('href', '/landkaart');
  await page.goto('/landkaart/insluiten?weergave=kaart&soort=onzin');
  await expect(page.locator('.utrecht-alert--warning')).toContainText('“onzin” kennen wij niet');
});

test('the snippet keeps the view and the colours, and its two codes have names of their own', async ({ page }) => {
  await page.goto('/landkaart/insluiten?kader=100000,400000,200000,500000&kleur=referendum');
  const code = page.getByLabel('Code voor de kaart');
  await expect(code).toHaveValue(/kader=100000%2C400000%2C200000%2C500000&amp;kleur=referendum/);
  await expect(page.getByLabel('Code voor het plaatje')).toHaveValue(/kaart\.svg\?kleur=referendum/);
});

test('a site that is not on the list of the owner gets no frame', async ({ request, site }) => {
  const address = await site({ DIA_EMBED_ANCESTORS: 'https://www.example.org' });
  const policy = async (path: string) => (await request.get(address + path)).headers()['content-security-policy'];
  expect(await policy('/landkaart/insluiten?weergave=kaart')).toContain('frame-ancestors https://www.example.org');
  expect(await policy('/landkaart')).toContain("frame-ancestors 'none'");
});
