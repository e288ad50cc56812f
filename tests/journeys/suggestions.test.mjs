// Sari fills in her work profile, reads what fits her and why, and why another vacancy does not; Bu Ratna of the office
// confirms a skill, holds a suggestion back and answers an objection. Without JavaScript, on a small phone, on both engines.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { apply, seeker } from '../contract/api.mjs';
import { desktop, engines, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, sign_in, start_office, without_script } from './harness.mjs';

const offices = await Promise.all(engines().map((engine) => start_office({ engine, now: '2026-11-24T01:00:00Z' })));
for (const office of offices) {
  const { engine } = office;
  after(() => office.stop());

  // What stands on the page without script, looked at by a phone that has it: axe is a script.
  async function look(page) {
    const seen = await phone(office);
    await seen.context().addCookies(await page.context().cookies());
    await seen.goto(page.url());
    await expect_no_axe_violations(seen);
    await expect_no_sideways_scrolling(seen);
    await seen.context().close();
  }
  const next = (page) => page.getByRole('button', { name: 'Simpan dan lanjutkan' }).click();

  let sari;
  journey(`Sari fills in five steps, gets suggestions with reasons, and sees why not (${engine})`, async () => {
    sari = await apply(office, seeker({ name: 'Sari Dewi Lestari', skills: ['Las SMAW'] }));
    const page = await without_script(office);
    await page.context().addCookies([{ name: 'berkas', value: sari.token, url: office.url }]);

    await page.goto('/saran');
    await page.getByRole('link', { name: 'Isi profil kerja' }).click();
    await page.waitForLoadState('domcontentloaded');
    assert.match(await page.locator('main').innerText(), /Sebagian sudah diisi dari kartu AK-1[\s\S]*Las SMAW/);
    await look(page);
    await page.getByRole('link', { name: 'Mulai mengisi' }).click();

    await page.getByLabel('Sebagai apa').first().fill('juru las');
    await page.getByLabel('Di mana').first().fill('Bengkel Pak Darto');
    await page.getByLabel('Berapa lama, dalam bulan').first().fill('24');
    await look(page);
    await next(page);
    await page.getByLabel(/^Keterampilan 2/).fill('Membaca gambar teknik');
    await page.getByLabel('Tingkat keterampilan 2').selectOption('4');
    await look(page);
    await next(page);
    // A word that no list knows is refused at its field; everything typed stays.
    await page.getByLabel('Pilihan ke-2').fill('qwrtzx');
    await page.getByLabel('Upah yang diharapkan sebulan, dalam rupiah').fill('4.000.000');
    await next(page);
    await page.getByRole('link', { name: /Pekerjaan ini tidak kami kenali/ }).waitFor();
    assert.equal(await page.getByLabel('Upah yang diharapkan sebulan, dalam rupiah').inputValue(), '4.000.000');
    await page.getByLabel('Pilihan ke-2').fill('');
    await page.getByLabel('Kecamatan saya saja').check();
    await page.getByLabel('Sepeda motor').check();
    await look(page);
    await next(page);
    await look(page);
    await next(page);
    await page.getByLabel('Hitung lowongan yang cocok untuk saya').check();
    await look(page);
    await page.getByRole('button', { name: 'Simpan izin' }).click();

    await page.getByRole('heading', { name: 'Lowongan yang cocok untuk Anda' }).waitFor();
    const first = page.locator('.suggestion').first();
    assert.match(await first.innerText(), /las/i);
    assert.match(await first.innerText(), /Yang mendukung[\s\S]*orang lain[\s\S]*saran ini/i);
    assert.match(await page.locator('main').innerText(), /\d km dari kecamatan Anda/);
    assert.ok((await first.locator('ul').first().locator('li').count()) >= 2, 'several reasons for it');
    await look(page);

    await first.getByRole('link', { name: /Rincian dan keberatan/ }).click();
    await page.getByText('Semua syarat Anda penuhi').waitFor();
    await page.getByText('Hitungannya, poin demi poin').click();
    assert.match(await page.locator('table').innerText(), /Keterampilan/);
    await look(page);
    await page.getByText('Laporkan atau ajukan keberatan').click();
    await page.getByLabel('Apa yang menurut Anda salah?').fill('Perusahaan ini sudah menutup lamaran.');
    await page.getByRole('button', { name: 'Kirim keberatan' }).click();
    await page.getByText('Keberatan Anda sudah sampai').waitFor();

    // Somebody else's work: every reason why not, by name.
    await page.goto('/saran');
    const near = page.locator('section .suggestion');
    assert.ok((await near.count()) > 0, 'something is one step away');
    await near.first().getByRole('link').click();
    await page.getByText('Yang belum terpenuhi').waitFor();
    await look(page);

    // A firm that she does not want: asked once, gone from the list, and let in again.
    await page.goto('/saran');
    const about = await first.locator('h2').innerText();
    await first.getByRole('link', { name: /^Jangan sarankan/ }).click();
    await page.getByText('Perusahaan tidak diberi tahu.').waitFor();
    assert.match(await page.locator('main').innerText(), /Lamaran yang sudah Anda kirim tetap berjalan/);
    await look(page);
    await page.getByRole('button', { name: 'Blokir perusahaan ini' }).click();
    await page.getByRole('heading', { name: 'Perusahaan yang Anda blokir' }).waitFor();
    await look(page);
    await page.goto('/saran');
    assert.ok(!(await page.locator('.suggestion h2').allInnerTexts()).includes(about), 'it is suggested no more');
    await page.goto('/profil-kerja');
    assert.match(await page.locator('main').innerText(), /Perusahaan yang diblokir\s+1/);
    await page.goto('/profil-kerja/blokir?lang=en');
    await page.getByRole('button', { name: /^Unblock/ }).click();
    await page.getByText('Companies that you do not want to see').waitFor();
    await page.goto('/saran?lang=id');
    await page.locator('.suggestion').getByRole('heading', { name: about }).waitFor();

    await page.getByText('Bagaimana saran ini dibuat').click();
    await page.getByRole('button', { name: 'Matikan saran untuk saya' }).click();
    await page.getByText('Saran belum dinyalakan').waitFor();
    await look(page);
    await page.goto('/saran?lang=en');
    await page.getByText('Suggestions are switched off').waitFor();
  });

  journey(`Bu Ratna confirms a skill, holds a suggestion back, and answers the objection (${engine})`, async () => {
    const page = await desktop(office);
    await sign_in(page, 'petugas');
    await page.goto(`/loket/profil/${sari.id}`);
    assert.match(await page.locator('h1').innerText(), /Sari Dewi Lestari/);
    await expect_no_axe_violations(page);
    await page.goto(`/loket/profil/${sari.id}/keterampilan`);
    await page.getByLabel('Bukti keterampilan 1').selectOption('certificate');
    await expect_no_axe_violations(page);
    await page.getByRole('button', { name: /Simpan dan lanjutkan/ }).click();
    await page.goto(`/loket/profil/${sari.id}/izin`);
    await page.getByLabel('Hitung lowongan yang cocok untuk saya').check();
    await page.getByRole('button', { name: /Simpan izin/ }).click();
    await page.waitForLoadState('domcontentloaded');
    assert.match(await page.locator('main').innerText(), /Las SMAW \(ada sertifikat\)/);

    await page.getByRole('link', { name: 'Saran untuk orang ini' }).click();
    const first = page.locator('.suggestion').first();
    const title = await first.locator('h2').innerText();
    await first.getByText(/Sematkan, tahan, atau kesampingkan/).click();
    await first.getByRole('button', { name: 'Tahan 90 hari' }).click();
    await page.getByRole('link', { name: /Tulis alasannya/ }).waitFor();  // and the fold with its field stands open
    await page.locator('.suggestion').first().getByLabel('Alasan').fill('Perusahaan menutup lamaran');
    await page.locator('.suggestion').first().getByRole('button', { name: 'Tahan 90 hari' }).click();
    await page.getByRole('row', { name: new RegExp(`${title}.*Ditahan`) }).waitFor();
    await expect_no_axe_violations(page);

    await page.goto('/loket/keberatan');
    await page.getByLabel('Jawaban Anda').fill('Terima kasih, lowongan ini kami tahan dulu.');
    await expect_no_axe_violations(page);
    await page.getByRole('button', { name: 'Kirim jawaban' }).click();
    await page.getByText('Saat ini semuanya sudah dijawab.').waitFor();
  });

  journey(`the manager reads whether everybody sees alike (${engine})`, async () => {
    const page = await desktop(office);
    await sign_in(page, 'manajer');
    await page.goto('/atur/keadilan');
    await page.getByRole('button', { name: 'Hitung sekarang' }).click();
    await page.waitForLoadState('domcontentloaded');
    const told = await page.locator('main').innerText();
    assert.match(told, /Lowongan di atas daya tampungnya\s+Dalam batas\s+0/);
    assert.match(told, /Perempuan[\s\S]*Laki-laki|Laki-laki[\s\S]*Perempuan/);
    assert.match(told, /Dihitung \w+, \d+ \w+ \d{4}/);
    assert.match(told, /Yang dapat dilakukan, menurut urutannya\s+Perbaiki data/);
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect_no_sideways_scrolling(page);

    const list = await page.request.get('/atur/keadilan.csv');
    const rows = (await list.text()).trim().split('\r\n').map((row) => row.split('","'));
    assert.equal(rows[0][4], 'Orang');
    assert.ok(rows.length > 10);
    for (const row of rows.slice(1)) assert.ok(row[4].startsWith('tidak ditampilkan') || Number(row[4]) >= 10, row.join(' | '));
  });
}
