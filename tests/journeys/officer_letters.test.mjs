// Papers of antar kerja: Pak Hendra asks a company three times and warns it in writing; he refers somebody whom the engine
// found, who says yes on her phone; Ibu Rina of HR looks at fifty cards with the keyboard alone. On both engines.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { drawn, revoke, seeker, sign_in as token_of, with_card } from '../contract/api.mjs';
import { desktop, engines, expect_no_axe_violations, expect_no_sideways_scrolling, journey, keyboard_only, phone, sign_in, start_office } from './harness.mjs';

const said = (page) => page.locator('main').innerText();
const turns = (page, act) => Promise.all([page.waitForNavigation(), act()]);
const press = (page, name) => turns(page, () => page.getByRole('button', { name }).click());
const text_of = (pdf) => spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).stdout;

// Somebody else's program draws each page: ink on it, and not all over it.
function expect_readable(pdf, pages) {
  drawn(pdf, (folder) => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.pgm'));
    assert.equal(files.length, pages);
    for (const name of files) {
      const dots = readFileSync(join(folder, name)).subarray(20);
      const ink = dots.reduce((sum, dot) => sum + (dot < 128 ? 1 : 0), 0) / dots.length;
      assert.ok(ink > 0.005 && ink < 0.3, `${name}: ${(ink * 100).toFixed(1)} % ink`);
    }
  }, ['-gray', '-r', '50']);
}

const offices = await Promise.all(engines().map((engine) => start_office({ engine, now: '2026-03-03T01:00:00Z' })));  // Tuesday, 09.00 WITA
for (const office of offices) {
  const { engine } = office;
  after(() => office.stop());

  async function desk_of(user) {
    const page = await desktop(office);
    await sign_in(page, user);
    return page;
  }

  journey(`HR pastes fifty card numbers by keyboard and prints one sheet (${engine})`, async () => {
    const clerk = await token_of(office, 'petugas');
    const made = [];
    for (const name of ['Rina Berlaku', 'Tono Berlaku', 'Wati Habis', 'Joko Dicabut']) made.push(await with_card(office, clerk, seeker({ name })));
    const [rina, tono, wati, joko] = made.map((one) => one.card);
    const answers = await revoke(office, [clerk, await token_of(office, 'petugas2')], joko);
    assert.ok(answers.every((one) => one.status < 300), answers.map((one) => one.text).join('\n'));
    office.ask(`update registration_card set valid_until = '2026-03-02' where number = '${wati.number}'`);
    const nonsense = '<b>bukan kartu</b>';
    const lines = [rina.number, wati.number, joko.number, nonsense, tono.number];
    while (lines.length < 50) lines.push(`560/99${String(lines.length).padStart(4, '0')}/AK.1/2025`);

    const page = await desk_of('perusahaan');
    const keys = await keyboard_only(page);
    await page.goto('/perusahaan/kartu');
    await page.locator('#kartu').focus();
    await page.keyboard.insertText([...lines, 'satu-lagi'].join('\n'));
    await turns(page, () => keys.press('Control+Enter'));
    assert.match(await said(page), /Paling banyak lima puluh kartu sekali periksa/);
    await page.locator('#kartu').focus();
    await keys.press('Control+a');
    await page.keyboard.insertText(lines.join('\n'));
    await turns(page, () => keys.press('Control+Enter'));
    await page.getByRole('heading', { name: '2 dari 50 kartu berlaku' }).waitFor();
    keys.done();
    const rows = page.locator('tbody tr');
    assert.equal(await rows.count(), 50);
    for (const [at, word] of [[0, 'Berlaku'], [1, 'Habis masanya'], [2, 'Tidak aktif'], [3, 'Tidak dikenal'], [4, 'Berlaku'], [5, 'Tidak dikenal']])
      assert.match(await rows.nth(at).innerText(), new RegExp(word), `line ${at + 1}`);
    assert.match(await rows.nth(0).innerText(), /Rina B\*{6}/, 'HR sees whose card it is, and no more');
    assert.doesNotMatch(await rows.nth(5).innerText(), /\*{6}/, 'nobody is named beside a number that no card has');
    assert.ok((await rows.nth(3).innerText()).includes(nonsense), 'shown as it was typed');
    assert.doesNotMatch(await said(page), /Rina Berlaku|Wati Habis|Joko Dicabut/);
    await expect_no_axe_violations(page);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('#kartu').isVisible(), false, 'the sheet has no form on it');
    const paper = await page.pdf({ format: 'A4' });
    assert.match(text_of(paper), /2 dari 50 kartu berlaku[\s\S]*Lembar keabsahan kartu AK-1[\s\S]*50\s+560\/99/);
  });

  journey(`Pak Hendra refers somebody the engine found; her name comes with her yes (${engine})`, async () => {
    const sari = await with_card(office, await token_of(office, 'petugas'), seeker({ name: 'Sari Ditemukan', skills: ['Las SMAW', 'Las GTAW', 'membaca gambar teknik'] }));
    const page = await phone(office);
    await page.context().addCookies([{ name: 'berkas', value: sari.token, url: office.url }]);
    await page.goto('/profil-kerja/izin');
    await page.getByLabel('Tunjukkan profil saya kepada perusahaan, tanpa nama').check();
    await press(page, 'Simpan izin');

    const officer = await desk_of('petugas');
    await officer.goto('/rujuk?cari=PT Contoh Sejahtera');
    await turns(officer, () => officer.getByRole('link', { name: 'Juru las SMAW', exact: true }).first().click());
    const place = new URL(officer.url()).pathname;
    const row = officer.locator('tr', { has: officer.locator(`[name=orang][value="${sari.id}"]`) });
    assert.match(await row.innerText(), /Las|pekerjaan/i, 'with the reasons of the engine');
    assert.doesNotMatch(await said(officer), /Sari Ditemukan/);
    await row.getByRole('checkbox').check();
    await officer.getByLabel('Tanyakan lewat pesan').check();
    await expect_no_axe_violations(officer);
    await press(officer, /Rujuk yang dipilih/);
    await officer.getByText('Rujukan tersimpan').waitFor();
    assert.doesNotMatch(await said(officer), /Sari Ditemukan/);
    assert.equal(await officer.locator('a[href*="surat.pdf?c="]').count(), await officer.locator('section ul a[href*="surat.pdf?c="]').count(), 'no letter before her yes');

    await page.goto('/lamaran');
    await turns(page, () => page.locator('.ways a').first().click());
    await expect_no_sideways_scrolling(page);
    await expect_no_axe_violations(page);
    await press(page, 'Setuju, kenalkan saya');
    await page.getByRole('link', { name: 'Unduh surat pengantar' }).waitFor();

    await officer.goto(place);
    await officer.getByText('Sari Ditemukan').first().waitFor();
    const letters = officer.getByRole('heading', { name: 'Surat pengantar' }).locator('..').getByRole('link');
    const answer = await officer.request.get(await letters.last().getAttribute('href'));
    const pdf = await answer.body();
    assert.match(text_of(pdf), /Sari Ditemukan/);
    assert.match(text_of(pdf), /PT Contoh Sejahtera/);
    expect_readable(pdf, 1);
  });

  journey(`an officer with a tie to a firm finds no button that would be refused; a colleague does (${engine})`, async () => {
    const colleague = await desk_of('petugas');
    await colleague.goto('/rujuk?cari=PT Contoh Sejahtera');
    const vacancy = (await colleague.getByRole('link', { name: 'Juru las SMAW', exact: true }).first().getAttribute('href')).split('/').at(-1);
    const officer = await desk_of('petugas2');
    await officer.goto('/rujuk/kepentingan?cari=PT Contoh Sejahtera');
    await officer.locator('[name=perusahaan]').first().check();
    const id = await officer.locator('[name=perusahaan]').first().inputValue();
    await officer.getByLabel('Hubungan Anda').fill('pemiliknya kakak saya');
    await press(officer, 'Nyatakan kepentingan');
    for (const [path, button] of [[`/atur/perusahaan/${id}`, 'Simpan'], [`/atur/perusahaan/${id}/izin`, 'Simpan izin'],
      [`/atur/perusahaan/${id}/kunjungan`, 'Simpan kunjungan'],
      [`/atur/penjelasan/baru?perusahaan=${id}`, 'Simpan pertanyaan'], [`/tinjau/${vacancy}`, 'Jeda'], [`/rujuk/${vacancy}`, 'Rujuk yang dipilih']]) {
      await colleague.goto(path);
      assert.ok((await colleague.getByRole('button', { name: button }).count()) > 0, `${path}: ${button}`);
      await officer.goto(path);
      assert.match(await said(officer), /Rekan lain yang (memutuskan|merujuk)[\s\S]*Minta rekan lain/, path);
      assert.equal(await officer.locator('main form[method=post] button:enabled').count(), await officer.getByRole('button', { name: 'Catat' }).count(), path);
      await expect_no_axe_violations(officer);
    }
  });

  journey(`who found work reads why nothing can be agreed to, and the way back (${engine})`, async () => {
    const joko = await with_card(office, await token_of(office, 'petugas'), seeker({ name: 'Joko Bekerja' }));
    office.ask(`update registration_card set state = 'inactive', inactive_reason = 'found_work', on_register = 0 where number = '${joko.card.number}'`);
    const page = await phone(office);
    await page.context().addCookies([{ name: 'berkas', value: joko.token, url: office.url }]);
    await page.goto('/profil-kerja/izin');
    await page.getByText('Anda tercatat sudah bekerja').waitFor();
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    await page.getByLabel('Hitung lowongan yang cocok untuk saya').check();
    await press(page, 'Simpan izin');
    assert.match(await said(page), /laporkan itu atau ajukan AK-1 baru dulu/);
    await turns(page, () => page.getByRole('link', { name: 'Lapor mencari kerja lagi' }).click());
    await press(page, 'Saya mencari kerja lagi');
    await page.goto('/profil-kerja/izin');
    await page.getByLabel('Hitung lowongan yang cocok untuk saya').check();
    await press(page, 'Simpan izin');
    assert.match(new URL(page.url()).pathname, /saran/);
  });

  journey(`Pak Hendra asks a company three times and warns it in writing; nothing leaves by itself (${engine})`, { timeout: 300_000 }, async () => {
    let officer = await desk_of('petugas');
    await officer.goto('/atur/perusahaan');
    const company = await officer.locator('tbody th a').first().getAttribute('href');
    const id = company.split('/').at(-1);
    const told = () => Number(office.ask(`select count(*) from employers_warning where employer_id = ${id} and state = 'sent'`).trim());
    for (const [level, day, number] of [['I', '2026-03-03', '560/11/2026'], ['II', '2026-04-07', '560/22/2026'], ['III', '2026-05-12', '560/33/2026']]) {
      if (level !== 'I') {
        await office.halt();
        office.now = `${day}T01:00:00Z`;
        await office.start();
        officer = await desk_of('petugas');
      }
      await officer.goto(`/atur/penjelasan/baru?perusahaan=${id}`);
      await officer.locator('[name=sumber]').fill(`Spanduk mencari orang di gerbang, dilihat ${level} kali`);
      await press(officer, 'Simpan pertanyaan');
      const question = new URL(officer.url()).pathname;
      assert.match(await said(officer), /Perusahaan masih punya waktu untuk menjawab\.\s+Sampai .+: 14 hari lagi/);
      assert.equal(await officer.getByRole('link', { name: 'Lihat konsep surat' }).count(), 0);
      await officer.goto(`${question}/surat.pdf`);
      assert.equal(new URL(officer.url()).pathname, question, 'no draft says that the company is silent while it may still answer');
      assert.equal(told(), 0, 'a question is no letter');
      // The company answers on the telephone, and it is not enough.
      await officer.locator('summary', { hasText: 'Perusahaan menjawab lewat telepon atau surat' }).click();
      await officer.getByLabel('Jawaban perusahaan').fill('Belum sempat melapor.');
      await press(officer, 'Simpan jawaban');
      const draft = await (await officer.request.get(`${question}/surat.pdf`)).body();
      assert.match(text_of(draft), /Nomor\s+: \.{10}[\s\S]*Belum sempat melapor/, 'a draft has no number, and says what the company said');
      await expect_no_axe_violations(officer);
      await officer.locator('[name=nomor]').fill(number);
      await press(officer, 'Surat sudah saya kirim');
      assert.equal(told(), 1);
      const letter = await (await officer.request.get(`${question}/surat.pdf`)).body();
      const words = text_of(letter);
      assert.doesNotMatch(words, /\.{10}/);
      assert.match(words, new RegExp(`PERINGATAN[\\s\\S]*\\b${level}\\b`, 'i'));
      assert.ok(words.includes(number));
      assert.match(words, /Perpres 57\/2023 ps. 17/, 'the basis of the rule pack');
      expect_readable(letter, 1);
      // While it runs the next one cannot be begun.
      await officer.goto(`/atur/penjelasan/baru?perusahaan=${id}`);
      await officer.locator('[name=sumber]').fill('Sekali lagi');
      await press(officer, 'Simpan pertanyaan');
      assert.match(await said(officer), /Peringatan sebelumnya masih berlaku/);
    }
    await office.halt();
    office.now = '2026-06-16T01:00:00Z';
    await office.start();
    officer = await desk_of('petugas');
    await officer.goto(`/atur/penjelasan/baru?perusahaan=${id}`);
    await officer.locator('[name=sumber]').fill('Sesudah yang ketiga');
    await press(officer, 'Simpan pertanyaan');
    assert.match(await said(officer), /Peringatan III sudah dikirim/);
  });
}
