// Every page of the desk is valid HTML.
import { HtmlValidate } from 'html-validate';

import { OWNER, expect, test } from '../../fixtures/desk';
import { RULES } from '../../fixtures/html_rules';

test('the pages of the desk are valid HTML, with one h1 and nothing that asks for a script', async ({ desk, page }) => {
  await desk.signIn(page, OWNER);
  const reader = new HtmlValidate(RULES);
  const html = async (path: string) => (await page.request.get(`${desk.site.address}${path}`)).text();
  const inside = async (list: string) =>
    (await html(list)).match(new RegExp(`href="(${list}/[0-9a-f-]{36})"`))?.[1] ?? 'nothing';
  const paths = [
    '/beheer',
    '/beheer/inloggen',
    '/beheer/zoeken?q=amersfoort',
    '/beheer/post',
    '/beheer/post?q=niemand',
    await inside('/beheer/post'),
    '/beheer/initiatieven',
    '/beheer/initiatieven?stand=ingetrokken',
    '/beheer/initiatieven/nieuw?splits=1',
    '/beheer/initiatieven/1',
    '/beheer/initiatieven/1/samenvoegen?met=2',
    '/beheer/imports',
    '/beheer/beslissen',
    '/beheer/beslissen/antwoord',
    '/beheer/accounts?volgorde=-gezien',
    '/beheer/accounts/nieuw',
    await inside('/beheer/accounts'),
    '/beheer/logboek',
    '/beheer/logboek/keten',
    '/beheer/instellingen',
  ];
  const found: Record<string, string[]> = {};
  for (const path of paths) {
    const text = await html(path);
    const { results } = await reader.validateString(text);
    const faults = results.flatMap(({ messages }) =>
      messages.map((fault) => `${fault.ruleId}: ${fault.message} … ${text.slice(fault.offset, fault.offset + 100)}`),
    );
    if (text.match(/<h1[\s>]/g)?.length !== 1) {
      faults.push('one h1');
    }
    if (/<[^>]+\s(style|on[a-z]+)="/.test(text)) {
      faults.push('something in the page that the content security policy forbids');
    }
    if (faults.length > 0) {
      found[path] = faults;
    }
  }
  expect(found).toEqual({});
});
