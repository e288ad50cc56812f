// Ibu Rina registers her workshop on a small phone; Pak Hendra calls back, verifies and invites; she opens her account, changes
// what is hers and answers the office. Nothing of it is public or tells anything before the call.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { desktop, engines, expect_no_axe_violations, expect_no_sideways_scrolling, journey, people_of, phone, start_office, without_script } from './harness.mjs';
import { telephone } from './telephone.mjs';

const password = 'payung biru lari kopi';
const said = (page) => page.locator('main').innerText();
async function press(page, name) { await Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).click()]); }

async function hand_in(page, name, nib) {
  await page.goto('/perusahaan/daftar');
  await page.locator('[name=kantor]').selectOption('balikpapan');
  await page.locator('[name=nama]').fill(name);
  await page.locator('[name=nib]').fill(nib);
  await page.locator('[name=alamat]').fill('Jalan Soekarno-Hatta 12');
  await page.locator('[name=kontak]').fill('Ibu Rina');
  await page.locator('[name=telepon]').fill('0812 3456 7890');
  await press(page, 'Kirim pendaftaran');
  return said(page);
}

const offices = await Promise.all(engines().map((engine) => start_office({ engine })));
for (const office of offices) {
  const { engine } = office;
  after(() => office.stop());
  const person = people_of(office);
  const kept = {};

  journey(`Ibu Rina registers her workshop, and hears the same whatever she types (${engine})`, async () => {
    const page = await phone(office);
    await page.goto('/');
    await page.getByRole('link', { name: 'Daftarkan perusahaan' }).click();
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    await page.locator('[name=nama]').fill('Bengkel Las Barokah');
    await page.locator('[name=nib]').fill('123');
    await press(page, 'Kirim pendaftaran');
    assert.match(await said(page), /NIB terdiri dari 13 angka/);
    assert.match(await said(page), /Pilih kantor di wilayah tempat kerja/);
    assert.equal(await page.locator('[name=nama]').inputValue(), 'Bengkel Las Barokah', 'what was typed stays');
    await expect_no_axe_violations(page);
    // The trade comes from the list, by what people call it.
    await page.locator('[name=kbli]').pressSequentially('jasa indus');
    await page.locator('[role=option]').first().click();
    assert.match(await page.locator('[name=kbli]').inputValue(), /^25920 Jasa Industri/);

    const plain = await without_script(office);
    const new_one = await hand_in(plain, 'Bengkel Las Barokah', '');
    assert.match(new_one, /Pendaftaran terkirim/);
    await expect_no_sideways_scrolling(plain);
    assert.equal(await hand_in(plain, 'PT Contoh Sejahtera', '9120000000100'), new_one, 'a known firm and number');
    assert.equal(await hand_in(plain, 'Bengkel Las Barokah', ''), new_one, 'the same form again');
  });

  journey(`an officer calls back, and of two officers the second hears it (${engine})`, async () => {
    const page = await person('petugas');
    await page.goto('/atur/perusahaan?keadaan=menunggu');
    await expect_no_axe_violations(page);
    assert.match(await page.locator('tbody tr', { hasText: 'PT Contoh Sejahtera' }).innerText(), /Mungkin sama dengan/);
    assert.equal(await page.locator('tbody tr', { hasText: 'Barokah' }).count(), 1, 'a form that was sent twice');
    await page.getByRole('link', { name: 'Bengkel Las Barokah' }).click();
    await page.getByRole('heading', { name: /Bengkel Las Barokah/ }).waitFor();
    kept.path = new URL(page.url()).pathname;
    await press(page, 'Perusahaan ini benar: verifikasi');
    assert.match(await said(page), /Catat siapa yang menjawab/);
    await expect_no_axe_violations(page);

    const second = await person('petugas2');
    await second.goto(kept.path);
    await second.getByText('Tidak dapat dipastikan').click();
    await second.locator('[name=alasan]').fill('Alamat tidak ditemukan');

    await page.locator('[name=siapa]').fill('Ibu Rina, pemilik');
    await page.locator('[name=dihubungi]').fill('0542 765432');
    await press(page, 'Perusahaan ini benar: verifikasi');
    assert.match(await said(page), /Dipastikan .*Ibu Rina, pemilik, 0542 765432/);
    await press(second, 'Tolak pendaftaran');
    assert.match(await said(second), /Orang lain baru saja mengubahnya/);

    await page.locator('[name=pengguna]').fill('barokah');
    await press(page, 'Buat undangan');
    await expect_no_axe_violations(page);
    kept.link = await page.locator('.card code').innerText();
    const other = await person('petugas-serang');
    assert.equal((await other.goto(kept.path)).status(), 404, 'a company of another office');
  });

  journey(`Ibu Rina opens her account, changes her details and answers the office (${engine})`, async () => {
    const page = await phone(office);
    await page.goto(kept.link);
    await page.locator('[name=new_password]').fill(password);
    await page.locator('[name=new_password_again]').fill(password);
    await press(page, 'Simpan kata sandi');
    await page.getByText('Tidak bisa memindai?').click();
    const secret = await page.locator('details code').innerText();
    await page.locator('[name=code]').fill(telephone(secret));
    await press(page, 'Pasang kunci kedua');
    await page.goto('/perusahaan');
    await page.getByText('Terverifikasi').waitFor();
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    await page.getByRole('link', { name: 'Ubah data perusahaan' }).click();
    await page.locator('[name=nama]').fill('Bengkel Las Barokah Jaya');
    await page.locator('[name=pekerja]').fill('12');
    await page.locator('[name=lokal]').fill('13');
    await press(page, 'Simpan');
    assert.match(await said(page), /Lebih banyak daripada semua pekerja/);
    await expect_no_axe_violations(page);
    await page.locator('[name=lokal]').fill('12');
    await press(page, 'Simpan');
    assert.match(await page.locator('h1').innerText(), /Bengkel Las Barokah(?! Jaya)/, 'the old name stays until an officer has looked');
    assert.match(await said(page), /Nama atau NIB baru sedang diperiksa/);
    assert.equal((await page.goto('/atur/perusahaan')).status(), 403);

    const officer = await person('petugas');
    await officer.goto(kept.path);
    await press(officer, 'Pakai nama baru');
    await officer.goto(`${kept.path.replace('/atur/perusahaan/', '/atur/penjelasan/baru?perusahaan=')}`);
    await expect_no_axe_violations(officer);
    await officer.locator('[name=sumber]').fill('Spanduk mencari juru las di pagar');
    await press(officer, 'Simpan pertanyaan');
    assert.match(await said(officer), /Perusahaan masih punya waktu untuk menjawab/);
    const question = new URL(officer.url()).pathname;

    await page.goto('/perusahaan');
    assert.match(await page.locator('h1').innerText(), /Barokah Jaya/);
    await page.getByRole('link', { name: /Jawab pertanyaan kantor/ }).click();
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    await page.locator('[name=jawaban]').fill('Sudah terisi oleh saudara sendiri, spanduk lupa dilepas.');
    await press(page, 'Kirim penjelasan');
    assert.match(await said(page), /Jawaban Anda sampai di kantor/);

    await officer.goto(question);
    assert.match(await said(officer), /spanduk lupa dilepas/);
    await expect_no_axe_violations(officer);
    const letter = await officer.request.get(`${question}/surat.pdf`);
    assert.equal((await letter.body()).subarray(0, 5).toString(), '%PDF-');
    await officer.locator('[name=catatan]').fill('Penjelasan masuk akal');
    await press(officer, 'Tutup tanpa surat');
    assert.match(await said(officer), /Penjelasan cukup/);
  });

  journey(`a visit on the way, a rule of the district, and a company that is suspended (${engine})`, async () => {
    const page = await person('petugas', phone);
    await page.goto('/atur/perusahaan/baru/kunjungan');
    await expect_no_sideways_scrolling(page);
    await page.locator('[name=nama]').fill('Toko Roti Ibu Wati');
    await page.locator('[name=alamat]').fill('Pasar Klandasan');
    await page.locator('[name=kontak]').fill('Ibu Wati');
    await page.locator('[name=telepon]').fill('0813 1111 2222');
    await page.locator('[name=bertemu]').fill('Ibu Wati');
    await page.locator('[name=mencari]').fill('2');
    await press(page, 'Simpan kunjungan');
    assert.match(await said(page), /Toko Roti Ibu Wati/);
    await page.goto('/atur/belum-lapor');
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    assert.match(await page.locator('tr', { hasText: 'Toko Roti' }).innerText(), /mencari 2 orang; belum ada lowongan sejak itu/);

    const manager = await person('manajer');
    await manager.goto('/atur/aturan-lokal');
    await expect_no_axe_violations(manager);
    await manager.getByLabel('Dipakai', { exact: true }).check();
    await manager.locator('[name=bagian]').fill('75');
    await manager.locator('[name=hari]').fill('7');
    await press(manager, 'Tetapkan');
    assert.match(await said(manager), /Isian ini wajib/);
    await manager.locator('[name=dasar]').fill('Perda contoh 1/2026 ps. 5');
    await press(manager, 'Tetapkan');
    assert.match(await said(manager), /Berlaku hari ini/);

    // A company whose skill nobody here has; the officer sees how many fit before answering.
    const company = await person('perusahaan', phone);
    await company.goto('/perusahaan');
    await company.getByRole('link', { name: 'Keahlian tidak tersedia setempat' }).click();
    const welder = company.locator('section', { hasText: 'Juru las GTAW 6G' }).first();
    await welder.getByRole('textbox').fill('Sertifikat 6G, dicari dua bulan');
    await expect_no_axe_violations(company);
    await expect_no_sideways_scrolling(company);
    await Promise.all([company.waitForNavigation(), welder.getByRole('button', { name: 'Minta pengecualian' }).click()]);
    assert.match(await said(company), /Permintaan terkirim/);
    await manager.goto('/rujuk/pengecualian');
    await expect_no_axe_violations(manager);
    assert.match(await said(manager), /Saat ini \d+ pencari kerja kantor ini cocok/);
    await manager.getByLabel('Alasan keputusan').fill('Tidak ada yang bersertifikat');
    await press(manager, 'Kecualikan');
    assert.match(await said(manager), /Saat dijawab, \d+ pencari kerja/);

    await manager.goto(kept.path);
    await manager.getByText('Tangguhkan perusahaan ini').click();
    await manager.locator('[name=alasan]').fill('Meminta uang kepada pelamar');
    await press(manager, 'Tangguhkan');
    assert.match(await said(manager), /Perusahaan ini ditangguhkan/);
    assert.equal(office.run('check').code, 0);
  });

  journey(`a permission to place people abroad is looked up and recorded, and a list of companies is brought (${engine})`, async () => {
    const page = await person('petugas', phone);
    await page.goto(`${kept.path}/izin`);
    await expect_no_sideways_scrolling(page);
    await page.locator('[name=nomor]').fill('SIP3MI 123/2026');
    await page.locator('[name=tempat]').fill('Daftar P3MI di situs kementerian');
    await press(page, 'Simpan izin');
    assert.match(await said(page), /Tulis tanggal yang ada di kalender/);
    await expect_no_axe_violations(page);
    for (const [part, value] of [['day', '31'], ['month', '12'], ['year', '2099']]) await page.locator(`[name=sampai-${part}]`).fill(value);
    await press(page, 'Simpan izin');
    assert.match(await page.locator('tbody tr').innerText(), /SIP3MI 123\/2026[\s\S]*Berlaku/);
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);

    const manager = await person('manajer', without_script);
    await manager.goto('/atur/perusahaan');
    await manager.getByRole('link', { name: 'Perusahaan dari berkas' }).click();
    const bring = async (name, text) => {
      await manager.locator('[name=berkas]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
      await press(manager, 'Periksa berkas');
    };
    await bring('kelas.csv', 'Kelas;Siswa\nXII;Sari\n');
    assert.match(await said(manager), /Tidak ada kolom nama perusahaan/);
    await bring('perusahaan.csv', 'nama;telepon\nCV Daftar Baru;0812\nPT Contoh Sejahtera;0542 765432\n');
    await manager.getByText(/Catatan pada \d baris/).click();
    assert.match(await said(manager), /bukan nomor telepon/);
    await Promise.all([manager.waitForNavigation(), manager.getByRole('button', { name: /Catat \d baris baru/ }).click()]);
    assert.match(await said(manager), /\d baris dicatat/);
    await manager.getByRole('link', { name: 'Ke daftar perusahaan' }).click();
    await manager.getByRole('link', { name: 'CV Daftar Baru' }).waitFor();
  });
}
