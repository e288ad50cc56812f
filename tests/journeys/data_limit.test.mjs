// PT Contoh Sejahtera has a great many people to read on one day: it comes to the office's limit, is told when more opens and whom to
// call, goes on with its work, and the officer and the manager see it. On both engines.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { seeker, sign_in as token_of, with_card } from '../contract/api.mjs';
import { engines, expect_no_axe_violations, expect_no_sideways_scrolling, journey, people_of, phone as small, start_office } from './harness.mjs';

const most = 10;
const turns = (page, act) => Promise.all([page.waitForNavigation(), act()]);
const said = (page) => page.locator('main').innerText();

const offices = await Promise.all(engines().map((engine) => start_office({ engine, now: '2026-03-03T01:00:00Z' })));  // Tuesday, 09.00 WITA
for (const office of offices) {
  const { engine } = office;
  after(() => office.stop());
  const person = people_of(office);

  journey(`a company comes to the day's limit of people's data and goes on with its work (${engine})`, { timeout: 300_000 }, async () => {
    const clerk = await token_of(office, 'petugas');
    const people = [];
    for (let number = 1; number <= most + 1; ++number) people.push(await with_card(office, clerk, seeker({ name: `Wati Batas ${String.fromCharCode(64 + number)}` })));
    await office.set_parameter('contact_views_a_day', String(most));

    // With their yes at the counter the company may read their names.
    const officer = await person('petugas');
    await officer.goto('/rujuk?cari=PT Contoh Sejahtera');
    await turns(officer, () => officer.getByRole('link', { name: 'Juru las SMAW', exact: true }).first().click());
    const vacancy = new URL(officer.url()).pathname.split('/').at(-1);
    for (const one of people) {
      await officer.goto(`/rujuk/${vacancy}?cari=${encodeURIComponent(one.card.number)}`);
      await officer.locator(`[name=orang][value="${one.id}"]`).first().check();
      await officer.getByLabel('Ya, saya sudah bertanya').check();
      await turns(officer, () => officer.getByRole('button', { name: /Rujuk yang dipilih/ }).click());
    }

    const company = await person('perusahaan');
    const names = async () => (await said(company)).match(/Wati Batas \w/g)?.length ?? 0;
    await company.goto(`/perusahaan/lamaran/${vacancy}`);
    await company.getByText('Batas data orang untuk hari ini tercapai').waitFor();
    assert.match(await said(company), /Nama dan nomor 1 orang terbuka mulai Rabu, 4 Maret 2026, pukul 00\.00\. Anda tetap dapat mencatat dan menjawab/);
    assert.match(await said(company), /Perlu lebih banyak\? Hubungi Dinas/);
    assert.equal(await names(), most);
    await expect_no_axe_violations(company);
    await company.reload();
    assert.equal(await names(), most, 'the same people again cost nothing');
    await company.setViewportSize({ width: 360, height: 740 });
    await expect_no_sideways_scrolling(company);
    await company.setViewportSize({ width: 1280, height: 900 });

    // Whose name stays closed is noted and answered like the others.
    const closed = company.locator('section.panel', { hasText: 'Nama dan nomornya terbuka lagi besok' }).first();
    await turns(company, () => closed.getByRole('button', { name: 'Sudah wawancara' }).click());
    await company.getByText('1 wawancara dicatat').waitFor();
    await company.goto(`/perusahaan/lamaran/${vacancy}?lang=en`);
    assert.match(await said(company), /The name and number of 1 person open from/);

    await officer.goto('/rujuk?cari=PT Contoh Sejahtera');
    assert.match(await said(officer), /Hari ini membuka \d+ orang yang cocok tanpa nama dan 10 nama dengan nomornya/);
    await officer.getByText('Batas hari ini tercapai').first().waitFor();
    await expect_no_axe_violations(officer);
    const manager = await person('manajer');
    await manager.goto('/pengawasan');
    await manager.getByText('10 nama dengan nomornya').waitFor();
    await expect_no_axe_violations(manager);
  });

  journey(`a program that opens every address of a page rings, and a manager reads who it was (${engine})`, { timeout: 300_000 }, async () => {
    const manager = await person('manajer');
    await manager.goto('/rujuk/umpan');
    await expect_no_axe_violations(manager);
    await turns(manager, () => manager.locator('main').getByRole('button', { name: 'Pasang umpan' }).click());
    await manager.getByText('Tulis nama umpan, misalnya Umpan 1').first().waitFor();
    await manager.getByLabel('Nama umpan').fill('Umpan 1');
    await manager.getByLabel('Pendidikan').fill('SMK, Teknik Rekaan');
    await manager.getByLabel('Keterampilan').fill('Las rekaan');
    await turns(manager, () => manager.locator('main').getByRole('button', { name: 'Pasang umpan' }).click());
    await manager.getByText('Umpan terpasang').waitFor();

    // Somebody whom the page shows beside it.
    const wati = await with_card(office, await token_of(office, 'petugas'), seeker({ name: 'Wati Cocok', skills: ['Las SMAW', 'Las GTAW', 'membaca gambar teknik'] }));
    const page = await small(office);
    await page.context().addCookies([{ name: 'berkas', value: wati.token, url: office.url }]);
    await page.goto('/profil-kerja/izin');
    await page.getByLabel('Tunjukkan profil saya kepada perusahaan, tanpa nama').check();
    await turns(page, () => page.getByRole('button', { name: 'Simpan izin' }).click());

    // HR reads the page, with the keyboard and with a screen reader: the decoy is not there for them.
    const company = await person('perusahaan');
    await company.goto('/perusahaan/lamaran');
    let addresses = [];
    for (const href of await company.locator('tbody a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))) {
      await company.goto(href);
      assert.doesNotMatch(await company.locator('main').innerText(), /Las rekaan/);
      await expect_no_axe_violations(company);
      addresses = await company.locator('a[href*="/orang/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      if (addresses.length > 0) break;
    }
    assert.ok(addresses.length > 1, 'real people and the decoy have addresses of one kind');
    const seen = company.locator('a[href*="/orang/"]:visible');
    assert.equal(await seen.count(), addresses.length - 1);
    await turns(company, () => seen.first().click());
    await company.getByRole('button', { name: 'Undang' }).waitFor();
    await expect_no_axe_violations(company);
    assert.equal(office.ask('select count(*) from placement_touch').trim(), '0', 'an honest reader touches nothing');

    for (const address of addresses) await company.request.get(office.url + address);
    assert.equal(office.ask('select times from placement_touch').trim(), '1');
    assert.equal(office.ask("select count(*) from messages_message where text_code = 'placement.decoy_touched'").trim(), '1');
    await manager.goto('/pengawasan');
    await manager.getByText('membuka alamat orang rekaan').first().waitFor();
    await expect_no_axe_violations(manager);
    await turns(manager, () => manager.getByRole('link', { name: 'Lihat perusahaannya dan umpannya' }).click());
    await manager.locator('tr', { hasText: 'PT Contoh Sejahtera' }).getByText('membuka alamat orang rekaan').waitFor();
    await manager.setViewportSize({ width: 360, height: 740 });
    await expect_no_sideways_scrolling(manager);
    await manager.setViewportSize({ width: 1280, height: 900 });
    await turns(manager, () => manager.getByRole('button', { name: 'Cabut umpan' }).click());
    assert.equal(office.ask('select count(*) from placement_decoy where ended_at is null').trim(), '0');
  });
}
