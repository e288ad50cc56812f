// Sari types as people type, comes back when her phone has forgotten her, presses twice, opens two tabs and sends what closed
// meanwhile: nothing typed is lost, nothing is read wrongly, and every page says how to go on. On both engines.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { apply, seeker } from '../contract/api.mjs';
import { desk, desktop, engines, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, sign_in, start_office, visitor, without_script } from './harness.mjs';

const offices = await Promise.all(engines().map((engine) => start_office({ engine, now: '2026-11-24T01:00:00Z' })));
for (const office of offices) {
  const { engine } = office;
  after(() => office.stop());

  const sari = await apply(office, seeker({ name: 'Sari Dewi Lestari', skills: ['Las SMAW'] }));
  const cookie = { name: 'berkas', value: sari.token, url: office.url };
  const opened = async (open, options) => {
    const page = await open(office, options);
    await page.context().addCookies([cookie]);
    return page;
  };
  const save = (page) => page.getByRole('button', { name: 'Simpan dan lanjutkan' }).click();
  const vacancies = office.ask("select id from vacancies_vacancy where state = 'published' and office_id = "
    + "(select id from office_office where code = 'balikpapan') order by id limit 3").trim().split('\n');

  journey(`Sari's phone forgets her while she fills in, and what she typed is still there (${engine})`, async () => {
    const page = await opened(without_script);
    await page.goto('/profil-kerja/pengalaman');
    await page.getByLabel('Sebagai apa').first().fill('juru las');
    await page.getByLabel('Di mana').first().fill('Bengkel Pak Darto 🔧');
    await page.getByLabel('Berapa lama, dalam bulan').first().fill('2 tahun');
    await page.context().clearCookies();
    await save(page);
    await page.getByRole('heading', { name: 'Isian Anda belum terkirim' }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Buka berkas Anda di tab baru' }).getAttribute('href'), '/berkas');
    await page.context().addCookies([cookie]);
    await page.getByRole('button', { name: 'Kirim ulang' }).click();
    // The first press came with nobody's token, the page that follows carries hers.
    await page.getByText('Formulir sudah kedaluwarsa').waitFor();
    await page.getByRole('button', { name: 'Kirim ulang' }).click();
    await page.getByRole('heading', { name: 'Keterampilan', level: 1 }).waitFor();
    await page.goto('/profil-kerja');
    assert.match(await page.locator('main').innerText(), /Pekerja Pengelasan, 24 bulan/);
  });

  journey(`whoever has no file open gets to where they wanted after opening it (${engine})`, async () => {
    const page = await phone(office);
    await page.goto('/saran');
    assert.equal(await page.locator('[name=next]').inputValue(), '/saran');
    await page.getByRole('link', { name: 'Pilih kantor, lalu ajukan kartu AK-1' }).waitFor();
    await expect_no_axe_violations(page);
  });

  journey(`Sari writes numbers as people write them, and none becomes another (${engine})`, async () => {
    const page = await opened(phone);
    const wish = async (field, typed) => {
      await page.goto('/profil-kerja/keinginan');
      await page.locator(`[name=${field}]`).fill(typed);
      await save(page);
    };
    await wish('upah', '3,5 juta');
    await page.waitForURL(/kebutuhan$/);
    await wish('kilometer', '7,5');
    await page.getByRole('link', { name: /Tulis kilometer dengan angka/ }).waitFor();
    assert.equal(await page.locator('[name=kilometer]').inputValue(), '7,5');
    await wish('upah', '35');
    await page.getByRole('link', { name: /Tulis upah sebulan dalam rupiah/ }).waitFor();
    await page.goto('/profil-kerja/pengalaman');
    await page.getByLabel('Berapa lama, dalam bulan').nth(1).fill('12');
    await save(page);
    await page.getByRole('link', { name: /Tulis sebagai apa atau di mana/ }).waitFor();
    await expect_no_axe_violations(page);
    await page.goto('/profil-kerja');
    assert.match(await page.locator('main').innerText(), /Rp\s3\.500\.000/);
  });

  journey(`a word as long as a line does not push the page aside, and the head of the page is one row (${engine})`, async () => {
    const page = await opened(phone);
    await page.goto('/profil-kerja/keterampilan');
    await page.getByLabel(/^Keterampilan 2/).fill('Memasakmakanannusantarayangsangatpanjangsekalitanpaspasisamasekali😀');
    await save(page);
    await page.waitForURL(/keinginan$/);
    await page.goto('/profil-kerja');
    await page.getByText('Memasakmakanan').waitFor();
    await expect_no_sideways_scrolling(page);
    const wide = await opened(visitor, { size: desk });
    await wide.goto(`/lowongan/${vacancies[0]}?lang=en`);
    const middle = async (selector) => {
      const box = await wide.locator(`.top ${selector}`).boundingBox();
      return box.y + box.height / 2;
    };
    for (const part of ['.office', '.who', '.language']) assert.ok(Math.abs(await middle(part) - await middle('.brand')) < 8, `${part} stands in the row of the name`);
    await expect_no_sideways_scrolling(wide);
  });

  journey(`one filter that finds nothing is not called one of them (${engine})`, async () => {
    const page = await phone(office);
    await page.goto('/lowongan?wage=900000000');
    await page.getByText('Tidak ada lowongan dengan syarat ini.').waitFor();
    await page.getByText('Dengan satu perubahan ini ada:').waitFor();
    await page.goto('/lowongan?q=zzqqxxyy&wage=900000000');
    await page.getByText('Tidak ada lowongan dengan semua syarat ini.').waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), /Longgarkan salah satu/);
    await page.goto('/lowongan?q=zzqqxxyy');
    await page.getByText('Dengan satu perubahan ini ada:').waitFor();
  });

  journey(`Sari presses twice and opens two tabs, and has applied once (${engine})`, async () => {
    const page = await opened(phone);
    const other = await page.context().newPage();
    const address = `/lamaran/baru?lowongan=${vacancies[0]}`;
    await page.goto(address);
    await other.goto(address);
    await page.getByRole('button', { name: 'Kirim lamaran' }).click();
    await page.waitForURL(/\/lamaran\/\d+\?baru=1$/);
    await other.getByRole('button', { name: 'Kirim lamaran' }).click();
    await other.waitForURL(page.url());
    await other.getByText('Lamaran sudah dikirim').waitFor();
    await page.goto(address);
    await page.getByText('Sudah dilamar').waitFor();
    await page.getByRole('link', { name: 'Lihat lamaran saya' }).click();
    await page.waitForURL(/\/lamaran\/\d+$/);
    assert.equal(office.ask(`select count(*) from placement_candidacy where vacancy_id = ${vacancies[0]} and application_id = ${sari.id}`).trim(), '1');
  });

  journey(`the vacancy closes while Sari writes, and she is shown where to go on (${engine})`, async () => {
    const page = await opened(phone);
    const address = `/lamaran/baru?lowongan=${vacancies[1]}`;
    await page.goto(address);
    const officer = await desktop(office);
    await sign_in(officer, 'petugas');
    await officer.goto(`/tinjau/${vacancies[1]}`);
    await officer.locator('details').evaluateAll((all) => { for (const one of all) one.open = true; });
    await Promise.all([officer.waitForNavigation(), officer.locator('form[action$="/tutup"] button').first().click()]);
    await page.getByRole('button', { name: 'Kirim lamaran' }).click();
    await page.getByRole('heading', { name: /tidak dapat dilamar/ }).waitFor();
    await expect_no_axe_violations(page);
    const stranger = await phone(office);
    assert.equal((await stranger.goto(address)).status(), 410);
    await stranger.getByRole('link', { name: 'Lihat lowongan yang mirip' }).click();
    await stranger.waitForURL(/\/lowongan\?q=/);
  });
}
