// Bu Wati at counter 2, by keyboard alone; and the manager on the day when half the staff is ill.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apply, book, call, seeker, sign_in as token_of, windows } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, journey, keyboard_only, sign_in, start_office } from './harness.mjs';

const office = await start_office({ now: '2026-11-24T01:00:00Z' });  // Tuesday, 09.00 WITA
after(() => office.stop());

const today = { from: '2026-11-24', to: '2026-11-24' };
const later = { from: '2026-11-26', to: '2026-12-10' };

async function booked(name, range = today) {
  const application = await apply(office, seeker({ name }));
  const open = (await windows(office, range)).find((one) => one.state === 'open');
  const answer = await book(office, application, open);
  assert.equal(answer.status, 201);
  return { application, id: answer.json.id, label: answer.json.label, url: answer.json.ticket_url, code: answer.json.ticket_url.slice(-8), window: open };
}

// A key that leads to another page.
async function go(page, keys, key) {
  await Promise.all([page.waitForNavigation(), keys.press(key)]);
}

const panel = (page) => page.locator('.panel').first().innerText();

journey('a scan checks a person in and opens the file', async () => {
  const person = await booked('Slamet Riyadi');
  const page = await desktop(office);
  await sign_in(page, 'petugas');
  await page.goto('/loket');
  const keys = await keyboard_only(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'kode');
  await keys.type(person.url);  // what the scanner reads
  await go(page, keys, 'Enter');
  assert.equal(new URL(page.url()).pathname, `/loket/berkas/${person.application.id}`);
  assert.equal(keys.count, 1);
  await page.goto('/loket');
  assert.match(await page.locator('[data-list]').innerText(), /Menunggu[\s\S]*Slamet Riyadi/);
});

journey('a number is also found as people say it, a wrong code is said at the box', async () => {
  const person = await booked('Tri Wahyuni');
  const page = await desktop(office);
  await sign_in(page, 'petugas');
  await page.goto('/loket');
  const keys = await keyboard_only(page);
  await keys.type('ZZZZ9999');
  await go(page, keys, 'Enter');
  assert.match(await page.locator('#kode-error').innerText(), /tidak ditemukan/);
  assert.equal(await page.locator('#kode').inputValue(), 'ZZZZ9999');
  await expect_no_axe_violations(page);
  await page.locator('#kode').fill('');
  await keys.type(person.label.toLowerCase());
  await go(page, keys, 'Enter');
  assert.doesNotMatch(page.url(), /pindai/);
});

journey('a visitor without appointment gets a number, is called and goes with an answer', async () => {
  const page = await desktop(office);
  await sign_in(page, 'petugas');
  await page.goto('/loket');
  const keys = await keyboard_only(page);
  await expect_no_axe_violations(page);
  await page.locator('[name=loket]').focus();
  await keys.type('2');
  await go(page, keys, 'Enter');
  await go(page, keys, 'Alt+n');
  await expect_no_axe_violations(page);
  await page.locator('[name=nama]').focus();
  await keys.type('Hendra Gunawan');
  await page.locator('[name=jadwal]').selectOption({ label: await page.locator('[name=jadwal] option', { hasText: /Konsultasi pencari/ }).first().innerText() });
  await go(page, keys, 'Control+Enter');
  assert.match(await panel(page), /Hendra Gunawan\s+Menunggu/);
  await expect_no_axe_violations(page);
  await go(page, keys, 'F4');
  assert.match(await panel(page), /Dipanggil/);
  assert.match(await panel(page), /Loket\s+2/);
  await expect_no_axe_violations(page);
  await go(page, keys, '1');
  assert.equal(new URL(page.url()).search, '');
  assert.match(await page.locator('[data-list]').innerText(), /Sudah selesai[\s\S]*Hendra Gunawan/);
});

journey('the next person is called with one key, in the order of hours and numbers', async () => {
  const person = await booked('Yanti Puspita');
  const page = await desktop(office);
  await sign_in(page, 'petugas2');
  const clerk = await token_of(office, 'petugas');
  await call(office, 'POST', `/api/v1/bookings/${person.id}/check-in`, { token: clerk, body: {} });
  await page.goto('/loket');
  const keys = await keyboard_only(page);
  await go(page, keys, 'F2');
  assert.match(await panel(page), /Dipanggil/);
});

journey('who comes on another day is received after one question, and the manager sees it', async () => {
  const person = await booked('Eko Prasetyo', later);
  const page = await desktop(office);
  await sign_in(page, 'petugas');
  await page.goto('/loket');
  const keys = await keyboard_only(page);
  await keys.type(`${person.code.slice(0, 4)}-${person.code.slice(4)}`);
  await go(page, keys, 'Enter');
  assert.match(await panel(page), /Nomor ini untuk/);
  await expect_no_axe_violations(page);
  await go(page, keys, 'F4');
  assert.match(await panel(page), /Eko Prasetyo\s+Menunggu/);
  assert.match(await page.locator('[data-list]').innerText(), /Eko Prasetyo/);

  const manager = await desktop(office);
  await sign_in(manager, 'manajer');
  await manager.goto('/atur/kuota/hari-lain');
  assert.match(await manager.locator('table').innerText(), /Eko Prasetyo/);
  await expect_no_axe_violations(manager);
});

journey('the list follows what happens at the other counter', async () => {
  const person = await booked('Lina Marlina');
  const page = await desktop(office);
  await sign_in(page, 'petugas');
  await page.goto('/loket');
  const clerk = await token_of(office, 'petugas2');
  await call(office, 'POST', `/api/v1/bookings/${person.id}/check-in`, { token: clerk, body: {} });
  await page.locator('.rows a', { hasText: 'Lina Marlina' }).filter({ hasText: 'Menunggu' }).waitFor();
});

journey('one key prints tomorrow: the list, numbers for paper and blank AK/II forms', async () => {
  const page = await desktop(office);
  await sign_in(page, 'petugas');
  await page.goto('/loket');
  const keys = await keyboard_only(page);
  const [sheet] = await Promise.all([page.context().waitForEvent('page'), keys.press('Alt+p')]);
  await sheet.waitForEvent('close').catch(() => {});  // a browser without a PDF viewer keeps the file and closes its page
  const pdf = await page.context().request.get('/loket/hari/kertas.pdf?tanggal=2026-11-25');
  assert.match(pdf.headers()['content-type'], /pdf/);
  const folder = mkdtempSync(join(tmpdir(), 'antarkerja-paper-'));
  writeFileSync(join(folder, 'day.pdf'), await pdf.body());
  const text = spawnSync('pdftotext', ['-layout', join(folder, 'day.pdf'), '-'], { encoding: 'utf8' }).stdout;
  rmSync(folder, { recursive: true });
  assert.match(text, /PEMERINTAH KOTA BALIKPAPAN/);
  assert.match(text, /DAFTAR KUNJUNGAN/);
  assert.match(text, /Halaman 1 dari \d+/);
  assert.match(text, /A-\d+/);
  assert.ok(text.split('Petugas Antar Kerja').length > 10, 'no blank forms');
});

journey('a day without power: numbers kept for paper, entered later with their times', async () => {
  const page = await desktop(office);
  await sign_in(page, 'petugas');
  await page.goto('/loket/hari?tanggal=2026-11-24&siap=1');
  await expect_no_axe_violations(page);
  const keys = await keyboard_only(page);
  await page.locator('[name=jadwal]').selectOption({ label: await page.locator('[name=jadwal] option', { hasText: /Konsultasi pencari/ }).first().innerText() });
  await page.locator('[name=jumlah]').fill('3');
  await page.locator('[name=jumlah]').focus();
  await go(page, keys, 'Enter');
  await expect_no_axe_violations(page);
  const number = await page.locator('tbody tr').last().locator('th').innerText();
  await page.goto('/loket/susulan?tanggal=2026-11-24');
  await expect_no_axe_violations(page);
  await page.locator('[name=nomor]').fill(number);
  await page.locator('[name=nama]').fill('Supriyadi');
  await page.locator('[name=datang]').fill('8.15');
  await page.locator('[name=dilayani]').fill('08.05');
  await go(page, keys, 'Control+Enter');
  assert.match(await page.locator('.govuk-error-summary').innerText(), /tidak lebih awal/);
  await page.locator('[name=dilayani]').fill('08.40');
  await page.locator('[name=hasil]').selectOption('answered');
  await go(page, keys, 'Control+Enter');
  assert.match(await page.locator('.notice').innerText(), new RegExp(`${number} sudah masuk`));
  await page.goto('/loket');
  assert.match(await page.locator('[data-list]').innerText(), /Supriyadi/);
});

journey('a smaller quota shows who moves before it is applied; the moved read it on their ticket', async () => {
  const people = [];
  for (const name of ['Dian Sastro', 'Made Wirawan', 'Ketut Ayu']) people.push(await booked(name, later));
  const window = people[0].window;
  const page = await desktop(office);
  await sign_in(page, 'manajer');
  await page.goto('/atur/kuota');
  await expect_no_axe_violations(page);
  await page.goto(`/atur/kuota/${window.id}`);
  await expect_no_axe_violations(page);
  await page.getByRole('button', { name: 'Lihat akibatnya' }).click();
  assert.match(await page.locator('.govuk-error-summary').innerText(), /alasan/);
  const taken = (await windows(office, later)).find((one) => one.id === window.id).taken;
  await page.locator('[name=kuota]').fill(String(taken - 2));
  await page.locator('[name=alasan]').fill('Dua petugas sakit');
  await page.getByRole('button', { name: 'Lihat akibatnya' }).click();
  await page.waitForLoadState('domcontentloaded');
  assert.equal(await page.getByRole('table', { name: 'Yang pindah' }).locator('tbody tr').count(), 2);
  await expect_no_axe_violations(page);
  await page.getByRole('button', { name: 'Terapkan' }).click();
  await page.waitForURL(/\/atur\/kuota\/perubahan\/\d+$/);
  await page.goto(`/tiket/${people[2].code}`);
  assert.match(await page.locator('.notice').first().innerText(), /Kantor memindahkan Anda[\s\S]*Dua petugas sakit/);
  assert.equal(office.run('check').code, 0, office.run('check').errors);
});

journey('a window that is stopped is said to those who have a number, until it opens again', async () => {
  const person = await booked('Nyoman Arta', later);
  const page = await desktop(office);
  await sign_in(page, 'manajer');
  await page.goto(`/atur/kuota/${person.window.id}`);
  await page.locator('[name=sebab]').fill('Listrik padam');
  await page.getByRole('button', { name: 'Hentikan' }).click();
  await page.getByRole('button', { name: 'Buka lagi' }).waitFor();
  await page.goto(`/tiket/${person.code}`);
  assert.match(await page.locator('.notice').first().innerText(), /dihentikan[\s\S]*Listrik padam/);
  await page.goto(`/atur/kuota/${person.window.id}`);
  await page.getByRole('button', { name: 'Buka lagi' }).click();
  await page.getByRole('button', { name: 'Hentikan' }).waitFor();
});
