// Bu Ratna of SMK Contoh brings thirty graduates, mends the red cells, takes places for them and prints; one of them says
// yes on a phone without script. The manager keeps the register.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, sign_in, start_office, without_script } from './harness.mjs';
import { program } from './office.mjs';

const now = '2026-03-03T01:00:00Z';  // Tuesday, 09.00 WITA
const office = await start_office({ now });
after(() => office.stop());

const header = ['NIK', 'Nama Lengkap', 'Tempat Lahir', 'Tanggal Lahir', 'L/P', 'Nomor HP', 'Alamat', 'Kelurahan/Desa', 'Jurusan', 'Tahun Lulus', 'Jabatan yang Dicari', 'Keterampilan'];
const two = (value) => String(value).padStart(2, '0');
function graduate(number) {
  const day = 1 + (number % 28);
  const month = 1 + (Math.floor(number / 28) % 12);
  const woman = number % 2 === 0;
  return [`647104${two(day + (woman ? 40 : 0))}${two(month)}08${String(1 + (number % 9999)).padStart(4, '0')}`, `Lulusan ${number} Contoh`, 'Balikpapan', `${two(day)}-${two(month)}-2008`,
    woman ? 'P' : 'L', `0812${30000000 + number}`, `Jalan Kelas ${number}`, '64.71.01.1001', 'Teknik Kendaraan Ringan', '2025', 'mekanik mobil', 'Tune up'];
}
const csv = (rows) => [header, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\r\n');

async function upload(page, name, content) {
  await page.goto('/bkk');
  await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Unggah dan periksa' }).click()]);
}

journey('Bu Ratna brings thirty graduates, mends three cells and hands them in', { timeout: 400_000 }, async () => {
  const page = await phone(office);
  await sign_in(page, 'bkk');
  await page.goto('/bkk');
  await page.getByRole('heading', { name: 'SMK Contoh' }).waitFor();
  await expect_no_sideways_scrolling(page);
  const template = await page.request.get('/bkk/templat.xlsx');
  assert.equal(template.status(), 200);
  assert.equal((await template.body()).subarray(0, 2).toString(), 'PK');

  // A file that is none says so where it was chosen.
  await upload(page, 'salah.csv', 'Nama;Kelas\r\nSari;XII');
  await page.getByText(/Tidak ditemukan: NIK/).first().waitFor();

  await page.getByRole('link', { name: /Perbaiki/ }).first().waitFor();
  await page.goto('/bkk/lulusan?lihat=salah');
  await page.locator('details summary').click();
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Hapus semua yang belum dikirim' }).click()]);

  const rows = Array.from({ length: 30 }, (_, number) => graduate(number));
  rows[3][0] = '6.47104E+15';
  rows[8][3] = '31-02-2008';
  rows[20][4] = 'X';
  await upload(page, 'lulusan.csv', csv(rows));
  await page.getByText('30 baris dibaca dan diperiksa').waitFor();
  await expect_no_sideways_scrolling(page);
  assert.equal(await page.locator('fieldset').count(), 3);

  // Only what is red can be typed. One is still wrong: it stays, with what was typed.
  await page.locator('fieldset', { hasText: 'Lulusan 3 Contoh' }).getByLabel('NIK').fill(graduate(3)[0]);
  await page.locator('fieldset', { hasText: 'Lulusan 8 Contoh' }).getByLabel('Tanggal Lahir').fill(graduate(8)[3]);
  await page.locator('fieldset', { hasText: 'Lulusan 20 Contoh' }).getByLabel('L/P').fill('Y');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Simpan perbaikan/ }).click()]);
  assert.equal(await page.locator('fieldset').count(), 1);
  assert.equal(await page.getByLabel('L/P').inputValue(), 'Y');
  await expect_no_axe_violations(page);
  await page.getByLabel('L/P').fill('P');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Simpan perbaikan/ }).click()]);

  // The school vouches, and the thirty are in the office.
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Kirim ke kantor/ }).click()]);
  await page.getByText('Sekolah perlu menyatakan').first().waitFor();
  await page.getByLabel(/Ijazah atau SKL mereka benar/).check();
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Kirim ke kantor/ }).click()]);
  await page.getByText('30 lulusan sudah ada di kantor').waitFor();
  await expect_no_sideways_scrolling(page);

  // The same file again doubles nobody.
  rows[3][0] = graduate(3)[0]; rows[8][3] = graduate(8)[3]; rows[20][4] = 'P';
  await upload(page, 'lulusan-lagi.csv', csv(rows));
  await page.goto('/bkk');
  assert.equal(await page.getByRole('link', { name: /Kirim \d+ lulusan/ }).count(), 0);
});

journey('the manager makes a day at the school, thirty get a number, and one says yes on a phone without script', { timeout: 400_000 }, async () => {
  const page = await phone(office);
  await sign_in(page, 'bkk');
  // The manager comes to the school with forty places.
  const manager = await desktop(office);
  await sign_in(manager, 'manajer');
  await manager.goto('/atur/bkk');
  await manager.getByText(/Diam \d+ bulan/).first().waitFor();
  await manager.getByText('Izin segera berakhir', { exact: true }).waitFor();
  await manager.getByRole('link', { name: 'SMK Contoh', exact: true }).click();
  await manager.locator('[name=tanggal-day]').fill('12');
  await manager.locator('[name=tanggal-month]').fill('3');
  await manager.locator('[name=tanggal-year]').fill('2026');
  await manager.locator('[name=jumlah]').fill('40');
  await Promise.all([manager.waitForNavigation(), manager.getByRole('button', { name: 'Buat hari di sekolah' }).click()]);
  await manager.getByText('Hari di sekolah sudah dibuat').waitFor();

  await page.goto('/bkk/tempat');
  await expect_no_sideways_scrolling(page);
  await page.locator('tr', { hasText: '0/40' }).or(page.locator('tr', { hasText: '12 Mar' })).first().getByRole('link').click();
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Isi \d+ tempat/ }).click()]);
  await page.getByText(/lulusan mendapat tempat dan pesan/).waitFor();
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
  const block = new URL(page.url()).pathname;
  const paper = await page.request.get(`${block}/daftar.pdf`);
  assert.equal((await paper.body()).subarray(0, 4).toString(), '%PDF');

  // What a pupil received. A clerk prints or sends it for those without an address.
  const clerk = await desktop(office);
  await sign_in(clerk, 'petugas');
  await clerk.goto('/loket/pesan');
  for (const shelf of await clerk.locator('nav a').evaluateAll((all) => all.map((one) => one.getAttribute('href')).filter((one) => one.includes('rak=')))) {
    await clerk.goto(shelf);
    if (await clerk.locator('.rows a', { hasText: 'Lulusan 0 Contoh' }).count() > 0) break;
  }
  await Promise.all([clerk.waitForNavigation(), clerk.locator('.rows a', { hasText: 'Lulusan 0 Contoh' }).first().click()]);
  const link = (await clerk.locator('main').innerText()).match(/\/konfirmasi\/([\w-]{30,})/)[1];
  await page.goto(`/konfirmasi/${link}`);
  await expect_no_axe_violations(page);
  const pupil = await without_script(office, { size: { width: 360, height: 740 } });
  await pupil.goto(`/konfirmasi/${link}`);
  await pupil.getByText('apakah Anda datang?').waitFor();
  await expect_no_sideways_scrolling(pupil);
  await pupil.reload();  // opening changes nothing
  await Promise.all([pupil.waitForNavigation(), pupil.getByRole('button', { name: 'Ya, saya datang' }).click()]);
  await pupil.getByText('Tempat ini milik Anda').waitFor();
});

journey('another school account finds nothing of SMK Contoh, and a link of nobody opens nothing', async () => {
  const other = await desktop(office);
  await sign_in(other, 'bkk-serang');
  await other.goto('/bkk/tempat');
  assert.equal((await other.goto('/bkk/tempat/123')).status(), 404);
  assert.equal((await other.goto('/konfirmasi/tidak-ada-tautan-seperti-ini')).status(), 404);
  assert.equal((await other.goto('/kabar/tidak-ada-tautan-seperti-ini')).status(), 404);
});

journey('the month is filled in and sent, and printed with the letterhead', async () => {
  const page = await desktop(office);
  await sign_in(page, 'bkk');
  await page.goto('/bkk/laporan');
  await page.getByRole('link', { name: 'Februari 2026' }).click();
  await page.locator('#l2l').fill('4');
  await page.locator('#p3l').fill('999');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Kirim laporan/ }).click()]);
  await page.getByText('Angkanya tidak seimbang').first().waitFor();
  assert.equal(await page.locator('#l2l').inputValue(), '4');
  await page.locator('#p3l').fill('0');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Kirim laporan/ }).click()]);
  await page.getByText('Laporan sudah dikirim').waitFor();
  await page.goto('/bkk/kabar');
  await page.getByText('Menjawab').first().waitFor();
});

journey('Bu Ratna reports for last year\'s graduates, and each of them is told', async () => {
  const page = await without_script(office, { size: { width: 360, height: 740 } });
  await sign_in(page, 'bkk');
  await page.goto('/bkk');
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: /Laporkan 3 lulusan/ }).click()]);
  await expect_no_sideways_scrolling(page);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Laporkan yang dipilih/ }).click()]);
  await page.getByText('Pilih sedikitnya satu lulusan').first().waitFor();
  await page.getByLabel('Tari Anjani').check();
  await page.getByLabel('Eko Wibowo').check();
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Laporkan yang dipilih/ }).click()]);
  await page.getByText('2 lulusan sudah dilaporkan').waitFor();
  assert.equal(await page.getByRole('checkbox').count(), 1);
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: /Pilih semua/ }).click()]);
  assert.equal(await page.getByLabel('Nadia Kirana').isChecked(), true);
  const same = await phone(office);
  await sign_in(same, 'bkk');
  await same.goto('/bkk/lapor');
  await expect_no_axe_violations(same);

  const clerk = await desktop(office);
  await sign_in(clerk, 'petugas');
  await clerk.goto('/loket/pesan');
  for (const shelf of await clerk.locator('nav a').evaluateAll((all) => all.map((one) => one.getAttribute('href')).filter((one) => one.includes('rak=')))) {
    await clerk.goto(shelf);
    if (await clerk.locator('.rows a', { hasText: 'Tari Anjani' }).count() > 0) break;
  }
  await Promise.all([clerk.waitForNavigation(), clerk.locator('.rows a', { hasText: 'Tari Anjani' }).first().click()]);
  const told = await clerk.locator('main').innerText();
  assert.match(told, /SMK Contoh melaporkan kepada kantor bahwa Anda masih mencari kerja/);
  // The link in it puts right what is wrong, without signing in.
  const link = told.match(/\/lapor\/([\w-]{30,})/)[1];
  const pupil = await phone(office);
  await pupil.goto(`/lapor/${link}`);
  await pupil.getByText('Tari').first().waitFor();
});

// --- a power cut ---

function import_file(place, file, more = []) {
  return spawnSync(program, ['import', 'bkk', file, ...place, '--office', 'balikpapan', ...more], { encoding: 'utf8', env: { ...process.env, ANTARKERJA_NOW: now } });
}

journey('a power cut in the middle of an import leaves all of the file or nothing', async (t) => {
  const source = await start_office({ now });
  await source.halt();
  const folder = mkdtempSync(join(tmpdir(), 'antarkerja-school-'));
  try {
    const file = join(folder, 'lulusan.csv');
    writeFileSync(file, csv(Array.from({ length: 3000 }, (_, number) => graduate(number))));
    const tried = import_file(source.place, file, ['--dry-run']);
    assert.match(tried.stdout, /3000 added/, tried.stderr);
    const outcomes = [];
    for (const wait of [200, 700, 1500, 3000, 8000]) {
      const copy = source.copy(join(folder, `data-${wait}`));
      const cut = spawn(program, ['import', 'bkk', file, ...copy.place, '--office', 'balikpapan'], { env: { ...process.env, ANTARKERJA_NOW: now }, stdio: 'ignore' });
      const ended = new Promise((done) => { cut.on('exit', done); });
      await Promise.race([ended, new Promise((later) => { setTimeout(later, wait); })]);
      cut.kill('SIGKILL');
      await ended;
      const left = import_file(copy.place, file, ['--dry-run']).stdout;
      const whole = /, 0 added, 3000 unchanged/.test(left);
      assert.ok(whole || /3000 added, 0 unchanged/.test(left), `after ${wait} ms: ${left}`);
      outcomes.push(`${wait} ms: ${whole ? 'all' : 'nothing'}`);
      const checked = spawnSync(program, ['check', ...copy.place], { encoding: 'utf8', env: { ...process.env, ANTARKERJA_NOW: now } });
      assert.equal(checked.status, 0, checked.stderr);
      copy.remove();
    }
    t.diagnostic(outcomes.join('; '));
  } finally {
    await source.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
