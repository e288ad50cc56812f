// What journeys stand on: the built program in a folder of its own, a browser, and what every page must keep.
import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const program = process.env.ANTARKERJA_PROGRAM ?? join(root, 'build/release/antarkerja');
const pages_folder = join(root, 'build/pages');
const failures_folder = join(root, 'build/failures');

export const small_phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 800 };

// ---- the program ---------------------------------------------------------------------------------------------------

// 'sqlite', and 'postgresql' where a server was started for the tests (tools/with-postgres.sh).
export function engines() {
  return process.env.ANTARKERJA_TEST_PG ? ['sqlite', 'postgresql'] : ['sqlite'];
}

export async function free_port() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

function psql(url, statement) {
  const done = spawnSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', url, '-c', statement], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`psql: ${done.stderr || done.error}`);
}

function new_postgresql_database() {
  const server = process.env.ANTARKERJA_TEST_PG;
  if (!server) throw new Error('no PostgreSQL: run the journeys with tools/with-postgres.sh');
  const name = `journey_${randomUUID().replaceAll('-', '')}`;
  psql(server, `create database ${name}`);
  // libpq's addresses may have no host, which URL refuses.
  const url = server.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
  return { url, drop: () => psql(server, `drop database if exists ${name} with (force)`) };
}

// An office that serves until stop(). Options: engine, demo (true), now ('2026-03-03T01:00:00Z'; the machine's clock
// otherwise), data (a folder to continue), arguments (more for `serve`), limits ('off').
export async function start_office(options = {}) {
  const engine = options.engine ?? 'sqlite';
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'antarkerja-journey-'));
  const database = engine === 'postgresql' ? new_postgresql_database() : null;
  const environment = { ...process.env, ...(options.now ? { ANTARKERJA_NOW: options.now } : {}) };
  const place = ['--data', data, ...(database ? ['--db', database.url] : [])];
  const office = { engine, data, database_url: database?.url, log: '' };

  office.start = async () => {
    const port = await free_port();
    office.url = `http://127.0.0.1:${port}`;
    const process_ = spawn(program, ['serve', ...place, ...(options.demo === false ? [] : ['--demo']), '--listen', `127.0.0.1:${port}`,
      ...(options.limits === 'on' ? [] : ['--limits', 'off']), ...(options.arguments ?? [])], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    office.process = process_;
    office.ended = new Promise((ended) => process_.on('exit', (code, signal) => { office.exit = { code, signal }; ended(office.exit); }));
    office.exit = null;
    for (const stream of [process_.stdout, process_.stderr]) {
      stream.on('data', (bytes) => { office.log = (office.log + bytes).slice(-200_000); });
    }
    const deadline = Date.now() + 60_000;
    for (;;) {
      if (office.exit) throw new Error(`the program ended at once (${JSON.stringify(office.exit)}):\n${office.log.slice(-4000)}`);
      if (Date.now() > deadline) throw new Error(`the program was not ready within a minute:\n${office.log.slice(-4000)}`);
      const ready = await fetch(`${office.url}/readyz`, { signal: AbortSignal.timeout(2000) }).then((answer) => answer.ok, () => false);
      if (ready) return;
      await new Promise((again) => setTimeout(again, 50));
    }
  };
  // Ends it the gentle way, or with 'SIGKILL' as a power cut does; the data stays, so start() may follow.
  office.halt = async (signal = 'SIGTERM') => {
    if (!office.exit) office.process.kill(signal);
    return office.ended;
  };
  office.stop = async () => {
    await office.halt();
    database?.drop();
    if (!options.data) rmSync(data, { recursive: true, force: true });
  };
  // Another command of the program on the same data: office.run('verify-card', { input: code }).
  office.run = (command, { arguments: more = [], input = '' } = {}) => {
    const done = spawnSync(program, [...command.split(' '), ...place, ...more], { input, env: environment, encoding: 'utf8' });
    return { code: done.status, output: done.stdout, errors: done.stderr };
  };
  await office.start().catch(async (failure) => { await office.stop().catch(() => {}); throw failure; });
  return office;
}

// ---- the browser ---------------------------------------------------------------------------------------------------

let browser;
const open_pages = new Set();
let complaints = [];

async function start_browser() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
  });
  return browser;
}
after(async () => { await browser?.close(); });

function keep_for_judging(address, status, html) {
  // One sample of each kind of page is enough: /antrean/12 and /antrean/13 are the same template.
  const kind = `${new URL(address).pathname.replace(/[0-9]+|[A-Z0-9]{4}-?[A-Z0-9]{4}/g, 'N')}_${status}`;
  const name = `${kind.replace(/[^a-zA-Z0-9]+/g, '_').slice(0, 80)}_${createHash('sha256').update(kind).digest('hex').slice(0, 6)}.html`;
  mkdirSync(pages_folder, { recursive: true });
  if (!existsSync(join(pages_folder, name))) writeFileSync(join(pages_folder, name), html);
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
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  open_pages.add(page);
  page.on('close', () => open_pages.delete(page));
  page.on('pageerror', (error) => complaints.push(`a script failed on ${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('request', (request) => {
    const address = new URL(request.url());
    const is_ours = `${address.protocol}//${address.host}` === office.url;
    if (!is_ours && /^https?:$/.test(address.protocol)) complaints.push(`${page.url()} asked another server: ${address.href}`);
  });
  page.on('response', (answer) => {
    if (answer.request().resourceType() !== 'document' || !/^text\/html/.test(answer.headers()['content-type'] ?? '')) return;
    if (answer.status() >= 300 && answer.status() < 400) return;
    answer.text().then((html) => keep_for_judging(answer.url(), answer.status(), html), () => {});
  });
  return page;
}
export const phone = (office, options = {}) => visitor(office, { ...options, size: small_phone });
export const desktop = (office, options = {}) => visitor(office, { ...options, size: desk });
export const without_script = (office, options = {}) => visitor(office, { ...options, script: false });

// A test with a person in it. When it fails, what stood on each screen is kept in build/failures/. It also fails when a
// page broke the content policy, asked another server, or a script of ours threw.
export function journey(name, options, story) {
  if (typeof options === 'function') [options, story] = [{}, options];
  test(name, { timeout: 180_000, ...options }, async (t) => {
    complaints = [];
    try {
      await story(t);
      assert.deepEqual(complaints, []);
    } catch (failure) {
      mkdirSync(failures_folder, { recursive: true });
      let number = 0;
      for (const page of open_pages) {
        number += 1;
        const path = join(failures_folder, `${name.replace(/[^a-zA-Z0-9]+/g, '_').slice(0, 80)}_${number}`);
        await page.screenshot({ path: `${path}.png`, fullPage: true, timeout: 5000 }).catch(() => {});
        await page.content().then((html) => writeFileSync(`${path}.html`, html), () => {});
        console.log(`at ${page.url()}; kept as ${basename(path)}.png`);
      }
      throw failure;
    } finally {
      for (const page of [...open_pages]) await page.context().close().catch(() => {});
    }
  });
}

// ---- what every page must keep ----------------------------------------------------------------------------------------

// No violation of WCAG 2.2 A and AA or of the best practices that axe knows, in the light and in the dark theme.
export async function expect_no_axe_violations(page) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const told = violations.map((one) => `${one.id}: ${one.help}\n${one.nodes.slice(0, 5).map((node) => `    ${node.html}\n    ${node.failureSummary}`).join('\n')}`);
    assert.equal(violations.length, 0, `axe, ${colorScheme}, ${page.url()}:\n${told.join('\n')}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

// Nothing is wider than the window: no sideways scrolling on a phone.
export async function expect_no_sideways_scrolling(page) {
  const { wide, window_width } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, window_width: window.innerWidth }));
  assert.ok(wide <= window_width, `${page.url()} is ${wide} px wide in a window of ${window_width} px`);
}

// The W3C's Nu Html Checker over files; errors only. Throws with the messages.
export function expect_valid_html(files) {
  const jar = join(root, 'node_modules/vnu-jar/build/dist/vnu.jar');
  const done = spawnSync('java', ['-Xss2m', '-jar', jar, '--errors-only', '--format', 'json', '--exit-zero-always', ...files],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (done.status !== 0) throw new Error(`vnu: ${done.stderr || done.error}`);
  const { messages } = JSON.parse(done.stderr || '{"messages":[]}');
  assert.deepEqual(messages.map((one) => `${basename(one.url ?? '')}:${one.lastLine ?? 0} ${one.message} ${one.extract ?? ''}`), []);
}

// Signs a member of staff of the demonstration in: password `demo-` and the name without its suffix.
export async function sign_in(page, user) {
  await page.goto('/masuk');
  await page.locator('[name=user]').fill(user);
  await page.locator('[name=password]').fill(`demo-${user.replace(/-serang$/, '')}`);
  await Promise.all([page.waitForURL((url) => url.pathname !== '/masuk'), page.locator('main form [type=submit], main form button').first().click()]);
}

// For people who work by keyboard alone. Counts what is pressed; press, type and done throw once a mouse was used.
export async function keyboard_only(page) {
  let mouse_used = '';
  await page.exposeFunction('mouse_was_used', (what) => { mouse_used = what; });
  const watch = () => {
    for (const kind of ['mousedown', 'touchstart']) {
      document.addEventListener(kind, (event) => { window.mouse_was_used(`${kind} on ${event.target?.outerHTML?.slice(0, 80)}`); }, true);
    }
  };
  await page.addInitScript(watch);
  await page.evaluate(watch);
  const keys = {
    count: 0,
    async press(key) { keys.count += 1; await page.keyboard.press(key); keys.done(); },
    // Typing a word is what the person came for, so it is not counted; keys that steer are.
    async type(text) { await page.keyboard.type(text); keys.done(); },
    done() { assert.equal(mouse_used, '', 'the mouse was used'); },
  };
  return keys;
}
