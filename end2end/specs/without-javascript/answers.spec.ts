// What the site answers to programs, to careless hands and to hostile ones. No browser: browsers repair what they send.
import { type IncomingHttpHeaders, request as open } from 'node:http';
import { connect } from 'node:net';

import { expect, test } from '@playwright/test';

import { PAGES, pathOf } from '../../fixtures/pages';
import { siteAddress } from '../../fixtures/settings';
import { startSite } from '../../fixtures/site';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Asks for exactly this path. */
function ask(path: string, { method = 'GET', site = siteAddress(), headers = {} as Record<string, string> } = {}): Promise<Answer> {
  const { hostname, port } = new URL(site);
  return new Promise((resolve, reject) => {
    const request = open({ hostname, port, path, method, headers, timeout: 15_000 }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(parts).toString() }),
      );
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', reject);
    request.end();
  });
}

/** Sends bytes that no client would send, and gives the answer. */
function send(bytes: string): Promise<string> {
  const { hostname, port } = new URL(siteAddress());
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
    let said = '';
    socket.setTimeout(15_000, () => socket.destroy(new Error('no answer in time')));
    socket.on('data', (part) => (said += part.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve(said));
  });
}

const heading = (html: string) => /<h1[^>]*>([^<]*)</.exec(html)?.[1];
const value = (html: string, id: string) => new RegExp(`<input[^>]*\\bid="${id}"[^>]*>`).exec(html)?.[0];

test.describe('reading', () => {
  test('no page, file or answer sets a cookie', async ({ request }) => {
    const paths = await Promise.all(PAGES.map((page) => pathOf(page, request)));
    const files = [
      '/landkaart/resultaten', '/landkaart/suggesties.json?q=am', '/landkaart/kaart.svg', '/landkaart/feed.atom',
      '/landkaart/beeld.json?kader=100000,400000,200000,500000&mpp=200', '/api/v1/openapi.json', '/api/v1/initiatieven',
      '/api/v1/initiatieven.csv', '/api/v1/initiatieven.geojson', '/ogc/v1', '/sitemap.xml', '/robots.txt', '/favicon.ico',
      '/health/live', '/health/ready',
    ];
    for (const path of [...paths, ...files]) {
      const { headers, status } = await ask(path);
      expect(headers['set-cookie'], path).toBeUndefined();
      expect(status, path).toBeLessThan(500);
    }
  });

  test('what everything is needed for is there', async () => {
    const there = [
      '/landkaart/kaart.svg', '/landkaart/feed.atom', '/api/v1/openapi.json', '/api/v1/initiatieven',
      '/api/v1/initiatieven.csv', '/api/v1/initiatieven.geojson', '/api/v1/gemeenten', '/ogc/v1', '/ogc/v1/conformance',
      '/ogc/v1/collections', '/sitemap.xml', '/robots.txt', '/favicon.ico', '/health/live', '/health/ready',
    ];
    const statuses = await Promise.all(there.map(async (path) => [path, (await ask(path)).status]));
    expect(statuses).toEqual(there.map((path) => [path, 200]));
  });

  test('every page keeps to a strict policy and is nobody’s business elsewhere', async ({ request }) => {
    for (const page of PAGES) {
      const { headers } = await ask(await pathOf(page, request));
      const policy = String(headers['content-security-policy']);
      expect(policy, page.name).toContain("default-src 'none'");
      expect(policy, page.name).toContain("script-src 'self' 'wasm-unsafe-eval'");
      expect(policy, page.name).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:\/\/|nonce-/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('same-origin');
    }
  });

  test('HEAD answers as GET, without the content', async () => {
    for (const path of ['/', '/landkaart', '/landkaart?soort=onzin', '/bestaat-niet', '/landkaart/kaart.svg', '/api/v1/initiatieven']) {
      const [head, get] = await Promise.all([ask(path, { method: 'HEAD' }), ask(path)]);
      expect(head.status, path).toBe(get.status);
      expect(head.headers['content-type'], path).toBe(get.headers['content-type']);
      expect(head.text, path).toBe('');
    }
  });

  test('OPTIONS says what can be done, and anything else is refused in words', async () => {
    for (const path of ['/', '/landkaart', '/landkaart/gemeente/amersfoort']) {
      const options = await ask(path, { method: 'OPTIONS' });
      expect(options.status, path).toBe(204);
      expect(options.headers.allow, path).toContain('GET');
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
        const refused = await ask(path, { method, headers: { 'sec-fetch-site': 'same-origin' } });
        expect(refused.status, `${method} ${path}`).toBe(405);
        expect(refused.headers.allow, `${method} ${path}`).toContain('GET');
        expect(heading(refused.text)).toBe('Dit kan niet op deze pagina');
      }
    }
  });

  test('a page that was read before is not sent again', async () => {
    const first = await ask('/landkaart');
    const second = await ask('/landkaart', { headers: { 'if-none-match': String(first.headers.etag) } });
    expect(second.status).toBe(304);
    expect(second.text).toBe('');
  });

  test('the name that somebody calls the site is not repeated in the page', async () => {
    const { status, text } = await ask('/landkaart', { headers: { host: 'kwaad.example' } });
    expect(status).toBeLessThan(500);
    expect(text).not.toContain('kwaad.example');
  });
});

test.describe('what cannot be understood', () => {
  test('keeps what was typed, and says beside each field what is wrong', async () => {
    const { status, text } = await ask('/landkaart?q=raad&soort=onzin&vanaf=vroeger&gemeente=nergens&provincie=utrecht');
    expect(status).toBe(422);
    expect(value(text, 'q')).toContain('value="raad"');
    expect(value(text, 'vanaf')).toContain('value="vroeger"');
    expect(value(text, 'vanaf')).toContain('aria-invalid="true"');
    expect(text).toMatch(/<option value="utrecht" selected/);
    for (const field of ['vanaf', 'gemeente', 'facet-soort']) {
      expect(text, field).toContain(`id="${field}-fout"`);
      expect(text, field).toContain(`href="#${field}"`);
    }
    expect(text).toContain('“onzin” kennen wij niet');
    expect(text).toContain('“vroeger” is geen jaartal');
  });

  test('a filter that does not exist is no reason to refuse a page', async () => {
    const { status, text } = await ask('/landkaart?onbekend=1&utm_source=nieuwsbrief');
    expect(status).toBe(200);
    expect(heading(text)).toBe('Landkaart van lokale democratie');
    expect(text).not.toContain('utm_source');
  });

  test('years the wrong way round are explained', async () => {
    const { status, text } = await ask('/landkaart?vanaf=2020&tot=2010');
    expect(status).toBe(422);
    expect(text).toContain('2010 ligt voor het eerste jaar');
  });

  for (const frame of ['niets', '1,2,3', 'NaN,0,1,1', '1e308,1e308,-1e308,inf', '5,5,5,5', '-9000000,-9000000,-8000000,-8000000']) {
    test(`“${frame}” is no part of the map, and the whole country is shown`, async () => {
      const { status, text } = await ask(`/landkaart?kader=${frame}&binnen=kader`);
      expect(status).toBe(422);
      expect(text).toContain('Dit stuk van de kaart bestaat niet');
      expect(text.match(/<a href="\/landkaart\/gemeente\/[^"]+" class="m /g)?.length).toBeGreaterThanOrEqual(342);
    });
  }

  test('a query of ten thousand characters is refused in words', async () => {
    const { status, text } = await ask(`/landkaart?q=${'a'.repeat(10_000)}`);
    expect(status).toBe(414);
    expect(heading(text)).toBe('Dit adres is te lang');
  });

  test('a text that is too long to search is kept, cut, with the reason beside it', async () => {
    const { status, text } = await ask(`/landkaart?q=${'raad%20'.repeat(400)}`);
    expect(status).toBe(422);
    expect(text).toContain('Uw zoektekst is te lang');
    expect(value(text, 'q')).toContain('raad raad');
    expect(text.length).toBeLessThan(900_000);
  });

  test('a null byte is explained and not repeated', async () => {
    const { status, text } = await ask('/landkaart?q=raad%00huis');
    expect(status).toBe(422);
    expect(text).toContain('staan tekens die wij niet kunnen lezen');
    expect(text).not.toContain('\0');
  });

  test('percent-encoding that is no text is told beside its field, and does not matter where nothing reads it', async () => {
    for (const [path, words] of [
      ['/landkaart?q=%ff%fe', 'In uw zoektekst staan tekens die wij niet kunnen lezen'],
      ['/landkaart/resultaten?q=%ff', 'In uw zoektekst staan tekens die wij niet kunnen lezen'],
      ['/landkaart?vanaf=%ff', 'is geen jaartal dat wij kunnen gebruiken'],
      ['/landkaart?soort=%e2%82', 'kennen wij niet'],
    ]) {
      const { status, text } = await ask(path);
      expect(status, path).toBe(422);
      expect(text, path).toContain(words);
    }
    for (const path of ['/landkaart?%c3%28=1', '/privacy?utm_source=%ff']) expect((await ask(path)).status, path).toBe(200);
    const half = await ask('/landkaart?q=100%25%');
    expect(half.status).toBeLessThan(500);
  });

  test('a path that is no text leads to a page that says so', async () => {
    for (const path of ['/landkaart/gemeente/%ff', '/landkaart/gemeente/%00', '/%ff', '/landkaart/initiatief/%c3%28']) {
      const { status, text } = await ask(path);
      expect([400, 404, 422], `${path}: ${status}`).toContain(status);
      expect(heading(text), path).toBeTruthy();
    }
  });

  test('bytes that are no request do not disturb the others', async () => {
    expect(await send('GET /landkaart?q=\0 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(await send('onzin\r\n\r\n')).toMatch(/^HTTP\/1\.1 400[^]*Wij begrijpen deze vraag niet/);
    const long = `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`;
    expect(await send(long)).toMatch(/^HTTP\/1\.1 414[^]*Dit adres is te lang/);
    expect((await ask('/health/ready')).status).toBe(200);
  });

  test('a page that the list does not have is a 404 that leads back', async () => {
    for (const page of ['3', '99999', '4294967295']) {
      const { status, text } = await ask(`/landkaart?pagina=${page}`);
      expect(status, page).toBe(404);
      expect(heading(text), page).toBe('Zo veel resultaten zijn er niet');
    }
    const { text } = await ask('/landkaart?q=raad&pagina=99');
    expect(text).toContain('href="/landkaart?q=raad"');
    for (const page of ['nul', '-1', '0', '99999999999999999999']) {
      const { status } = await ask(`/landkaart?pagina=${page}`);
      expect([404, 422], `${page}: ${status}`).toContain(status);
    }
  });

  test('what does not exist is a 404 with a page, and a problem document for programs', async () => {
    for (const path of ['/bestaat-niet', '/landkaart/gemeente/nergens', '/landkaart/initiatief/999999-weg', '/landkaart/initiatief/abc', '/dag/programma/niets', '/dag/sprekers/niemand', '/dag/edities/1918']) {
      const { status, text } = await ask(path);
      expect(status, path).toBe(404);
      expect(heading(text), path).toBe('Deze pagina bestaat niet');
    }
    for (const path of ['/api/v1/bestaat-niet', '/api/v1/initiatieven/999999', '/ogc/v1/collections/niets']) {
      const { status, headers, text } = await ask(path);
      expect(status, path).toBe(404);
      expect(headers['content-type'], path).toContain('application/problem+json');
      expect(JSON.parse(text).status, path).toBe(404);
    }
  });

  test('whoever asks too much is told when to come back', async () => {
    const site = await startSite({ DIA_RATE_LIMIT: '1' });
    try {
      let refused: Answer | undefined;
      for (let n = 0; n < 40 && !refused; n += 1) {
        const answer = await ask(`/landkaart?q=woord${n}`, { site: site.address });
        refused = answer.status === 429 ? answer : undefined;
      }
      expect(refused?.status).toBe(429);
      expect(Number(refused?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
      expect(heading(refused?.text ?? '')).toBe('Even wachten');
    } finally {
      await site.stop();
    }
  });
});
