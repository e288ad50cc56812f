// Bu Rina of PT Contoh Sejahtera reports a vacancy on her phone, an officer looks at it, everybody reads it, and it is gone the
// minute the last person is found. On both engines.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { gzipSync } from 'node:zlib';
import { desktop, engines, expect_no_axe_violations, expect_no_sideways_scrolling, journey, people_of, phone, start_office, without_script } from './harness.mjs';

const questions = 'main form input:not([type=hidden]), main form select, main form textarea';
const tap = (page, name) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name }).first().click()]);

const offices = await Promise.all(engines().map((engine) => start_office({ engine, now: '2026-03-03T01:00:00Z' })));  // Tuesday, 09.00 WITA
for (const office of offices) {
  const { engine } = office;
  after(() => office.stop());
  const person = people_of(office);
  const kept = {};

  journey(`Bu Rina reports a vacancy in one screen and is asked for a reason while she types (${engine})`, async () => {
    const page = await person('perusahaan', phone);
    await page.goto('/perusahaan/lowongan');
    await expect_no_sideways_scrolling(page);
    await page.getByRole('link', { name: 'Laporkan lowongan' }).click();
    assert.ok(await page.locator(questions).count() <= 12, 'more than twelve questions');
    const shown = await page.locator('.button kbd').first().evaluate((key) => getComputedStyle(key).display);
    assert.equal(shown, 'none', 'a telephone has none of these keys');
    assert.equal(await page.getByLabel('Jabatan').inputValue(), '', 'nothing is filled in unasked');
    await page.getByRole('link', { name: 'Salin dari lowongan terakhir' }).click();
    await page.getByText('Salinan dari').waitFor();
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    assert.notEqual(await page.getByLabel('Jabatan').inputValue(), '');
    await page.getByRole('link', { name: 'Mulai dari formulir kosong' }).click();
    await page.getByRole('link', { name: 'Salin dari lowongan terakhir' }).waitFor();
    assert.equal(await page.getByLabel('Jabatan').inputValue(), '', 'the copy is undone');
    await page.getByRole('link', { name: 'Salin dari lowongan terakhir' }).click();
    await page.getByText('Salinan dari').waitFor();
    // Of what her last vacancy said she changes four.
    await page.getByLabel('Jabatan').fill('Juru las pipa');
    await page.getByLabel('Jumlah orang').fill('2');
    await page.getByLabel('Upah sebulan').fill('5.000.000 - 6.000.000');
    await page.getByLabel('Uraian pekerjaan dan syarat').fill('Mengelas pipa minyak. Usia maksimal 35 tahun.');
    const reason = page.getByLabel('Alasan: Usia');
    await reason.waitFor();
    await page.getByText('Tertulis: Usia maksimal 35 tahun').waitFor();
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    await tap(page, /Kirim lowongan/);
    await page.getByText(/Tulis alasannya, atau hapus syaratnya/).first().waitFor();
    assert.equal(await page.getByLabel('Uraian pekerjaan dan syarat').inputValue(), 'Mengelas pipa minyak. Usia maksimal 35 tahun.');
    await page.getByLabel('Alasan: Usia').fill('Bekerja di ruang terbatas menurut penilaian risiko');
    await tap(page, /Kirim lowongan/);
    await page.getByText(/Lowongan diterima, nomor LOW-2026-\d{6}/).waitFor();
    kept.path = new URL(page.url()).pathname;
    kept.id = kept.path.split('/').pop();
    await expect_no_axe_violations(page);
    // What the twelve questions leave out: papers, what the workplace provides, limits. None of it is asked of everybody.
    await page.getByRole('link', { name: 'Tambah rincian' }).click();
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    await page.getByRole('textbox', { name: /^Sertifikat \(/ }).fill('Sertifikat 6G');
    await page.getByLabel('Dapat dicapai dengan kursi roda').check();
    await page.getByLabel('Laki-laki').fill('1');
    await tap(page, /Simpan rincian/);
    await page.getByText(/bersama harus sama dengan jumlah orang/).first().waitFor();
    await page.getByLabel('Laki-laki').fill('');
    await tap(page, /Simpan rincian/);
    await page.getByText('Sertifikat 6G').waitFor();
    await page.goto(`${kept.path}/tanda-terima`);
    await page.getByText(/LOW-2026-\d{6}/).first().waitFor();
    await expect_no_axe_violations(page);
    assert.equal((await page.goto(`/lowongan/${kept.id}`)).status(), 404);  // nothing is public yet
  });

  journey(`without script the same questions are asked once it is sent, and nothing typed is lost (${engine})`, async () => {
    const page = await person('perusahaan-serang', without_script, { size: { width: 360, height: 740 } });
    await page.goto('/perusahaan/lowongan/baru');
    await page.getByRole('link', { name: 'Salin dari lowongan terakhir' }).click();
    await page.getByText('Salinan dari').waitFor();
    await page.getByLabel('Jabatan').fill('Operator jahit');
    await page.getByLabel('Tempat kerja').fill('Tempat yang tidak ada');
    await page.getByLabel('Uraian pekerjaan dan syarat').fill('Menjahit. Khusus wanita.');
    await tap(page, /Kirim lowongan/);
    await page.getByText(/Tempat ini tidak ditemukan/).first().waitFor();
    assert.equal(await page.getByLabel('Jabatan').inputValue(), 'Operator jahit');
    await page.getByText('Salinan dari').waitFor();
    await expect_no_sideways_scrolling(page);
    await page.getByLabel('Tempat kerja').fill('Cikande');
    await page.getByLabel('Uraian pekerjaan dan syarat').fill('Menjahit. Peserta membayar biaya pendaftaran.');
    await tap(page, /Kirim lowongan/);
    await page.getByText('tampak meminta uang dari pelamar').waitFor();
    kept.held = new URL(page.url()).pathname.split('/').pop();
  });

  journey(`an officer accepts the reason and publishes; it is read by people and machines (${engine})`, async () => {
    const page = await person('petugas');
    await page.goto('/tinjau');
    await expect_no_axe_violations(page);
    await page.getByRole('link', { name: 'Juru las pipa' }).click();
    await expect_no_axe_violations(page);
    await tap(page, /^Terbitkan/);
    await page.getByText('alasannya belum diterima').first().waitFor();
    await page.getByLabel(/Usia: Usia maksimal 35 tahun/).check();
    await tap(page, /^Terbitkan/);
    await page.getByText('Tayang', { exact: true }).first().waitFor();
    // Another office's officer does not find it.
    const other = await person('petugas-serang');
    assert.equal((await other.goto(`/tinjau/${kept.id}`)).status(), 404);
    await other.goto(`/tinjau/${kept.held}`);
    await other.getByText('Tertulis: membayar biaya').waitFor();
    await tap(other, 'Kembalikan untuk diperbaiki');
    await other.getByText('Tulis alasannya untuk perusahaan').first().waitFor();
    await other.getByLabel('Catatan untuk perusahaan').fill('Pendaftaran tidak boleh berbayar. Hapus biayanya.');
    await tap(other, 'Kembalikan untuk diperbaiki');
    await other.getByText('Dikembalikan', { exact: true }).first().waitFor();

    const reader = await without_script(office, { size: { width: 360, height: 740 } });
    const answer = await reader.goto(`/lowongan/${kept.id}`);
    assert.equal(answer.status(), 200);
    const html = await answer.text();
    assert.ok(gzipSync(html).length <= 14 * 1024, 'the page is heavy');
    const posting = JSON.parse(html.match(/<script type="application\/ld\+json">(.*?)<\/script>/s)[1]);
    assert.equal(posting['@type'], 'JobPosting');
    assert.equal(posting.totalJobOpenings, 2);
    assert.equal(posting.baseSalary.value.minValue, 5000000);
    await reader.getByText('Melamar tidak dipungut biaya').waitFor();
    await expect_no_sideways_scrolling(reader);
    await other.goto(`/lowongan/${kept.id}`);
    await expect_no_axe_violations(other);
    assert.match(await (await reader.request.get('/sitemap.xml')).text(), new RegExp(`/lowongan/${kept.id}<`));
  });

  journey(`Bu Rina changes what everybody reads: more is shown at once, less waits for the officer (${engine})`, async () => {
    const page = await person('perusahaan', phone);
    await page.goto(kept.path);
    await page.getByRole('link', { name: 'Ubah lowongan' }).click();
    await page.getByText('Lowongan ini sedang tampil').waitFor();
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    await page.getByLabel('Upah sebulan').fill('5.500.000 - 6.000.000');
    await tap(page, /Simpan perubahan/);
    await page.getByText('Perubahan tampil').waitFor();
    const public_words = async () => (await page.request.get(`/lowongan/${kept.id}`)).text();
    assert.match(await public_words(), /5\.500\.000/);

    await page.getByRole('link', { name: 'Ubah lowongan' }).click();
    await page.getByLabel('Upah sebulan').fill('5.000.000');
    await tap(page, /Simpan perubahan/);
    await page.getByText('Perubahan dikirim ke petugas').waitFor();
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    assert.match(await public_words(), /5\.500\.000/, 'the old words stay');

    const officer = await person('petugas');
    await officer.goto('/tinjau');
    await officer.getByText('1 perubahan lowongan yang tampil menunggu').waitFor();
    await officer.getByRole('link', { name: 'Juru las pipa' }).first().click();
    await officer.getByRole('row', { name: /Upah sebulan.*5\.500\.000.*5\.000\.000/ }).waitFor();
    await expect_no_axe_violations(officer);
    await tap(officer, 'Tetap yang lama');
    await officer.getByText('Tulis alasannya untuk perusahaan').first().waitFor();
    await tap(officer, /Tampilkan perubahan/);
    await officer.getByText('Riwayat perubahan (2)').waitFor();
    assert.doesNotMatch(await public_words(), /5\.500\.000/);
  });

  journey(`a wrong tap is taken back, also the one that closed it, until applicants are told (${engine})`, async () => {
    const page = await person('perusahaan', phone);
    await page.goto(kept.path);
    await tap(page, 'Terisi 1 laki-laki');
    await page.getByText('Tercatat: terisi 1 laki-laki').waitFor();
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    await tap(page, 'Salah ketuk, tarik laporan');
    await page.getByText('0 dari 2 terisi').waitFor();
    await page.getByText('Laporan terisi dan batal (1)').click();
    await page.getByText(/Ditarik pukul \d\d\.\d\d/).waitFor();
    await expect_no_axe_violations(page);
    // The whole vacancy, from the list and without script.
    const plain = await without_script(office, { storage: await page.context().storageState() });
    await plain.goto(kept.path);
    await tap(plain, 'Tutup lowongan');
    await plain.getByText(/Dapat ditarik sampai pukul \d\d\.\d\d; sesudah itu pelamar yang menunggu diberi tahu/).waitFor();
    assert.equal((await page.request.get(`/lowongan/${kept.id}`)).status(), 410, 'gone at once');
    await plain.goto('/perusahaan/lowongan');
    await expect_no_sideways_scrolling(plain);
    await tap(plain, 'Salah ketuk, tarik laporan');
    assert.equal((await page.request.get(`/lowongan/${kept.id}`)).status(), 200, 'and there again');
    const number = plain.locator('section', { has: plain.getByRole('link', { name: 'Juru las pipa' }) }).locator('.unbroken').first();
    assert.equal(await number.evaluate((span) => span.getClientRects().length), 1, 'a number in two lines');
    assert.equal(office.run('check').code, 0);
  });

  journey(`a form that is sent again, by two presses or by the back button, is one vacancy (${engine})`, async () => {
    const page = await person('perusahaan', without_script);
    const typed = async () => {
      await page.goto('/perusahaan/lowongan/baru');
      for (const [label, value] of [['Jabatan', 'Penjaga gudang'], ['Jumlah orang', '1'], ['Upah sebulan', '4.000.000'], ['Jam kerja', 'Senin-Sabtu'],
        ['Syarat kerja dan fasilitas', 'BPJS.'], ['Uraian pekerjaan dan syarat', 'Menjaga gudang.']]) await page.getByLabel(label).fill(value);
      await page.getByLabel('Pendidikan paling rendah').selectOption('sma');
      await tap(page, /Kirim lowongan/);
      return page.getByText(/Lowongan diterima, nomor/).innerText();
    };
    const first = await typed();
    assert.equal(await typed(), first);
  });

  journey(`each person found is one tap, and the last one closes it for everybody (${engine})`, async () => {
    const page = await person('perusahaan', phone);
    await page.goto(kept.path);
    await tap(page, 'Jeda');
    assert.equal((await page.request.get(`/lowongan/${kept.id}`)).status(), 410);
    await tap(page, 'Tayangkan lagi');
    await tap(page, 'Perpanjang 30 hari');
    // Two windows: the second one's button belongs to what it no longer is.
    const second = await phone(office, { storage: await page.context().storageState() });
    await second.goto(kept.path);
    await tap(page, 'Terisi 1 perempuan');
    await page.getByText('1 dari 2 terisi').waitFor();
    await tap(second, 'Terisi 1 perempuan');
    await second.getByText('Orang lain baru saja mengubahnya').waitFor();
    await tap(page, 'Terisi 1 laki-laki');
    await page.getByText('Semua sudah terisi').waitFor();
    const gone = await page.goto(`/lowongan/${kept.id}`);
    assert.equal(gone.status(), 410);
    await page.getByText('Lowongan ini sudah ditutup').first().waitFor();
    assert.doesNotMatch(await (await page.request.get('/sitemap.xml')).text(), new RegExp(`/lowongan/${kept.id}<`));
  });

  journey(`a file of vacancies: good rows go to the officer, red ones are mended in place (${engine})`, async () => {
    const page = await person('perusahaan', phone);
    await page.goto('/perusahaan/lowongan/impor');
    await expect_no_axe_violations(page);
    const template = await page.request.get('/perusahaan/lowongan/impor/templat.xlsx');
    assert.equal((await template.body()).subarray(0, 2).toString(), 'PK');
    const csv = 'Jabatan;Jumlah orang;Tempat kerja;Ikatan kerja;Upah sebulan;Jam kerja;Syarat kerja dan fasilitas;Pendidikan paling rendah;Uraian pekerjaan dan syarat\r\n'
      + 'Kasir;2;Balikpapan Kota;PKWT;4.000.000;Senin-Sabtu;BPJS;SMA;Melayani pembeli.\r\nSopir;banyak;Balikpapan Kota;PKWT;4.000.000;Senin-Sabtu;BPJS;SMA;Mengantar barang.\r\n';
    await page.setInputFiles('input[type=file]', { name: 'lowongan.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await tap(page, 'Unggah dan periksa');
    await page.getByText('1 lowongan dikirim ke petugas').waitFor();
    const red = page.locator('fieldset', { hasText: 'Sopir' });
    assert.equal(await red.getByLabel('Jumlah orang').inputValue(), 'banyak');
    await red.getByLabel('Jumlah orang').fill('3');
    await expect_no_sideways_scrolling(page);
    await tap(page, /Simpan perbaikan/);
    await page.getByText('1 lowongan dikirim ke petugas').waitFor();
    assert.equal(await page.locator('fieldset').count(), 0);
  });

  journey(`a manager brings a portal's list: tried first, taken in on their word, once (${engine})`, async () => {
    const page = await person('manajer');
    await page.goto('/tinjau');
    await page.getByRole('link', { name: 'Lowongan dari berkas' }).click();
    await expect_no_axe_violations(page);
    const list = 'judul;perusahaan;lokasi;gaji\nKasir malam;CV Toko Daring;Balikpapan;4000000\n;CV Toko Daring;Balikpapan;4000000\n';
    const bring = async () => {
      await page.getByLabel('Berkas daftar').setInputFiles({ name: 'portal.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
      await tap(page, 'Periksa berkas');
      await page.getByText('Belum ada yang dicatat').waitFor();
    };
    await bring();
    await page.getByText('Catatan pada 1 baris').click();
    await expect_no_axe_violations(page);
    await tap(page, 'Catat 1 baris baru');
    await page.getByText('1 baris dicatat').waitFor();
    await expect_no_axe_violations(page);
    await page.goto('/tinjau/impor');
    await bring();
    assert.equal(await page.getByRole('button', { name: /^Catat / }).count(), 0, 'nothing of it is new');
    await tap(page, 'Buang berkas ini');
    const clerk = await person('petugas');
    assert.equal((await clerk.goto('/tinjau/impor')).status(), 403);
  });

  journey(`an officer on a visit records an employer nobody knew and its vacancy (${engine})`, async () => {
    const page = await person('petugas');
    await page.goto('/tinjau/baru');
    await page.getByLabel('Nama pemberi kerja').fill('Warung Contoh Bu Tini');
    await tap(page, 'Daftarkan dan lanjut');
    await page.getByText('Isian ini wajib').first().waitFor();
    await page.getByLabel('Alamat').fill('Jalan Pasar 3');
    await page.getByLabel('Orang yang dihubungi').fill('Bu Tini');
    await page.getByLabel('Nomor telepon').fill('081234500011');
    await tap(page, 'Daftarkan dan lanjut');
    assert.equal(await page.getByRole('link', { name: 'Salin dari lowongan terakhir' }).count(), 0, 'there is none yet');
    for (const [label, value] of [['Jabatan', 'Pramusaji'], ['Jumlah orang', '1'], ['Upah sebulan', '2.000.000'], ['Jam kerja', 'Senin-Sabtu 08.00-12.00'],
      ['Syarat kerja dan fasilitas', 'Makan siang.'], ['Uraian pekerjaan dan syarat', 'Menyajikan makanan.']]) await page.getByLabel(label).fill(value);
    await page.getByLabel('Pendidikan paling rendah').selectOption('smp');
    await page.getByText('Upahnya di bawah upah minimum').waitFor();  // flagged, not blocked
    await tap(page, /Catat lowongan/);
    await page.getByText('Belum diverifikasi').waitFor();
    await page.getByText(/Upah minimum Rp/).waitFor();
    await tap(page, /^Terbitkan/);
    await page.getByText('Perusahaan ini belum diverifikasi').first().waitFor();
    await page.goto('/tinjau/kode');
    await expect_no_axe_violations(page);
  });

  journey(`another program reports and reads a vacancy, once however often it sends (${engine})`, async () => {
    const page = await desktop(office);
    const session = await page.request.post('/api/v1/session', { data: { user: 'perusahaan', password: 'demo-perusahaan' } });
    const headers = { Authorization: `Bearer ${(await session.json()).token}`, 'Idempotency-Key': 'lowongan-1' };
    const body = { title: 'Juru gambar', openings: 1, place_code: '64.71.05', education_min: 'd3', wage_low: 5000000, wage_high: 6000000, hours: 'Senin-Jumat', contract: 'permanent',
      description: 'Menggambar konstruksi. Khusus pria.', conditions: 'BPJS', skills: ['AutoCAD'], valid_until: '2026-04-01' };
    const refused = await page.request.post('/api/v1/vacancies', { headers, data: body });
    assert.equal(refused.status(), 422);
    assert.equal((await refused.json()).errors[0].field, 'reason.sex');
    body.reasons = { sex: 'Asrama di lapangan hanya untuk pria' };
    const first = await page.request.post('/api/v1/vacancies', { headers, data: body });
    assert.equal(first.status(), 201);
    const made = await first.json();
    assert.match(made.receipt, /^LOW-2026-/);
    assert.deepEqual(await (await page.request.post('/api/v1/vacancies', { headers, data: body })).json(), made);
    const seen = await page.request.get(`/api/v1/vacancies/${made.id}`, { headers });
    assert.equal((await seen.json()).skills[0], 'AutoCAD');
    assert.equal((await (await page.context().browser().newContext({ baseURL: office.url })).request.get(`/api/v1/vacancies/${made.id}`)).status(), 404);
  });

  journey(`work abroad is public while its company may place people there, and comes back with one tap (${engine})`, async () => {
    const post = (path, data, headers = {}) => fetch(office.url + path, {
      method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(data) }).then((answer) => answer.json());
    const { token } = await post('/api/v1/session', { user: 'perusahaan', password: 'demo-perusahaan' });
    const { id } = await post('/api/v1/vacancies', { title: 'Juru las galangan', openings: 1, place_code: '64.71.05', education_min: 'smk', wage_low: 9000000,
      wage_high: 9000000, hours: 'Senin-Jumat', contract: 'fixed_term', description: 'Bekerja di Malaysia, kontrak dua tahun.', conditions: 'Asrama', valid_until: '2026-04-01' },
    { Authorization: `Bearer ${token}`, 'Idempotency-Key': 'luar-negeri-1' });
    const officer = await person('petugas');
    await officer.goto(`/tinjau/${id}`);
    await tap(officer, /terbitkan$/);
    await officer.getByText('Belum ada izin yang berlaku').waitFor();
    await officer.getByRole('link', { name: 'Catat atau lihat izinnya' }).click();
    const record = async () => {
      await officer.locator('[name=nomor]').fill('SIP3MI 77/2026');
      await officer.locator('[name=tempat]').fill('Daftar P3MI di situs kementerian');
      for (const [part, value] of [['day', '31'], ['month', '12'], ['year', '2099']]) await officer.locator(`[name=sampai-${part}]`).fill(value);
      await tap(officer, /Simpan izin/);
    };
    await record();
    const licences = new URL(officer.url()).pathname;
    await officer.goto(`/tinjau/${id}`);
    await tap(officer, /terbitkan$/);
    const reader = await person('perusahaan', phone);
    assert.equal((await reader.goto(`/lowongan/${id}`)).status(), 200);

    await officer.goto(licences);
    await officer.getByText('Cabut catatan ini').click();
    await officer.locator('[name^=alasan-]').fill('Dicabut kementerian');
    await tap(officer, /^Cabut$/);
    await officer.getByText('Lowongan ini tayang lagi setelah izin yang berlaku dicatat').waitFor();
    await expect_no_axe_violations(officer);
    await officer.goto('/tinjau');
    await officer.getByText('1 lowongan luar negeri dijeda').waitFor();
    assert.equal((await reader.goto(`/lowongan/${id}`)).status(), 410);
    await reader.getByText('kantor tidak mencatat izin perusahaannya').waitFor();
    await expect_no_sideways_scrolling(reader);
    assert.doesNotMatch(await (await reader.request.get('/sitemap.xml')).text(), new RegExp(`/lowongan/${id}<`));
    await reader.goto('/perusahaan');
    await reader.getByRole('link', { name: 'Perbarui izin untuk Juru las galangan' }).click();
    await reader.getByText('Tunjukkan izin yang baru kepada').waitFor();
    await expect_no_axe_violations(reader);
    await expect_no_sideways_scrolling(reader);

    await officer.goto(licences);
    await record();
    await expect_no_axe_violations(officer);
    await tap(officer, 'Tayangkan lagi');
    assert.equal((await reader.goto(`/lowongan/${id}`)).status(), 200);
  });
}
