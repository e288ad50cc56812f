// A small waiting room on a busy morning: who comes too many is told when to come back, and Sari, who booked and touched the
// kiosk all the same, is one person at the counter.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { apply, book, call, seeker, sign_in as token_of, windows } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, sign_in, start_office, visitor, without_script } from './harness.mjs';

const office = await start_office({ now: '2026-11-24T01:00:00Z' });  // Tuesday, 09.00 WITA
await office.set_parameter('hall_capacity', '1');
after(() => office.stop());

const today = { from: '2026-11-24', to: '2026-11-24' };
const touch_screen = { size: { width: 1080, height: 1920 }, context: { hasTouch: true, deviceScaleFactor: 1 } };

async function booked(name) {
  const person = seeker({ name });
  const application = await apply(office, person);
  const window = (await windows(office, today)).find((one) => one.state === 'open');
  const answer = await book(office, application, window);
  assert.equal(answer.status, 201, answer.text);
  return { id: answer.json.id, nik: person.nik, label: answer.json.label, path: new URL(answer.json.ticket_url).pathname, code: answer.json.ticket_url.slice(-8) };
}
async function comes(person) {
  const answer = await call(office, 'POST', `/api/v1/bookings/${person.id}/check-in`, { token: await token_of(office, 'petugas'), body: {} });
  assert.equal(answer.status, 200, answer.text);
}

async function paired_kiosk() {
  const manager = await desktop(office);
  await sign_in(manager, 'manajer');
  await manager.goto('/atur/alat');
  await manager.getByLabel('Nama').fill('Pintu depan');
  await manager.getByRole('button', { name: 'Simpan kios' }).click();
  await manager.getByRole('button', { name: 'Buat kode pemasangan' }).click();
  const code = (await manager.locator('[data-pairing-code]').innerText()).replace('-', '');
  const kiosk = await visitor(office, touch_screen);
  await kiosk.goto('/kios/balikpapan');
  await kiosk.getByLabel('Kode pemasangan').fill(code);
  await kiosk.getByRole('button', { name: 'Pasang', exact: true }).click();
  await kiosk.locator('.kiosk-service').first().waitFor();
  return kiosk;
}

journey('the hall is full: the phone says when to come back, the place in the line stays, and the desk sees how many are in', async () => {
  const first = await booked('Budi Santoso');
  const second = await booked('Rina Kusuma');
  await comes(first);
  await comes(second);
  const board = await visitor(office, { size: { width: 1280, height: 720 } });
  await board.goto('/papan/balikpapan');
  await board.getByText('Ruang tunggu penuh. Mohon tunggu di luar; urutan Anda tetap.').waitFor();
  assert.equal(await board.locator('[data-board-come-in] b').count(), 0);
  await expect_no_axe_violations(board);
  const page = await without_script(office);
  await page.goto(second.path);
  const said = await page.locator('main').innerText();
  assert.match(said, /Ruang tunggu sedang penuh\. Silakan kembali sekitar pukul \d\d\.\d\d; urutan Anda tetap\./);
  assert.match(said, /orang di depan Anda|Anda berikutnya/);
  await expect_no_sideways_scrolling(page);
  const desk = await desktop(office);
  await sign_in(desk, 'petugas');
  await desk.goto('/loket');
  assert.match(await desk.locator('main').innerText(), /Di dalam: 1 dari 1\. Di luar: 1\./);
  assert.match(await desk.locator('[data-list]').innerText(), /di luar/);
  await expect_no_axe_violations(desk);
  // Budi goes: Rina may come in, and her page no longer sends her out.
  await desk.getByRole('link', { name: /Budi Santoso/ }).click();
  await desk.getByRole('button', { name: /Sudah pergi/ }).click();
  await page.reload();
  assert.doesNotMatch(await page.locator('main').innerText(), /sedang penuh/);
  // Whoever has no phone reads it on the board, also when it is switched on later.
  await board.locator('[data-board-come-in] b').waitFor();
  for (const again of [false, true]) {
    if (again) await board.reload();
    assert.match(await board.locator('[data-board-room]').innerText(), /^Boleh masuk sekarang\s*A-\d{3}$/);
    assert.doesNotMatch(await board.locator('body').innerText(), /Rina/);
  }
  await expect_no_axe_violations(board);
});

journey('Sari booked and touched the kiosk: the counter makes one number of two, and the other one is over', async () => {
  const sari = await booked('Sari Dewi');
  const namesake = await booked('Sari Dewi');
  const kiosk = await paired_kiosk();
  await kiosk.locator('button.kiosk-service[value="ak1"]').click();
  await kiosk.locator('.kiosk-ticket').waitFor();
  assert.match(await kiosk.locator('main, .kiosk').first().innerText(), /Tunggu di luar dulu/);
  await expect_no_axe_violations(kiosk);
  const label = (await kiosk.locator('.card-number').innerText()).trim();

  const desk = await desktop(office);
  await sign_in(desk, 'petugas');
  await desk.goto('/loket');
  await desk.locator('[data-list] a', { hasText: label }).click();
  await desk.getByLabel('Kode, nomor, atau NIK pemesan').fill('ZZZZ9999');
  await desk.getByRole('button', { name: /Gabungkan nomor/ }).click();
  assert.match(await desk.locator('#pesanan-error').innerText(), /tidak dapat digabung/);
  assert.equal(await desk.getByLabel('Kode, nomor, atau NIK pemesan').inputValue(), 'ZZZZ9999');
  await expect_no_axe_violations(desk);
  await desk.getByLabel('Kode, nomor, atau NIK pemesan').fill(sari.nik);
  await desk.getByRole('button', { name: /Gabungkan nomor/ }).click();
  await desk.getByRole('heading', { name: new RegExp(`${label} Sari Dewi`) }).waitFor();
  // Another number in the same name: hers for another service, or a namesake's. The KTP tells.
  await desk.getByRole('link', { name: new RegExp(`mungkin juga memegang nomor ${namesake.label} `) }).waitFor();
  assert.doesNotMatch(await desk.locator('main').innerText(), new RegExp(`juga memegang nomor ${sari.label} `));
  await expect_no_axe_violations(desk);
  const page = await without_script(office);
  await page.goto(sari.path);
  assert.match(await page.locator('main').innerText(), /digabung/);
});
