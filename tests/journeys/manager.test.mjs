import assert from 'node:assert/strict';
import { after } from 'node:test';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, sign_in, start_office, without_script } from './harness.mjs';

const office = await start_office();
after(() => office.stop());

const press = (page, name) => page.getByRole('main').getByRole('button', { name, exact: true }).click();
const heading = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor();

async function fill_date(page, group, [day, month, year]) {
  const boxes = page.getByRole('group', { name: group });
  await boxes.getByLabel('Tanggal').fill(String(day));
  await boxes.getByLabel('Bulan').fill(String(month));
  await boxes.getByLabel('Tahun').fill(String(year));
}

journey('a manager sets up an office from nothing, and somebody on the street finds it', async () => {
  const page = await desktop(office);
  await sign_in(page, 'admin');
  await page.goto('/pemasangan/kantor');
  await expect_no_axe_violations(page);
  await page.getByLabel('Kabupaten atau kota').pressSequentially('bontang');
  await page.getByRole('option', { name: 'Kota Bontang, Kalimantan Timur' }).click();
  await press(page, 'Siapkan kantor');

  await heading(page, 'Wilayah dan nama kantor');
  assert.equal(await page.getByLabel('Nama kantor').inputValue(), 'Dinas Ketenagakerjaan Kota Bontang');
  assert.equal(await page.getByLabel('WITA').isChecked(), true);
  await expect_no_axe_violations(page);
  await press(page, 'Simpan dan lanjut');

  // A forgotten field is named, and what was typed stays.
  await heading(page, 'Profil dan kop surat');
  await page.getByLabel('Alamat').fill('Jalan Awang Long 1, Bontang');
  await press(page, 'Simpan dan lanjut');
  await page.getByRole('link', { name: 'Narahubung pelindungan data perlu diisi.' }).click();
  assert.equal(await page.getByLabel('Alamat').inputValue(), 'Jalan Awang Long 1, Bontang');
  await expect_no_axe_violations(page);
  await page.getByLabel('Narahubung pelindungan data').fill('Sekretaris Dinas, 0548-000000');
  await press(page, 'Simpan dan lanjut');

  // Left and found again at the same step.
  await heading(page, 'Yang menandatangani kartu');
  await page.goto('/atur/mulai');
  await heading(page, 'Yang menandatangani kartu');
  await page.getByLabel('Nama dan gelar').fill('Sulastri Contoh, S.E.');
  await page.getByLabel('Jabatan').fill('Kepala Dinas Ketenagakerjaan');
  await press(page, 'Tambah penandatangan');
  await page.getByText('hari ini', { exact: true }).waitFor();
  await expect_no_axe_violations(page);
  await press(page, 'Lanjut ke langkah berikutnya');

  await heading(page, 'Hari kerja dan hari libur');
  await page.goto('/atur/hari?tahun=2026');
  const leave = page.getByRole('row', { name: 'Cuti bersama Natal' });
  await leave.getByRole('button', { name: 'Kantor tetap masuk' }).click();
  await leave.getByText('Masuk kerja').waitFor();
  await expect_no_axe_violations(page);
  await press(page, 'Lanjut ke langkah berikutnya');

  await heading(page, 'Layanan dan standarnya');
  await expect_no_axe_violations(page);
  await page.getByRole('link', { name: 'Ubah Legalisasi salinan kartu AK-1' }).click();
  await page.getByLabel('Layanan ini dibuka').uncheck();
  await press(page, 'Simpan');
  await page.getByText('Tidak dibuka').waitFor();
  await press(page, 'Lanjut ke langkah berikutnya');

  await heading(page, 'Jam buka dan kuota');
  await page.getByRole('link', { name: 'Tambah jadwal malam (Job Café)' }).click();
  await page.getByLabel('Nama jadwal').fill('Job Café Sahabat');
  await page.getByLabel('Tutup pukul').fill('18.00');
  await press(page, 'Simpan jadwal');
  await page.getByRole('link', { name: 'Jam tutup harus sesudah jam buka.' }).waitFor();
  await page.getByLabel('Tutup pukul').fill('21.00');
  await expect_no_axe_violations(page);
  await press(page, 'Simpan jadwal');
  await page.getByText(/Setiap Rabu dan Jumat 19\.00–21\.00, semua layanan kecuali Pengaduan dan perselisihan hubungan industrial/).waitFor();
  await press(page, 'Lanjut ke langkah berikutnya');

  await heading(page, 'Berkas yang diminta');
  await page.getByLabel('Boleh diganti dengan').nth(1).fill('Surat Keterangan Lulus (SKL)\nTranskrip nilai');
  await expect_no_axe_violations(page);
  await press(page, 'Simpan dan lanjut');

  await heading(page, 'Kartu dan nomor pendaftaran');
  await page.getByLabel('Wilayah, nomor urut, tanggal daftar (17 angka)').check();
  await page.getByLabel('Nomor urut berikutnya').fill('4211');
  await expect_no_axe_violations(page);
  await press(page, 'Simpan nomor');
  await page.getByText(/^647404211\d{8}$/).waitFor();
  await press(page, 'Lanjut ke langkah berikutnya');

  await heading(page, 'Ketentuan dan dasar hukum');
  await expect_no_axe_violations(page);
  await press(page, 'Lanjut ke langkah berikutnya');

  await heading(page, 'Periksa dan buka kantor');
  await expect_no_axe_violations(page);
  await press(page, 'Buka kantor untuk umum');
  await page.getByText('Kantor sudah dibuka').waitFor();
  await expect_no_axe_violations(page);

  const street = await phone(office);
  await street.goto('/');
  await street.getByRole('link', { name: /Kota Bontang/ }).click();
  await heading(street, 'Dinas Ketenagakerjaan Kota Bontang');
  await street.getByText('Transkrip nilai').waitFor();
  await street.getByText('Job Café Sahabat').first().waitFor();
  await expect_no_sideways_scrolling(street);
  await expect_no_axe_violations(street);
  await street.getByRole('link', { name: /Data Anda/ }).click();
  await street.getByText('Sekretaris Dinas, 0548-000000').waitFor();
  await expect_no_axe_violations(street);
});

journey('a manager shortens the validity from 24 to 12 months from a day on, and the page cites the text', async () => {
  const page = await desktop(office);
  await sign_in(page, 'manajer');
  await page.goto('/atur/ketentuan');
  await page.getByRole('link', { name: 'Ubah Masa berlaku kartu AK-1' }).click();
  await heading(page, 'Masa berlaku kartu AK-1');
  await expect_no_axe_violations(page);
  await page.getByLabel('Nilai baru (bulan)').fill('12');
  await fill_date(page, 'Mulai berlaku', [1, 1, 2099]);
  await press(page, 'Lihat akibatnya');
  await page.getByRole('link', { name: /Tuliskan dasar hukumnya/ }).waitFor();
  await expect_no_axe_violations(page);
  await page.getByLabel('Dasar hukum').fill('Perda Kota Balikpapan 1/2098 pasal 7');
  await press(page, 'Lihat akibatnya');
  await page.getByText('Kartu yang disetujui mulai Kamis, 1 Januari 2099 berlaku 12 bulan.').waitFor();
  await expect_no_axe_violations(page);
  await press(page, 'Simpan ketentuan');
  await page.getByText('Perda Kota Balikpapan 1/2098 pasal 7').waitFor();
  await page.getByText('Perubahan yang akan datang').waitFor();
  await page.getByText('24 bulan').first().waitFor();
  await page.goto('/atur/ketentuan');
  await page.getByText(/12 bulan mulai 1 Jan 2099/).waitFor();
});

journey('a manager declares a regional holiday and a printer offset without JavaScript', async () => {
  const page = await without_script(office);
  await sign_in(page, 'manajer');
  await page.goto('/atur/hari?tahun=2026');
  await page.getByLabel('Nama hari libur').fill('HUT Kota Balikpapan');
  await fill_date(page, 'Tanggal', [31, 2, 2026]);
  await press(page, 'Tambah hari libur');
  assert.match(await page.locator('.govuk-error-summary').innerText(), /Tanggal ini tidak ada/);
  await fill_date(page, 'Tanggal', [10, 2, 2026]);
  await press(page, 'Tambah hari libur');
  await page.getByRole('row', { name: /HUT Kota Balikpapan/ }).waitFor();
  await page.goto('/atur/pencetak');
  await page.getByLabel('Nama').fill('Loket 2');
  await page.getByLabel('Geser ke kanan (mm)').fill('1,5');
  await press(page, 'Simpan pencetak');
  await page.getByRole('row', { name: /Loket 2 1\.5 0\.0/ }).waitFor();
});

journey('a clerk does not get into the settings', async () => {
  const page = await desktop(office);
  await sign_in(page, 'petugas');
  const answer = await page.goto('/atur');
  assert.equal(answer.status(), 403);
});
