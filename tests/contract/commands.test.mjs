// The program on the command line: exit codes that scripts rely on, one clear line where something is wrong.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { program, start_office } from '../journeys/office.mjs';
import { qr_of, sign_in, with_card } from './api.mjs';
import { run } from './program.mjs';

const folder = mkdtempSync(join(tmpdir(), 'antarkerja-commands-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function is_one_line(done, code) {
  assert.equal(done.code, code, done.output + done.errors);
  assert.match(done.errors, /^[^\n]+\n$/, done.errors);
}

test('wrong usage is 2, with one line', () => {
  is_one_line(run('serve'), 2);
  is_one_line(run('fly'), 2);
  is_one_line(run('serve', '--data', join(folder, 'x'), '--listen', 'nowhere'), 2);
  is_one_line(run('rotate-key', 'house', '--data', join(folder, 'x')), 2);
  assert.equal(run('--help').code, 0);
});

test('limits are switched off on loopback only', () => {
  for (const listen of ['0.0.0.0:18999', '[::]:18999', '192.0.2.1:18999']) is_one_line(run('serve', '--data', join(folder, 'limits'), '--listen', listen, '--limits', 'off'), 2);
});

test('what the machine refuses is 3', () => {
  writeFileSync(join(folder, 'file'), '');
  is_one_line(run('check', '--data', join(folder, 'file')), 3);
  is_one_line(run('check', '--data', join(folder, 'new'), '--db', 'postgresql://nobody@127.0.0.1:1/none?connect_timeout=2'), 3);
});

test('settings are checked, routes are listed', () => {
  mkdirSync(join(folder, 'settings'), { recursive: true });
  assert.equal(run('config', 'check', '--data', join(folder, 'settings')).code, 0);
  writeFileSync(join(folder, 'settings', 'antarkerja.toml'), 'listen = [nonsense\n');
  assert.notEqual(run('config', 'check', '--data', join(folder, 'settings')).code, 0);
  const routes = JSON.parse(run('routes', '--json').output);
  for (const route of routes) for (const part of ['method', 'path', 'permission', 'module']) assert.equal(typeof route[part], 'string');
  for (const path of ['/', '/healthz', '/readyz', '/metrics', '/openapi.json', '/verifikasi', '/api/v1/session']) {
    assert.ok(routes.some((route) => route.path === path), `${path} is not among the routes`);
  }
});

test('the demonstration continues, and never moves into a real office', async () => {
  const data = join(folder, 'demo');
  const office = await start_office({ data });
  await office.halt();
  assert.deepEqual(office.exit, { code: 0, signal: null });
  const again = await start_office({ data, demo: false });
  assert.match(await (await fetch(again.url)).text(), /DEMO/);
  await again.halt();
  const real = join(folder, 'real');
  const empty = await start_office({ data: real, demo: false });
  assert.doesNotMatch(await (await fetch(empty.url)).text(), /DEMO/);
  await empty.halt();
  is_one_line(run('serve', '--data', real, '--demo', '--listen', '127.0.0.1:0'), 2);
});

test('whoever tries card numbers one after the other is slowed down, a page is not', async () => {
  const office = await start_office({ demo: false, limits: 'on' });
  const statuses = async (path) => Promise.all(Array.from({ length: 60 }, async () => fetch(office.url + path).then((answer) => answer.status)));
  assert.ok((await statuses('/verifikasi/nomor?kantor=x&nomor=1')).includes(429));
  assert.deepEqual([...new Set(await statuses('/verifikasi'))], [200]);
  const refused = await fetch(`${office.url}/verifikasi/nomor?kantor=x&nomor=1`);
  assert.equal(refused.status, 429);
  assert.ok(Number(refused.headers.get('retry-after')) > 0);
  await office.stop();
});

test('a new signing key leaves the cards of the old one valid', async () => {
  const office = await start_office();
  const clerk = await sign_in(office, 'petugas');
  const old_qr = await qr_of(office, clerk, (await with_card(office, clerk)).card);
  await office.halt();
  const rotated = office.run('rotate-key card');
  assert.equal(rotated.code, 0, rotated.errors);
  await office.start();
  const new_qr = await qr_of(office, clerk, (await with_card(office, clerk)).card);
  const key_of = (qr) => Buffer.from(qr.split('kode=')[1], 'base64url').subarray(1, 5).toString('hex');
  assert.notEqual(key_of(new_qr), key_of(old_qr));
  for (const qr of [old_qr, new_qr]) assert.equal(office.run('verify-card', { input: `${qr}\n` }).code, 0);
  const { keys } = await (await fetch(`${office.url}/verifikasi/kunci.json`)).json();
  for (const qr of [old_qr, new_qr]) assert.ok(keys.some((key) => key.id === key_of(qr)), 'phones get both keys');
  await office.stop();
});

test('a first start is ready within twenty seconds, in a folder that is made', async () => {
  const started = Date.now();
  const office = await start_office({ data: join(folder, 'deep', 'er'), demo: false });
  assert.ok(Date.now() - started < 20_000);
  await office.stop();
});

test('a taken port is one clear line and 3', async () => {
  const office = await start_office({ demo: false });
  const port = new URL(office.url).port;
  is_last_line(await ended(['serve', '--data', join(folder, 'second'), '--listen', `127.0.0.1:${port}`]), 3);
  await office.stop();
});
function ended(words) {
  return new Promise((done) => {
    const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (bytes) => { errors += bytes; });
    child.on('close', (code) => done({ code, errors, output: '' }));
  });
}
function is_last_line(done, code) {
  assert.equal(done.code, code, done.errors);
  assert.match(done.errors.trim().split('\n').at(-1), /\S/);
}
