// Every page is valid HTML, with one h1, a title, a description and an address of its own.
import { test, expect } from '@playwright/test';
import { HtmlValidate } from 'html-validate';

import { RULES } from '../../fixtures/html_rules';
import { PAGES, pathOf } from '../../fixtures/pages';
import { siteAddress } from '../../fixtures/settings';

const reader = new HtmlValidate(RULES);

/** What is wrong with a document, one line for each fault. */
async function faults(html: string): Promise<string[]> {
  // The reader gives up at `<!>`, which has a test of its own.
  const readable = html.replaceAll('<!>', '<!---->');
  const { results } = await reader.validateString(readable);
  return results.flatMap((result) =>
    result.messages.map((fault) => `${fault.ruleId}: ${fault.message} … ${readable.slice(fault.offset, fault.offset + 120)}`),
  );
}

for (const page of PAGES) {
  test(`${page.name} is valid HTML`, async ({ request }) => {
    const answer = await request.get(await pathOf(page, request));
    expect(answer.status()).toBe(page.status ?? 200);
    expect(await faults(await answer.text())).toEqual([]);
  });

  test(`${page.name} says what it is and where`, async ({ request }) => {
    const html = await (await request.get(await pathOf(page, request))).text();
    const count = (pattern: RegExp) => html.match(pattern)?.length ?? 0;
    expect(html).toContain('<html lang="nl"');
    expect(count(/<h1[\s>]/g), 'one h1').toBe(1);
    // Shapes on the map have titles too.
    const titles = [...html.split('</head>')[0].matchAll(/<title[^>]*>([^<]*)<\/title>/g)];
    expect(titles, 'one title').toHaveLength(1);
    expect(titles[0][1]).toContain('Democratie in Actie');
    const canonical = [...html.matchAll(/<link[^>]+rel="canonical"[^>]*>/g)];
    expect(canonical, 'one canonical address').toHaveLength(1);
    expect(canonical[0][0]).toContain(`href="${siteAddress()}/`);
    expect(count(/<[^>]+\sstyle="/g), 'style attributes, which the content security policy forbids').toBe(0);
    expect(count(/<[^>]+\son[a-z]+="/g), 'inline handlers').toBe(0);
  });
}

test('the code that others put in their pages is valid HTML', async ({ request }) => {
  const html = await (await request.get('/landkaart/insluiten?soort=burgerberaad&kleur=referendum')).text();
  const snippets = [...html.matchAll(/<textarea[^>]*>([^<]*)<\/textarea>/g)].map(([, code]) =>
    code.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );
  expect(snippets).toHaveLength(2);
  const whole = `<!DOCTYPE html><html lang="nl"><head><title>x</title></head><body><h1>x</h1>${snippets.join('')}</body></html>`;
  expect(await faults(whole)).toEqual([]);
});

test('the fragment that the browser puts in the page is valid HTML too', async ({ request }) => {
  const html = await (await request.get('/landkaart/resultaten?soort=burgerberaad')).text();
  const whole = `<!DOCTYPE html><html lang="nl"><head><title>x</title></head><body><h1>x</h1>${html}</body></html>`;
  expect(await faults(whole)).toEqual([]);
});

test('no page holds <!>, which browsers read as a comment and others not at all', async ({ request }) => {
  const found: string[] = [];
  for (const page of PAGES) {
    const html = await (await request.get(await pathOf(page, request))).text();
    const times = html.match(/<!>/g)?.length ?? 0;
    if (times > 0) {
      found.push(`${page.name}: ${times}`);
    }
  }
  expect(found).toEqual([]);
});
