// No page breaks a rule that axe knows, light or dark, wide or narrow; the rest that a machine can see.
import { AxeBuilder } from '@axe-core/playwright';

import { awake, openLandkaart } from '../../fixtures/landkaart';
import { PAGES, type PublicPage, hasLiveMap, pathOf } from '../../fixtures/pages';
import { type Page, expect, test } from '../../fixtures/visit';

const WIDTHS = [1280, 360];
// The dark page has the same elements with other colours, so only the rules about colours can turn out otherwise.
const SCHEMES = [
  { colorScheme: 'light', tag: undefined },
  { colorScheme: 'dark', tag: 'cat.color' },
] as const;

async function open(page: Page, shown: PublicPage): Promise<void> {
  await page.goto(await pathOf(shown, page.request));
  if (hasLiveMap(shown)) {
    await awake(page);
  }
}

/** Hundreds of elements that are the same on every view of the Landkaart. They are looked at on the first. */
const REPEATED = ['.map__municipalities', '#tabel'];

/** What axe finds, one line for each element; all rules, or those with a tag. */
async function faults(page: Page, tag?: string, without: string[] = []): Promise<string[]> {
  const axe = without.reduce((axe, part) => axe.exclude(part), new AxeBuilder({ page }));
  const { violations } = await (tag ? axe.withTags(tag) : axe).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} (${node.target.join(' ')}) ${node.any[0]?.message ?? ''}`),
  );
}

for (const shown of PAGES) {
  test(`${shown.name} breaks no rule of axe`, async ({ page }) => {
    await open(page, shown);
    const repeated = shown.name.startsWith('landkaart-') ? REPEATED : [];
    const found: Record<string, string[]> = {};
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const { colorScheme, tag } of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        // A colour that is on its way from light to dark is neither.
        await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
        const list = await faults(page, tag, repeated);
        if (list.length > 0) {
          found[`${width} ${colorScheme}`] = list;
        }
      }
    }
    expect(found).toEqual({});
  });
}

test('no page scrolls sideways in a window of 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const wide: string[] = [];
  for (const shown of PAGES) {
    await open(page, shown);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 320) {
      wide.push(`${shown.name}: ${width}`);
    }
  }
  expect(wide).toEqual([]);
});

test('everything opened, the Landkaart breaks no rule of axe', async ({ page }) => {
  const { search } = await openLandkaart(page);
  await page.locator('details').evaluateAll((all) => all.forEach((part) => part.setAttribute('open', '')));
  await search.pressSequentially('burger');
  await expect(page.getByRole('listbox')).toBeVisible();
  expect(await faults(page)).toEqual([]);
});

test('text can be twice as large without anything being lost', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 900 });
  const wide: string[] = [];
  for (const shown of PAGES) {
    await open(page, shown);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 640) {
      wide.push(`${shown.name}: ${width}`);
    }
  }
  expect(wide).toEqual([]);
});

test('with forced colours the classes of the map differ by more than colour', async ({ page }, info) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openLandkaart(page);
  await page.screenshot({ path: `${info.project.outputDir}/forced-colours/landkaart.png`, fullPage: true });
  const fills = await page.evaluate((classes) => {
    const link = document.querySelector('.map__municipalities a.m');
    if (!link) return [];
    return classes.map((name) => {
      link.setAttribute('class', `m ${name}`);
      return getComputedStyle(link.querySelector('path') as Element).fill;
    });
  }, ['k0', 'kd', 'kf', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6']);
  expect(new Set(fills).size).toBe(9);
  expect(fills[0]).toContain('#hatch');
  expect(fills[1]).toContain('#dots');
});

test('with forced colours no text has the colour of the page', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/landkaart');
  await page.keyboard.press('Tab');
  const skip = page.locator('.nl-skip-link').first();
  await expect(skip).toBeFocused();
  const canvas = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  for (const seen of [skip, page.locator('.utrecht-pagination__page-link--current'), page.locator('.search .nl-button')]) {
    await expect(seen).not.toHaveCSS('color', canvas);
  }
  await expect(skip).toHaveCSS('border-top-width', '3px');
  await page.goto('/landkaart?soort=burgerberaad');
  await expect(page.locator('.facet .nl-number-badge').first()).not.toHaveCSS('color', canvas);
});

/** The part of a colour by which people see light and dark (WCAG 2.2, relative luminance). */
function luminance(colour: string): number {
  const [r, g, b] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test('the edge of every municipality has a contrast of at least 3 with its colour', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openLandkaart(page);
    const pairs = await page.evaluate((classes) => {
      const link = document.querySelector('.map__municipalities a.m') as Element;
      const ground = getComputedStyle(document.querySelector('.map__hatch-ground') as Element).fill;
      return classes.map((name) => {
        link.setAttribute('class', `m ${name}`);
        const { fill, stroke } = getComputedStyle(link.querySelector('path') as Element);
        return { name, fill: ['k0', 'kd'].includes(name) ? ground : fill, stroke };
      });
    }, ['k0', 'kd', 'kf', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6']);
    for (const { name, fill, stroke } of pairs) {
      const [dark, light] = [luminance(fill), luminance(stroke)].sort((a, b) => a - b);
      expect((light + 0.05) / (dark + 0.05), `${colorScheme} ${name}: ${stroke} on ${fill}`).toBeGreaterThanOrEqual(3);
    }
  }
});

test('targets on a narrow screen are at least 24 pixels or have room around them', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await openLandkaart(page);
  const { violations } = await new AxeBuilder({ page }).withRules(['target-size']).analyze();
  expect(violations.flatMap(({ nodes }) => nodes.map((node) => node.target.join(' ')))).toEqual([]);
});
