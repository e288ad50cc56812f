// From a vacancy to an answer: Rina applies with one tap, the company invites her, she agrees on her phone; an officer refers
// people and prints their letters; HR looks at a pile of cards; nobody who is not concerned sees anything.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { seeker, sign_in as token_of, with_card } from '../contract/api.mjs';
import { engines, expect_no_axe_violations, expect_no_sideways_scrolling, journey, people_of, phone, start_office, without_script } from './harness.mjs';

const turns = (page, act) => Promise.all([page.waitForNavigation(), act()]);

async function open_file(page, person, from = '/berkas') {
  await page.goto(from);
  const [year, month, day] = person.person.birth_date.split('-').map(Number);
  await page.getByLabel('Kode tiket').fill(person.booking.ticket_url.slice(-8));
  for (const [part, value] of [['day', day], ['month', month], ['year', year]]) await page.locator(`[name=lahir-${part}]`).fill(String(value));
  await turns(page, () => page.getByRole('button', { name: 'Buka berkas' }).click());
}

async function type_day(form, field, iso) {
  const [year, month, day] = iso.split('-').map(Number);
  for (const [part, value] of [['day', day], ['month', month], ['year', year]]) await form.locator(`[name="${field}-${part}"]`).fill(String(value));
}

const offices = await Promise.all(engines().map((engine) => start_office({ engine, now: '2026-03-03T01:00:00Z' })));  // Tuesday, 09.00 WITA
for (const office of offices) {
  const { engine } = office;
  after(() => office.stop());
  const person = people_of(office);

  // The company's own list says which of its vacancies takes applications.
  const first_vacancy = async (page) => {
    await page.goto('/perusahaan/lamaran');
    const href = await page.locator('tbody tr', { hasText: 'Tayang' }).or(page.locator('tbody tr')).first().getByRole('link').getAttribute('href');
    return href.split('/').at(-1);
  };

  journey(`Rina applies with one tap, is invited, agrees and is hired (${engine})`, { timeout: 300_000 }, async () => {
    const company = await person('perusahaan');
    const vacancy = await first_vacancy(company);
    const clerk_token = await token_of(office, 'petugas');
    const rina = await with_card(office, clerk_token, seeker({ name: 'Rina Melamar' }));

    // On a small phone, without script.
    const page = await without_script(office);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`/lamaran/baru?lowongan=${vacancy}`);
    // Back at the vacancy once the file is open.
    await open_file(page, rina, await page.getByRole('link', { name: 'Buka berkas saya' }).getAttribute('href'));
    await page.getByText('Yang dilihat perusahaan').waitFor();
    await expect_no_sideways_scrolling(page);
    await turns(page, () => page.getByRole('button', { name: 'Kirim lamaran' }).click());
    await page.getByText('Lamaran sudah dikirim').waitFor();
    await expect_no_sideways_scrolling(page);
    const own = new URL(page.url()).pathname;
    await page.goto(`/lamaran/baru?lowongan=${vacancy}`);
    await page.getByText('Anda sudah melamar lowongan ini').waitFor();
    await page.goto('/lamaran');
    await page.getByText('Dijawab paling lambat').first().waitFor();
    await expect_no_sideways_scrolling(page);

    // The company sees a number and what she can do; not who she is.
    await company.goto(`/perusahaan/lamaran/${vacancy}`);
    assert.doesNotMatch(await company.locator('main').innerText(), /Rina Melamar/);
    await expect_no_axe_violations(company);
    const hers = company.locator('section.panel', { has: company.getByRole('button', { name: 'Undang', exact: true }) }).last();
    const anchor = await hers.getAttribute('id');
    await turns(company, () => hers.getByRole('button', { name: 'Undang', exact: true }).click());
    await company.getByText('1 orang sudah diundang').waitFor();
    assert.doesNotMatch(await company.locator('main').innerText(), /Rina Melamar/);

    await page.goto(own);
    await turns(page, () => page.getByRole('button', { name: 'Setuju, kenalkan saya' }).click());
    await page.getByText('Perusahaan mengenal Anda').waitFor();

    await company.goto(`/perusahaan/lamaran/${vacancy}`);
    const panel = company.locator(`#${anchor}`);
    await panel.getByText('Rina Melamar').waitFor();
    await panel.locator('summary', { hasText: 'Terima' }).click();
    await turns(company, () => panel.getByRole('button', { name: 'Terima orang ini' }).click());
    await company.getByText('Tulis tanggal mulai bekerja').first().waitFor();
    await type_day(panel, `mulai-${anchor.slice(1)}`, '2026-03-03');
    await turns(company, () => panel.getByRole('button', { name: 'Terima orang ini' }).click());
    await company.getByText('1 orang diterima').waitFor();
    await page.goto(own);
    await page.getByText('Anda diterima.').waitFor();

    // An officer sees evidence: counted, and the card is no longer active.
    const officer = await person('petugas');
    await officer.goto('/rujuk');
    await turns(officer, () => officer.getByRole('link', { name: 'Penempatan' }).click());
    await turns(officer, () => officer.getByRole('link', { name: 'Rina Melamar' }).click());
    await turns(officer, () => officer.getByRole('button', { name: 'Pastikan penempatan' }).click());
    await officer.getByText('Pilih bukti yang Anda lihat.').first().waitFor();
    await officer.getByLabel('Kontrak kerja').check();
    await expect_no_axe_violations(officer);
    await turns(officer, () => officer.getByRole('button', { name: 'Pastikan penempatan' }).click());
    await officer.getByText('Bekerja', { exact: true }).first().waitFor();
    assert.equal(office.run('check').code, 0);
  });

  journey(`an officer refers two people and prints their letters in one file (${engine})`, { timeout: 300_000 }, async () => {
    const clerk_token = await token_of(office, 'petugas');
    const first = await with_card(office, clerk_token, seeker({ name: 'Tono Dirujuk' }));
    await with_card(office, clerk_token, seeker({ name: 'Tini Dirujuk' }));
    const officer = await person('petugas');
    await officer.goto('/rujuk');
    await expect_no_axe_violations(officer);
    await turns(officer, () => officer.locator('tbody a').first().click());
    const place = new URL(officer.url()).pathname;
    await officer.locator('#cari').fill('Dirujuk');
    await turns(officer, () => officer.getByRole('button', { name: /Cari orang/ }).click());
    await officer.getByLabel('Rujuk Tono Dirujuk').check();
    await officer.getByLabel('Rujuk Tini Dirujuk').check();
    await turns(officer, () => officer.getByRole('button', { name: /Rujuk yang dipilih/ }).click());
    await officer.getByText('Pastikan orangnya setuju dulu.').first().waitFor();
    await officer.getByLabel('Rujuk Tono Dirujuk').check();
    await officer.getByLabel('Rujuk Tini Dirujuk').check();
    await officer.getByLabel('Ya, saya sudah bertanya').check();
    await expect_no_axe_violations(officer);
    await turns(officer, () => officer.getByRole('button', { name: /Rujuk yang dipilih/ }).click());
    await officer.getByText('Rujukan tersimpan').waitFor();
    const href = await officer.getByRole('link', { name: /Cetak surat yang baru/ }).getAttribute('href');
    const paper = await officer.request.get(href);
    assert.equal((await paper.body()).subarray(0, 4).toString(), '%PDF');
    const again = await officer.request.get(href);
    assert.deepEqual(await again.body(), await paper.body());  // a reprint is the same file

    // Tono takes it back on his phone.
    const page = await phone(office);
    await open_file(page, first);
    await page.goto('/lamaran');
    await turns(page, () => page.locator('.ways a').first().click());
    await page.getByText('Surat pengantar').first().waitFor();
    await expect_no_axe_violations(page);
    const letter = await page.request.get(await page.getByRole('link', { name: 'Unduh surat pengantar' }).getAttribute('href'));
    assert.equal((await letter.body()).subarray(0, 4).toString(), '%PDF');
    await page.locator('summary', { hasText: 'Tarik lamaran' }).click();
    await turns(page, () => page.getByRole('button', { name: 'Tarik lamaran ini' }).click());
    await page.getByText('Anda menarik lamaran ini').waitFor();
    await officer.goto(place);
    assert.doesNotMatch(await officer.locator('main').innerText(), /Tono Dirujuk/);

    // A tie to the firm: a colleague refers.
    await officer.goto('/rujuk/kepentingan?cari=PT');
    await officer.locator('[name=perusahaan]').first().check();
    await officer.getByLabel('Hubungan Anda').fill('pemiliknya kakak saya');
    await turns(officer, () => officer.getByRole('button', { name: 'Nyatakan kepentingan' }).click());
    await officer.getByText('pemiliknya kakak saya').waitFor();
    await turns(officer, () => officer.getByRole('button', { name: 'Sudah tidak ada' }).first().click());
  });

  journey(`HR scans a pile of cards and prints one sheet that names nobody in full (${engine})`, async () => {
    const clerk_token = await token_of(office, 'petugas');
    const rina = await with_card(office, clerk_token, seeker({ name: 'Rina Kartu' }));
    const company = await person('perusahaan');
    await company.goto('/perusahaan/kartu');
    await turns(company, () => company.getByRole('button', { name: /Periksa kartu/ }).click());
    await company.getByText('Tempel atau pindai sedikitnya satu nomor kartu.').first().waitFor();
    await company.locator('#kartu').fill(`${rina.card.number}\n6471-TIDAK-ADA\n`);
    await turns(company, () => company.getByRole('button', { name: /Periksa kartu/ }).click());
    await company.getByText('1 dari 2 kartu berlaku').waitFor();
    assert.doesNotMatch(await company.locator('main').innerText(), /Rina Kartu/);
    await expect_no_axe_violations(company);
  });

  journey(`an application over the API has one answer however often it is sent, and strangers read nothing (${engine})`, async () => {
    const company = await person('perusahaan');
    await company.goto('/perusahaan/lamaran');
    assert.ok(await company.locator('tbody th .tag').count() > 0, 'the state stands beside the title as a tag');
    const vacancy = (await company.locator('tbody tr').first().getByRole('link').getAttribute('href')).split('/').at(-1);
    const made = await fetch(`${office.url}/api/v1/applications`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...seeker({ name: 'Andi Sistem' }), office: 'balikpapan' }),
    }).then((answer) => answer.json());
    const send = (token, headers = {}, body = {}) => fetch(`${office.url}/api/v1/vacancies/${vacancy}/applications`, {
      method: 'POST', headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers }, body: JSON.stringify(body),
    });
    assert.equal((await send('')).status, 401);
    const first = await send(made.token, { 'idempotency-key': 'lamar-1' });
    assert.equal(first.status, 201);
    const answer = await first.json();
    assert.match(answer.answer_by, /^2026-03-\d\d$/);
    const replay = await send(made.token, { 'idempotency-key': 'lamar-1' });
    assert.equal(replay.status, 201);
    assert.deepEqual(await replay.json(), answer);
    assert.equal((await send(made.token, { 'idempotency-key': 'lamar-1' }, { note: 'lain' })).status, 422);
    const twice = await send(made.token);
    assert.equal(twice.status, 409);
    assert.equal((await twice.json()).code, 'already_applied');
    const own = await fetch(`${office.url}/api/v1/vacancies/${vacancy}/applications`, { headers: { authorization: `Bearer ${made.token}` } }).then((list) => list.json());
    assert.equal(own.applications.length, 1);
    assert.equal(own.applications[0].id, answer.id);
    const clerk = await token_of(office, 'petugas');
    assert.equal((await send(clerk)).status, 403);
  });
}
