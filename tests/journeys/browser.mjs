// People with browsers. Knows nothing of tests: tools/screenshots.mjs stands on it too.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './office.mjs';

const pages_folder = join(root, 'build/pages');

export const small_phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 800 };

let browser;
export const open_pages = new Set();
export const complaints = [];  // what no page may do; journey() fails when it is not empty

async function start_browser() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
      // A camera that shows a moving picture, and nobody who has to allow it.
      '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
  return browser;
}
export async function close_browser() { await browser?.close(); }

// /antrean/12?hari=2026-03-03 and /antrean/13?hari=2026-03-04 are one kind of page.
export function kind_of(address) {
  const { pathname, searchParams } = new URL(address, 'http://office');
  const path = pathname.replace(/[A-Z0-9]{4}-?[A-Z0-9]{4}|[0-9]+(-[0-9]+)*/g, 'N').replace(/[A-Za-z0-9_-]{20,}/g, 'N');
  const questions = [...new Set(searchParams.keys())].filter((name) => name !== 'lang').sort();
  return questions.length > 0 ? `${path}?${questions.join('&')}` : path;
}

function keep_for_judging(address, status, html) {
  const kind = `${kind_of(address)}_${status}`;
  const name = `${kind.replace(/[^a-zA-Z0-9]+/g, '_').slice(0, 80)}_${createHash('sha256').update(kind).digest('hex').slice(0, 6)}.html`;
  mkdirSync(pages_folder, { recursive: true });
  if (!existsSync(join(pages_folder, name))) writeFileSync(join(pages_folder, name), html);
}

// A page that follows what happens may load itself again just while somebody opens an address, and the browser then gives
// that address up; they open it once more.
function insists(open) {
  return async (...given) => {
    for (let left = 3; ; left -= 1) {
      try {
        return await open(...given);
      } catch (failure) {
        if (left === 0 || !/ERR_ABORTED|interrupted by another navigation/.test(failure.message)) throw failure;
      }
    }
  };
}

// Somebody with a browser of their own: own cookies, own window. Gives the Playwright page; addresses may be relative.
// Options: size (small_phone), theme ('light'), script (true), language, storage, context (more for Playwright).
export async function visitor(office, options = {}) {
  const size = options.size ?? small_phone;
  const context = await (await start_browser()).newContext({
    baseURL: office.url, viewport: size, deviceScaleFactor: 2, isMobile: size.width < 600, hasTouch: size.width < 600,
    colorScheme: options.theme ?? 'light', javaScriptEnabled: options.script ?? true, locale: 'id-ID', timezoneId: 'Asia/Makassar',
    storageState: options.storage, ...options.context,
  });
  context.setDefaultTimeout(40_000);  // on a busy machine a browser may take long
  const page = await context.newPage();
  page.goto = insists(page.goto.bind(page));
  page.reload = insists(page.reload.bind(page));
  open_pages.add(page);
  page.on('close', () => open_pages.delete(page));
  page.on('pageerror', (error) => complaints.push(`a script failed on ${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (!office.addresses.has(address.origin) && /^https?:$/.test(address.protocol)) complaints.push(`${page.url()} asked another server: ${address.href}`);
  });
  page.on('response', (answer) => {
    if (!answer.url().startsWith(office.url)) return;  // the browser's own pages, for one its reader of PDF files
    if (answer.request().resourceType() !== 'document' || !/^text\/html/.test(answer.headers()['content-type'] ?? '')) return;
    if (answer.status() >= 300 && answer.status() < 400) return;
    answer.text().then((html) => keep_for_judging(answer.url(), answer.status(), html), () => {});
  });
  return page;
}
export const phone = (office, options = {}) => visitor(office, { ...options, size: small_phone });
export const desktop = (office, options = {}) => visitor(office, { ...options, size: desk });
export const without_script = (office, options = {}) => visitor(office, { ...options, script: false });

// Signs a member of staff of the demonstration in: password `demo-` and the name without its suffix.
export async function sign_in(page, user) {
  await page.goto('/masuk');
  await page.locator('[name=user]').fill(user);
  await page.locator('[name=password]').fill(`demo-${user.replace(/-serang$/, '')}`);
  await Promise.all([page.waitForURL((url) => url.pathname !== '/masuk'), page.locator('main form [type=submit], main form button').first().click()]);
}

// Members of staff and companies of one office, who sign in the first time and stay so: people_of(office)('petugas', desktop).
export function people_of(office) {
  const signed_in = new Map();
  return async (user, open = desktop, options = {}) => {
    const page = await open(office, { ...options, storage: signed_in.get(user) });
    if (!signed_in.has(user)) {
      await sign_in(page, user);
      signed_in.set(user, await page.context().storageState());
    }
    return page;
  };
}

// Follows every link that a person sees, from `starts` on, one page of each kind (see kind_of), at most `pages_max`.
// Calls look(page, path) on each. Gives the paths.
export async function crawl(page, starts, look, pages_max = 120) {
  const open = [...starts];
  const seen = new Set();
  const visited = [];
  while (open.length > 0 && visited.length < pages_max) {
    const path = open.shift();
    const kind = kind_of(path);
    if (seen.has(kind)) continue;
    seen.add(kind);
    const answer = await page.goto(path).catch(() => null);  // a download is no page
    if (!answer || !/^text\/html/.test(answer.headers()['content-type'] ?? '')) continue;
    visited.push(path);
    await look(page, path, answer.status());
    const links = await page.evaluate(() => [...document.querySelectorAll('a[href]')]
      .filter((link) => !link.hasAttribute('download') && link.origin === location.origin).map((link) => link.pathname + link.search));
    open.push(...links.filter((link) => !/^\/(api|aset)\//.test(link) && !seen.has(kind_of(link))));
  }
  return visited;
}
