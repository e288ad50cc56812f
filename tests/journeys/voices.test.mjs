// How a visit closes: Sari rates it without a name, Pak Budi complains and reads the answer, the manager hears both.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { apply, approve, book, call, seeker, sign_in as token_of, windows } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, sign_in, start_office, visitor } from './harness.mjs';

const office = await start_office({ now: '2026-11-24T01:00:00Z' });  // Tuesday, 09.00 WITA
after(() => office.stop());

const said = (page) => page.locator('main').innerText();
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const phone_without_script = () => visitor(office, { script: false });

// Somebody who was here today and went with a card.
async function visited(name) {
  const application = await apply(office, seeker({ name }));
  const window = (await windows(office, { from: '2026-11-24', to: '2026-11-24' })).find((one) => one.state === 'open');
  const ticket = (await book(office, application, window)).json;
  const clerk = await token_of(office, 'petugas');
  await call(office, 'POST', `/api/v1/bookings/${ticket.id}/check-in`, { token: clerk, body: {} });
  await approve(office, clerk, application);
  return ticket.ticket_url.slice(-8);
}

journey('Sari rates her visit on her phone without JavaScript; once, and without a name', async () => {
  const code = await visited('Sari Wulandari');
  const page = await phone_without_script();
  await page.goto(`/tiket/${code}`);
  await page.getByRole('link', { name: 'Nilai pelayanan kami' }).click();
  await expect_no_sideways_scrolling(page);
  assert.doesNotMatch(await said(page), /Sari/);
  await press(page, 'Kirim jawaban');
  await page.waitForLoadState('domcontentloaded');
  assert.equal(await page.locator('.govuk-error-summary li').count(), 9);
  for (let at = 1; at <= 8; at += 1) await page.locator(`[name=u${at}][value="4"]`).check();
  await page.locator('[name=saran]').fill('Tambah kursi di ruang tunggu');
  await press(page, 'Kirim jawaban');
  assert.match(await page.locator('.govuk-error-summary').innerText(), /Pertanyaan 9/);
  assert.equal(await page.locator('[name=saran]').inputValue(), 'Tambah kursi di ruang tunggu');
  assert.ok(await page.locator('[name=u1][value="4"]').isChecked(), 'what was chosen stays');
  await page.locator('[name=u9][value="3"]').check();
  await press(page, 'Kirim jawaban');
  assert.match(await said(page), /Terima kasih[\s\S]*Indeks Kepuasan Masyarakat/);
  await page.goto(`/survei/${code}`);
  assert.match(await said(page), /sudah diisi/);
  assert.equal((await page.goto('/survei/ZZZZ9999')).status(), 404);
});

journey('the survey is accessible, and closed while a visit is not over', async () => {
  const code = await visited('Tri Wahyuni');
  const page = await visitor(office);
  await page.goto(`/survei/${code}`);
  await expect_no_axe_violations(page);
  await page.goto(`/survei/${code}?lang=en`);
  assert.match(await said(page), /How was our service\?/);
  const application = await apply(office, seeker({ name: 'Eko Prasetyo' }));
  const window = (await windows(office, { from: '2026-11-26', to: '2026-12-10' })).find((one) => one.state === 'open');
  const ticket = (await book(office, application, window)).json;
  const answer = await page.goto(`/survei/${ticket.ticket_url.slice(-8)}?lang=id`);
  assert.equal(answer.status(), 409);
  assert.match(await said(page), /setelah kunjungan Anda selesai/);
});

const kept = {};

journey('Pak Budi complains with his number, and keeps a receipt with a promised day', async () => {
  const page = await phone_without_script();
  await page.goto('/kantor/balikpapan');
  await page.getByRole('link', { name: 'Sampaikan pengaduan atau saran' }).click();
  await expect_no_sideways_scrolling(page);
  assert.match(await said(page), /SP4N-LAPOR!/);
  await page.locator('[name=ponsel]').fill('12');
  await page.locator('[name=uraian]').fill('Loket dua tutup pada jam sepuluh.');
  await press(page, 'Kirim pengaduan');
  assert.match(await page.locator('.govuk-error-summary').innerText(), /tidak lengkap/);
  assert.equal(await page.locator('[name=uraian]').inputValue(), 'Loket dua tutup pada jam sepuluh.');
  await page.locator('[name=ponsel]').fill('0812 7777 0001');
  await page.locator('[name=nama]').fill('Budi Santoso');
  await press(page, 'Kirim pengaduan');
  assert.match(await said(page), /Pengaduan sudah diterima/);
  kept.number = /P-2026-\d{6}/.exec(await said(page))[0];
  kept.code = (await page.locator('.card-code').innerText()).trim();
  assert.match(await page.locator('.card').innerText(), /Dijawab paling lambat/);
});

journey('the manager answers without learning who complained, and Pak Budi reads it with number and code', async () => {
  const page = await desktop(office);
  await sign_in(page, 'manajer');
  await page.goto('/atur/pengaduan');
  await expect_no_axe_violations(page);
  await page.getByRole('link', { name: `Jawab ${kept.number}` }).click();
  await expect_no_axe_violations(page);
  assert.doesNotMatch(await said(page), /Budi|0812/);
  await press(page, 'Kirim jawaban');
  assert.match(await page.locator('#jawaban-error').innerText(), /Tulis jawabannya/);
  await page.locator('[name=jawaban]').fill('Maaf, petugasnya sakit. Loket dua buka lagi besok.');
  await press(page, 'Kirim jawaban');
  assert.match(await page.locator('.notice').innerText(), /Jawaban tersimpan/);

  const budi = await phone_without_script();
  await budi.goto('/pengaduan');
  await budi.locator('[name=nomor]').fill(kept.number);
  await budi.locator('[name=kode]').fill('ZZZZ-9999');
  await press(budi, 'Lihat');
  assert.match(await budi.locator('.govuk-error-summary').innerText(), /tidak cocok/);
  await budi.locator('[name=kode]').fill(kept.code.toLowerCase());
  await press(budi, 'Lihat');
  assert.match(await said(budi), /Loket dua buka lagi besok/);

  await page.getByRole('link', { name: `Buka ${kept.number}` }).click();
  await press(page, 'Buka identitas');
  assert.match(await said(page), /Budi Santoso/);
  await page.goto('/loket/pesan?rak=semua');
  assert.match(await page.locator('.rows').innerText(), /Budi Santoso/);
});

journey('the manager reads the index by period, the public reads the same without remarks', async () => {
  const page = await desktop(office);
  await sign_in(page, 'manajer');
  await page.goto('/atur/survei');
  await expect_no_axe_violations(page);
  assert.match(await said(page), /Indeks Kepuasan Masyarakat \(IKM\)\s+\d{2},\d{2}/);
  assert.match(await said(page), /Tambah kursi di ruang tunggu/);
  await page.locator('[name=masa]').selectOption('2025-T1');
  await press(page, 'Tampilkan');
  assert.match(await said(page), /Belum ada yang mengisi/);
  const anybody = await visitor(office);
  await anybody.goto('/kantor/balikpapan/survei');
  await expect_no_axe_violations(anybody);
  await expect_no_sideways_scrolling(anybody);
  assert.doesNotMatch(await said(anybody), /Tambah kursi/);
  await anybody.goto('/kantor/balikpapan/pengaduan');
  await expect_no_axe_violations(anybody);
  await anybody.goto('/pengaduan');
  await expect_no_axe_violations(anybody);
  assert.equal(office.run('check').code, 0, office.run('check').errors);
});
