// One card, from the office's first page on Sari's phone to her hand, and to the employer who scans it. Nothing is
// prepared behind the pages' backs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after } from 'node:test';
import { forged, path_of, qr_in } from '../contract/api.mjs';
import { fill_in, jpeg, next, take_first_window } from './application_steps.mjs';
import { desktop, journey, keyboard_only, phone, sign_in, start_office } from './harness.mjs';

const office = await start_office({ now: '2026-03-03T01:00:00Z' });  // Tuesday, 09.00 WITA
after(() => office.stop());

// Sari, on her phone. Gives the code and the number of her ticket.
async function apply_and_take_number() {
  const page = await phone(office);
  await fill_in(page);
  const photo = { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: await jpeg(page, 1500) };
  await page.locator('input[name="document.photo"]').setInputFiles(photo);
  await page.getByText('Sudah diunggah').waitFor();
  await next(page);
  await page.waitForURL(/\/periksa$/);
  await next(page, 'Kirim permohonan');
  await page.waitForURL(/\/jadwal$/);
  const code = await take_first_window(page);
  const told = await page.locator('.card').innerText();
  assert.match(told, /Selasa, 3 Maret 2026/);
  return { page, code, number: told.match(/A-\d{3}/)[0] };
}

journey('Sari\'s card: from the first page to her hand, read from the paper by zbar, and one changed letter is refused', async () => {
  const sari = await apply_and_take_number();

  const desk = await desktop(office);
  await sign_in(desk, 'petugas');
  await desk.goto('/loket');
  const keys = await keyboard_only(desk);
  const press = (key) => Promise.all([desk.waitForNavigation(), keys.press(key)]);

  // Down the day's list to her name, into her row; then she is noted as present and her file is opened.
  const focused = () => desk.evaluate(() => document.activeElement.closest('[data-list] a')?.innerText ?? '');
  for (let row = await desk.locator('[data-list] a').count(); row > 0 && !(await focused()).includes(sari.number); row -= 1) await keys.press('ArrowDown');
  assert.match(await focused(), /Sari Dewi Lestari/);
  await press('Enter');
  await press('F4');
  assert.match(await desk.locator('.panel').first().innerText(), /Sari Dewi Lestari\s+Menunggu/);
  await press('F8');
  assert.match(new URL(desk.url()).pathname, /^\/loket\/berkas\/\d+$/);

  for (const original of ['1', '2', '3']) await press(original);
  await press('s');
  const number = (await desk.locator('#nomor').textContent()).trim();
  assert.match(number, /^6471\d{14}$/);
  const [sheet] = await Promise.all([desk.context().waitForEvent('page'), keys.press('c')]);
  await sheet.close().catch(() => {});
  await desk.bringToFront();
  await press('d');
  const card = (await desk.locator('form[action$="/serahkan"]').getAttribute('action')).match(/kartu\/(\d+)\//)[1];
  await press('a');
  await desk.getByText('Kartu sudah di tangan orangnya.').waitFor();

  await sari.page.goto(`/tiket/${sari.code}`);
  assert.match(await sari.page.locator('main').innerText(), /selesai/i);

  const paper = await desk.context().request.get(`/loket/kartu/${card}/kartu.pdf`);
  assert.match(paper.headers()['content-type'], /^application\/pdf/);
  const qr = qr_in(await paper.body());
  const employer = await phone(office);
  const verdict = async (address) => {
    await employer.goto(path_of(address));
    return employer.locator('[data-verdict]').getAttribute('data-verdict');
  };
  assert.equal(await verdict(qr), 'valid');
  assert.equal(await verdict(forged(qr)), 'forged');
});

journey('Bayu fills in for his aunt on his phone: the counter knows it, and the card is hers alone', async () => {
  const page = await phone(office);
  await page.goto('/kantor/balikpapan/ak1');
  await page.getByLabel('Saya mengisikan untuk orang lain').check();
  await next(page, 'Mulai');
  assert.match(await page.locator('.govuk-error-summary').innerText(), /Tulis nama Anda sebagai yang mengisikan/);
  assert.ok(await page.getByLabel('Saya mengisikan untuk orang lain').isChecked(), 'what was chosen stays');
  const file = await fill_in(page, async () => {}, { helper: 'Bayu Pratama', nik: '6471014708959902' });
  await page.locator('input[name="document.photo"]').setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: await jpeg(page, 900) });
  await page.getByText('Sudah diunggah').waitFor();
  await next(page);
  await page.waitForURL(/\/periksa$/);
  assert.match(await page.locator('main').innerText(), /Bayu Pratama/);
  await next(page, 'Kirim permohonan');
  await page.waitForURL(/\/jadwal$/);

  const desk = await desktop(office);
  await sign_in(desk, 'petugas');
  const id = new URL(file).pathname.split('/').at(-1);
  await desk.goto(`/loket/berkas/${id}`);
  assert.match(await desk.locator('main').innerText(), /Bayu Pratama/);
  for (const original of ['1', '2', '3']) await Promise.all([desk.waitForNavigation(), desk.keyboard.press(original)]);
  await Promise.all([desk.waitForNavigation(), desk.keyboard.press('s')]);
  const card = (await desk.locator('form[action$="/serahkan"]').getAttribute('action')).match(/kartu\/(\d+)\//)[1];
  const paper = await desk.context().request.get(`/loket/kartu/${card}/kartu.pdf`);
  const printed = spawnSync('pdftotext', ['-', '-'], { input: await paper.body(), encoding: 'utf8' }).stdout;
  assert.match(printed, /Sari Dewi Lestari/);
  assert.doesNotMatch(printed, /Bayu/);
});
