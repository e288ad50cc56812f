// A Job Café evening: Pak Hendra invites two companies, has the day arranged, moves one by hand and publishes; Sari reads her
// times, cannot come to one of them, and somebody on standby moves up; Ibu Rina of HR reads whom she meets. In the evening somebody
// does not come, and the attendance is kept. On both engines.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after } from 'node:test';
import { seeker, sign_in as token_of, with_card } from '../contract/api.mjs';
import { desktop, engines, expect_no_axe_violations, expect_no_sideways_scrolling, journey, keyboard_only, phone, sign_in, start_office } from './harness.mjs';

const said = (page) => page.locator('main').innerText();
const turns = (page, act) => Promise.all([page.waitForNavigation(), act()]);
const press = (page, name) => turns(page, () => page.locator('main').getByRole('button', { name, exact: typeof name === 'string' }).first().click());
const text_of = (pdf) => spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).stdout;

const offices = await Promise.all(engines().map((engine) => start_office({ engine, now: '2026-03-03T01:00:00Z' })));  // Tuesday, 09.00 WITA
for (const office of offices) {
  const { engine } = office;
  after(() => office.stop());
  await office.set_parameter('interview_show_percent', '80');

  async function desk_of(user) {
    const page = await desktop(office);
    await sign_in(page, user);
    return page;
  }

  async function phone_of(person) {
    const page = await phone(office);
    await page.context().addCookies([{ name: 'berkas', value: person.token, url: office.url }]);
    return page;
  }

  // With their yes at the counter: the company may read their names.
  async function refer(officer, company, title, people) {
    await officer.goto(`/rujuk?cari=${company}`);
    await turns(officer, () => officer.getByRole('link', { name: title, exact: true }).first().click());
    const place = new URL(officer.url()).pathname;
    for (const person of people) {
      await officer.goto(`${place}?cari=${encodeURIComponent(person.card.number)}`);
      await officer.locator(`[name=orang][value="${person.id}"]`).first().check();
      await officer.getByLabel('Ya, saya sudah bertanya').check();
      await press(officer, /Rujuk yang dipilih/);
    }
  }

  async function new_day(officer, { place, starts = '19:00', ends = '20:00', mutual = false }) {
    await officer.goto('/rujuk/wawancara');
    for (const [part, value] of [['day', '4'], ['month', '3'], ['year', '2026']]) await officer.locator(`[name=hari-${part}]`).fill(value);
    await officer.getByLabel('Mulai').fill(starts);
    await officer.getByLabel('Selesai').fill(ends);
    await officer.getByLabel('Tempat, atau cara masuk bila daring').fill(place);
    if (mutual) {
      await officer.getByText('Juru bahasa, ruang tenang, dan urutan pilihan').click();
      await officer.getByLabel('Kedua pihak mengurutkan pilihannya').check();
    }
    await press(officer, 'Buat hari wawancara');
    return new URL(officer.url()).pathname;
  }

  async function invite(officer, company) {
    const option = officer.locator('[name=perusahaan] option', { hasText: company }).first();
    await officer.locator('[name=perusahaan]').selectOption(await option.getAttribute('value'));
    await press(officer, 'Undang perusahaan');
  }

  journey(`an evening of interviews: arranged, published, one cannot come, somebody moves up (${engine})`, { timeout: 300_000 }, async () => {
    const clerk = await token_of(office, 'petugas');
    const people = [];
    for (const name of ['Sari Wawancara', 'Budi Wawancara', 'Wati Wawancara', 'Joko Wawancara']) people.push(await with_card(office, clerk, seeker({ name })));
    const officer = await desk_of('petugas');
    await refer(officer, 'PT Contoh Sejahtera', 'Juru las SMAW', people);

    await officer.goto('/rujuk/wawancara');
    await expect_no_axe_violations(officer);
    await press(officer, 'Buat hari wawancara');
    const missing = await said(officer);
    for (const one of [/Pilih hari ini atau hari sesudahnya/, /Tulis tempatnya/]) assert.match(missing, one, 'an empty form says at once all that is missing');
    // Half an hour: two quarters for four people and more.
    const place = await new_day(officer, { place: 'Job Café Sahabat', ends: '19:30' });
    await officer.getByText('Perusahaan yang diundang dan jadwalnya akan tampil di sini').waitFor();
    await invite(officer, 'PT Contoh Sejahtera');
    await press(officer, 'Susun jadwal');
    await officer.getByText('Jadwal tersusun').waitFor();
    assert.match(await said(officer), /2 wawancara terjadwal, \d+ menunggu/);
    assert.match(await said(officer), /Dari 2 yang diundang biasanya 1 datang; siapkan 1 cadangan\. Sudah ada \d+\./);
    assert.match(await said(officer), /Semua meja perusahaan terisi selama orangnya dapat hadir/);
    await expect_no_axe_violations(officer);

    // By hand, with the keyboard: taken off, and another one put into the slot that is free now.
    const keys = await keyboard_only(officer);
    const first = officer.getByRole('link', { name: /^Ubah wawancara/ }).first();
    await first.focus();
    await turns(officer, () => keys.press('Enter'));
    await officer.getByRole('button', { name: 'Lepas dari jadwal' }).focus();
    await turns(officer, () => keys.press('Enter'));
    keys.done();
    await officer.getByText('dilepas petugas').waitFor();
    await expect_no_axe_violations(officer);
    const waiting = officer.locator('tr', { hasText: 'Semua meja perusahaan terisi' }).filter({ hasText: /(Sari|Budi|Wati|Joko) Wawancara/ }).first().getByRole('link').first();
    await turns(officer, () => waiting.click());
    const times = officer.locator('[name=jam] option');
    assert.equal(await times.count(), 2, 'only the one that is free is offered');
    await expect_no_axe_violations(officer);
    await officer.locator('[name=jam]').selectOption(await times.nth(1).getAttribute('value'));
    await press(officer, 'Pindahkan ke jam ini');
    assert.equal(await officer.getByText('19.00–19.15').count() > 0, true);
    await press(officer, 'Umumkan jadwal');
    await officer.getByText('Jadwal diumumkan').waitFor();

    // Whoever has a time reads it on the phone; who has none is on standby.
    const has_time = [], stands_by = [];
    for (const person of people) {
      const page = await phone_of(person);
      await page.goto('/wawancara');
      const words = await said(page);
      if (/19\.\d\d–19\.\d\d/.test(words)) has_time.push([person, page]);
      else if (/Anda cadangan/.test(words)) stands_by.push([person, page]);
    }
    assert.ok(has_time.length > 0 && stands_by.length > 0, `${has_time.length} have a time, ${stands_by.length} wait`);
    const [, page] = has_time[0];
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    const file = await page.request.get(await page.getByRole('link', { name: 'Simpan di kalender' }).getAttribute('href'));
    assert.match(await file.text(), /BEGIN:VEVENT[\s\S]*Job Café Sahabat/);
    await page.goto(`/berkas/${has_time[0][0].id}`);
    await turns(page, () => page.getByRole('link', { name: 'Wawancara saya' }).click());

    // The company reads names and times, and nothing of those who wait.
    const company = await desk_of('perusahaan');
    await company.goto('/perusahaan/wawancara');
    const sheet = await said(company);
    assert.equal((sheet.match(/19\.\d\d–19\.\d\d/g) ?? []).length, 2 + 2, 'two appointments, and the hours of the day and of the company');
    await expect_no_axe_violations(company);

    await page.locator('summary', { hasText: 'Tidak dapat datang' }).click();
    await press(page, 'Saya tidak dapat datang');
    assert.match(await said(page), /tidak dapat datang/);
    await officer.goto(place);
    await press(officer, 'Susun ulang');
    assert.match(await said(officer), /2 wawancara terjadwal/);
    await officer.goto(`${place}/cetak`);
    await expect_no_axe_violations(officer);
    await officer.emulateMedia({ media: 'print' });
    const paper = text_of(await officer.pdf({ format: 'A4' }));
    assert.match(paper, /PT Contoh Sejahtera[\s\S]*19\.00–19\.15/);
    assert.match(paper, /Datang sepuluh menit lebih awal/);
    assert.equal(paper.split('\f').length - 1, 3, 'one sheet for the company and one for each of the two');
    const readings = () => Number(office.ask("select count(*) from audit_entry where verb = 'interviews.names_read'"));
    const before = readings();
    assert.ok(before >= 3, 'the day, the sheets and what the company read');
    for (let load = 0; load < 3; load += 1) await officer.goto(place);
    assert.equal(readings(), before, 'reloading a page is no new reading');

    // The evening, twenty past seven: the first did not come, the second did.
    await office.halt();
    office.now = '2026-03-04T11:20:00Z';
    await office.start();
    const evening = await desk_of('petugas');
    await evening.goto(place);
    await turns(evening, () => evening.locator('tr', { hasText: '19.00–19.15' }).first().getByRole('link').click());
    await evening.locator('summary', { hasText: 'Orangnya tidak datang' }).click();
    assert.match(await said(evening), /sedikitnya 30 menit lagi diberikan kepada cadangan/);
    await expect_no_axe_violations(evening);
    await press(evening, 'Tandai tidak datang');
    await evening.getByRole('heading', { name: 'Ditandai tidak datang' }).or(evening.getByText('Ditandai tidak datang')).first().waitFor();
    assert.match(await said(evening), /2 orang punya jam, 1 ditandai tidak datang/);
    await expect_no_axe_violations(evening);
    await expect_no_sideways_scrolling(evening);
    await press(evening, 'Selebihnya datang, simpan kehadiran');
    assert.match(await said(evening), /2 orang punya jam, 1 datang\./);
  });

  journey(`a day on which both sides order each other (${engine})`, { timeout: 300_000 }, async () => {
    const clerk = await token_of(office, 'petugas');
    const people = [];
    for (const name of ['Rina Memilih', 'Tono Memilih']) people.push(await with_card(office, clerk, seeker({ name })));
    const officer = await desk_of('petugas2');
    await refer(officer, 'PT Contoh Sejahtera', 'Juru las SMAW', people);
    const place = await new_day(officer, { place: 'https://temu.contoh.example/ruang', mutual: true });
    await invite(officer, 'PT Contoh Sejahtera');
    const company = await desk_of('perusahaan');
    await company.goto('/perusahaan/wawancara');
    await company.getByLabel('Rina Memilih').selectOption('Tidak bertemu');
    await company.getByLabel('Tono Memilih').selectOption('1');
    await expect_no_axe_violations(company);
    await press(company, 'Simpan urutan');
    await company.getByText('Urutan tersimpan').waitFor();
    assert.equal(await company.getByLabel('Tono Memilih').inputValue(), '1');
    const page = await phone_of(people[1]);
    await page.goto('/wawancara');
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    await press(page, 'Simpan urutan');
    await page.getByText('Urutan tersimpan').waitFor();
    await officer.goto(place);
    await press(officer, 'Susun jadwal');
    const rina = officer.locator('tr', { hasText: 'Rina Memilih' }).last();
    assert.match(await rina.innerText(), /Menurut urutan kedua pihak/);
    await officer.locator('summary', { hasText: 'Batalkan hari ini' }).click();
    await press(officer, 'Batalkan hari wawancara');
    assert.match(await said(officer), /dibatalkan/);
  });
}
