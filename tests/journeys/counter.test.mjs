// Bu Wati calls a morning's people from one queue without touching the mouse, and the manager reads what was out of order.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { apply, book, call, seeker, sign_in as token_of, windows } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, keyboard_only, phone, sign_in, start_office } from './harness.mjs';

const office = await start_office({ now: '2026-11-24T01:00:00Z' });  // Tuesday, 09.00 WITA
after(() => office.stop());
const clerk = await token_of(office, 'petugas');

async function arrived(name) {
  const application = await apply(office, seeker({ name }));
  const open = (await windows(office, { from: '2026-11-24', to: '2026-11-24' })).find((one) => one.state === 'open');
  const answer = await book(office, application, open);
  assert.equal(answer.status, 201);
  await call(office, 'POST', `/api/v1/bookings/${answer.json.id}/check-in`, { token: clerk, body: {} });
  return { application, id: answer.json.id, label: answer.json.label, code: answer.json.ticket_url.slice(-8) };
}

async function go(page, keys, key) {
  await Promise.all([page.waitForNavigation(), keys.press(key)]);
}

const panel = (page) => page.locator('.panel').first().innerText();

journey('calls, undoes, holds, skips and brings back by keyboard alone', async () => {
  const people = [];
  for (const name of ['Ani Wulandari', 'Bagus Santoso', 'Citra Dewi', 'Dodi Firmansyah']) people.push(await arrived(name));
  const page = await desktop(office);
  await sign_in(page, 'petugas');
  await page.goto('/loket');
  const keys = await keyboard_only(page);
  await page.locator('[name=loket]').focus();
  await keys.type('2');
  await go(page, keys, 'Enter');
  await expect_no_axe_violations(page);

  await go(page, keys, 'F2');
  assert.match(await panel(page), new RegExp(`${people[0].label} Ani Wulandari\\s+Dipanggil`));
  await go(page, keys, 'F7');  // wrong button: nobody has been disturbed
  assert.match(await panel(page), /Ani Wulandari\s+Menunggu/);
  await go(page, keys, 'F4');
  assert.match(await panel(page), /Dipanggil/);
  await go(page, keys, 'F4');  // once more, too early
  assert.match(await page.locator('.govuk-error-summary').innerText(), /baru saja dipanggil/);
  await expect_no_axe_violations(page);
  await go(page, keys, 'F6');
  assert.match(await panel(page), /Ditahan/);

  await page.goto('/loket');
  await go(page, keys, 'F2');
  assert.match(await panel(page), /Bagus Santoso\s+Dipanggil/);
  await go(page, keys, 'Alt+l');
  assert.match(await page.locator('.govuk-error-summary').innerText(), /alasannya/);
  await page.locator('[name=alasan]').focus();
  await keys.type('Tidak menyahut');
  await go(page, keys, 'Alt+l');
  assert.match(await panel(page), /Dilewati/);
  await expect_no_axe_violations(page);
  await go(page, keys, 'F4');
  assert.match(await panel(page), /Bagus Santoso\s+Menunggu/);

  const dodi = people[3];
  await page.goto(`/loket?nomor=${dodi.id}`);
  await page.locator('[name=alasan]').focus();
  await keys.type('Berkas sudah di meja');
  await go(page, keys, 'Alt+u');
  assert.match(await panel(page), /Dodi Firmansyah\s+Dipanggil/);
  await page.locator('[name=layanan]').selectOption('legalisation');
  await go(page, keys, 'Alt+s');
  assert.match(await panel(page), /Menunggu[\s\S]*Legalisasi/i);
  await go(page, keys, 'F9');

  const manager = await desktop(office);
  await sign_in(manager, 'manajer');
  await manager.goto('/atur/loket');
  const told = await manager.locator('table').last().innerText();
  assert.match(told, /Dipanggil di luar urutan\s+Berkas sudah di meja/);
  assert.match(told, /Dilewati\s+Tidak menyahut/);
  await expect_no_axe_violations(manager);
});

journey('the ticket says how many and how long, the queue\'s page says by which rules', async () => {
  const person = await arrived('Endang Susilawati');
  const page = await phone(office);
  await page.goto(`/tiket/${person.code}`);
  assert.match(await page.locator('.wait').innerText(), /di depan Anda[\s\S]*menit/);
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
  await page.goto('/kantor/balikpapan/antrean');
  assert.match(await page.locator('main').innerText(), /Siapa pun didahului paling banyak oleh 10 orang/);
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
});

journey('what a person needs is told once, at the counter, and honoured', async () => {
  const person = await arrived('Fitri Handayani');
  const page = await desktop(office);
  await sign_in(page, 'petugas2');
  await page.goto(`/loket/tiket/${person.id}/kebutuhan`);
  await expect_no_axe_violations(page);
  const keys = await keyboard_only(page);
  await page.locator('[value=large_print]').focus();
  await keys.press('Space');
  await page.locator('[name=setuju]').focus();
  await keys.press('Space');
  await go(page, keys, 'F4');
  assert.match(await panel(page), /Kebutuhan\s+Huruf besar/);
  const holder = await phone(office);
  await holder.goto(`/tiket/${person.code}`);
  assert.equal(await holder.locator('.large-print').count(), 1);
});

journey('the office closes early: everybody who waits is named and gets the next number', async () => {
  const person = await arrived('Gilang Ramadhan');
  const page = await desktop(office);
  await sign_in(page, 'petugas');
  await page.goto('/loket');
  const keys = await keyboard_only(page);
  await page.locator('[name=loket]').focus();
  await keys.type('2');
  await go(page, keys, 'Enter');
  await go(page, keys, 'Alt+t');
  await expect_no_axe_violations(page);
  await go(page, keys, 'F4');
  assert.match(await page.locator('main').innerText(), new RegExp(person.label));
  await page.locator('[name=alasan]').focus();
  await keys.type('Listrik padam');
  await page.locator('button[value=ak1]').focus();
  await go(page, keys, 'Enter');
  assert.match(await page.locator('table').innerText(), /Gilang Ramadhan\s+A-\d+/);
  await expect_no_axe_violations(page);
  const holder = await phone(office);
  await holder.goto(`/tiket/${person.code}`);
  assert.doesNotMatch(await holder.locator('main').innerText(), /Selasa, 24 November/);
  assert.equal(office.run('check').code, 0);
});

journey('a manager names the counters, and a number twice is refused at its field', async () => {
  const page = await desktop(office);
  await sign_in(page, 'manajer');
  await page.goto('/atur/loket');
  await page.locator('[name=nomor]').fill('7');
  await page.locator('[value=tanpa-tangga]').check();
  await page.getByRole('button', { name: 'Simpan loket' }).click();
  await page.waitForLoadState('domcontentloaded');
  assert.match(await page.locator('table').first().innerText(), /7\s+Semua layanan · Tanpa tangga/);
  await page.locator('[name=nomor]').fill('7');
  await page.getByRole('button', { name: 'Simpan loket' }).click();
  assert.match(await page.locator('.govuk-error-summary').innerText(), /sudah dipakai/);
  await expect_no_axe_violations(page);
});
