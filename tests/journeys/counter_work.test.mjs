// What else happens at a counter: another's file, an interview, a proxy, thirty signatures, somebody without a phone.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { apply, approve, at_counter, book, call, free_window, qr_of, seeker, sign_in as token_of, with_card } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, keyboard_only, phone, sign_in, start_office } from './harness.mjs';

const office = await start_office({ now: '2026-03-03T01:00:00Z' });  // Tuesday, 09.00 WITA
after(() => office.stop());
const token = await token_of(office, 'petugas');

async function clerk(user = 'petugas') {
  const page = await desktop(office);
  await sign_in(page, user);
  return page;
}
async function press(page, keys, key) {
  await Promise.all([page.waitForNavigation(), keys.press(key)]);
}
// The sheet opens beside the page; the file stays where it is.
async function print(page) {
  const [sheet] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('c')]);
  await sheet.close().catch(() => {});
  await page.bringToFront();
  await page.reload();
}
// A choice of the office, from today on.
async function decide(name, value) {
  const page = await clerk('manajer');
  await page.goto(`/atur/ketentuan/${name}`);
  await page.locator(`[name=nilai][value=${value}]`).check();
  await page.getByRole('button', { name: 'Lihat akibatnya' }).click();
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Simpan ketentuan' }).click()]);
  await page.getByText('Tersimpan').waitFor();
  await page.context().close();
}

journey('the KTP\'s owner takes over the file that a rival had opened with her NIK', async () => {
  const rival = await apply(office, seeker({ nik: '6471014708950011', name: 'Roni Rival' }));
  const owner = await apply(office, seeker({ nik: '6471014708950011', name: 'Sari Pemilik', birth_date: '1995-08-07', sex: 'P' }));
  const page = await clerk();
  await page.goto(`/loket/berkas/${owner.id}`);
  await page.getByText('NIK yang sama di berkas lain').waitFor();
  await page.getByRole('link', { name: 'Roni Rival' }).waitFor();
  await expect_no_axe_violations(page);
  const keys = await keyboard_only(page);
  await press(page, keys, 'm');
  assert.equal(await page.getByText('NIK yang sama di berkas lain').count(), 0);
  await press(page, keys, '1');
  await page.goto(`/loket/berkas/${rival.id}`);
  await page.getByText('Ditarik', { exact: true }).first().waitFor();
  // The rival's own page says no more than that it was withdrawn.
  const told = await call(office, 'GET', `/api/v1/applications/${rival.id}`, { token: rival.token });
  assert.ok(!told.text.includes('Sari'), told.text);
});

journey('what the interview wrote down is read by the person, confirmed by one key, and kept', async () => {
  const made = await apply(office, seeker({ name: 'Wawan Wawancara' }));
  const page = await clerk();
  await page.goto(`/loket/berkas/${made.id}`);
  const keys = await keyboard_only(page);
  for (const original of ['1', '2', '3']) await press(page, keys, original);
  await page.locator('[name=employer-1]').focus();
  await page.keyboard.type('PT Contoh Jaya');
  await page.locator('[name=position-1]').focus();
  await page.keyboard.type('Operator');
  await page.locator('[name=from-1]').focus();
  await page.keyboard.type('2019');
  await page.locator('[name=wage_wish]').focus();
  await page.keyboard.type('3.500.000');
  await press(page, keys, 'Control+Enter');
  await page.getByText('Belum dibaca orangnya').waitFor();
  await page.keyboard.press('Escape');
  await press(page, keys, 's');
  await page.locator('.govuk-error-summary').waitFor();  // nobody is approved on words that they have not read
  await expect_no_axe_violations(page);
  await press(page, keys, 'b');
  await page.getByText('Sudah dibaca orangnya').waitFor();
  assert.equal(await page.locator('[name=employer-1]').inputValue(), 'PT Contoh Jaya');
  assert.equal(await page.locator('[name=wage_wish]').inputValue(), '3.500.000');
  await press(page, keys, 's');
  assert.match(await page.locator('#nomor').textContent(), /^6471/);
  await page.getByText('Rp 3.500.000').waitFor();
});

journey('a card is handed over to a proxy, with the serial of its blank', async () => {
  await decide('proxy_may_collect', 'on');
  await decide('blank_serial_required', 'on');
  const made = await at_counter(office, token);
  assert.equal((await approve(office, token, made)).status, 200);
  const page = await clerk();
  await page.goto(`/loket/berkas/${made.id}`);
  const keys = await keyboard_only(page);
  await print(page);
  await press(page, keys, 'a');
  await page.locator('#seri-error').waitFor();
  await expect_no_axe_violations(page);
  await page.locator('[name=wakil]').focus();
  await page.keyboard.type('Wati Wakil');
  await page.locator('[name=seri]').focus();
  await page.keyboard.type('BPP-000250');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await page.getByText('Kartu sudah di tangan orangnya.').waitFor();
  await expect_no_axe_violations(page);
  // The next card cannot use the same blank.
  const next = await at_counter(office, token);
  assert.equal((await approve(office, token, next)).status, 200);
  await page.goto(`/loket/berkas/${next.id}`);
  await print(page);
  await page.locator('[name=seri]').focus();
  await page.keyboard.type('BPP-000250');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await page.locator('#seri-error').waitFor();
  await decide('blank_serial_required', 'off');
});

journey('the day\'s cards are printed at once, and the signing list is cleared by scanning', async () => {
  const cards = [];
  for (let person = 0; person < 5; person++) {
    const made = await at_counter(office, token);
    const { json } = await approve(office, token, made);
    cards.push({ ...json.card, qr: await qr_of(office, token, json.card) });
  }
  const page = await clerk();
  await page.goto('/loket/cetak');
  const waiting = () => page.getByRole('heading', { name: /Menunggu tanda tangan: \d+/ }).innerText().then((words) => Number(words.match(/\d+/)[0]));
  const before = await waiting();
  const keys = await keyboard_only(page);
  const [sheet] = await Promise.all([page.context().waitForEvent('page'), keys.press('F7')]);
  await sheet.waitForEvent('close').catch(() => {});
  await page.bringToFront();
  await page.reload();
  const printed = await waiting();
  assert.ok(printed >= before + cards.length, `${before} -> ${printed}`);
  await expect_no_axe_violations(page);
  const list = await page.context().request.get('/loket/cetak/daftar.pdf');
  assert.match(list.headers()['content-type'], /pdf/);
  // The scanner types what the QR says, or the number as it is printed, and its own Enter.
  for (const [at, card] of cards.entries()) {
    await page.locator('#kartu').focus();
    await keys.type(at % 2 ? card.number : card.qr);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    await page.getByText(`${card.number} sudah ditandatangani`).waitFor();
  }
  assert.equal(await waiting(), printed - cards.length);
  await page.locator('#kartu').focus();
  await keys.type(cards[0].number);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await page.getByText(/belum dicetak, atau sudah ditandatangani/).first().waitFor();
  if (printed > cards.length) {
    await press(page, keys, 'F4');
    assert.equal(await waiting(), 0);
  }
});

journey('a walk-in is taken in on one screen, with a portrait from the webcam', async () => {
  const page = await clerk();
  await page.context().grantPermissions(['camera']);
  await page.goto('/loket/baru');
  await expect_no_axe_violations(page);
  const outside = () => page.evaluate(() => {
    const foot = document.querySelector('.toolbar-foot');
    return [...document.querySelectorAll('main input:not([type=hidden]), main select, main textarea, main button')].filter((one) => one.offsetParent !== null &&
      one.getBoundingClientRect().bottom > (foot.contains(one) ? innerHeight : foot.getBoundingClientRect().top)).map((one) => one.name || one.textContent.trim());
  });
  assert.deepEqual(await outside(), [], 'something is below the screen');
  await expect_no_sideways_scrolling(page);
  await page.locator('[name=nik]').fill('6471015508990077');
  await page.locator('[name=name]').fill('Tono Tanpa Ponsel');
  await page.locator('[name=birth_place]').fill('Balikpapan');
  for (const [part, value] of [['day', '15'], ['month', '8'], ['year', '1999']]) await page.locator(`[name=birth_date-${part}]`).fill(value);
  await page.getByLabel('Perempuan').check();
  await page.locator('[name=phone]').fill('081234500077');
  await page.locator('[name=address]').fill('Jl. Mulawarman 7');
  await page.locator('[name=village_code]').pressSequentially('gunung sari ilir');
  await page.getByRole('option', { name: /Gunung Sari Ilir/ }).first().click();
  await page.locator('[name="education.level"]').selectOption('sma');
  await page.locator('[name="education.school"]').fill('SMAN 1 Balikpapan');
  await page.locator('[name="education.year"]').fill('2017');
  await page.locator('[name=desired_occupations]').pressSequentially('penjahit');
  await page.getByRole('option', { name: /Mesin Jahit/ }).first().click();
  await page.locator('[name=purpose]').selectOption('domestic');
  await page.getByRole('button', { name: 'Foto dengan webcam' }).click();
  await page.getByRole('heading', { name: 'Wajah di dalam bingkai' }).waitFor();
  await page.waitForFunction(() => document.querySelector('dialog video').videoWidth > 0);
  await expect_no_axe_violations(page);
  await page.keyboard.press('Enter');
  await page.locator('canvas.captured').waitFor();
  await Promise.all([page.waitForURL(/\/loket\/nomor\?permohonan=\d+/), page.keyboard.press('Control+Enter')]);
  const id = page.url().match(/permohonan=(\d+)/)[1];
  await page.goto(`/loket/berkas/${id}`);
  const portrait = page.locator('.portrait > img');
  await page.waitForFunction((one) => one.complete && one.naturalWidth === 354 && one.naturalHeight === 472, await portrait.elementHandle());
});

journey('a correction is made by the seeker: only the marked fields, and the number stays', async () => {
  const made = await apply(office, seeker({ name: 'Santi Salah' }));
  const booked = await book(office, made, await free_window(office));
  assert.equal(booked.status, 201);
  const asked = await call(office, 'POST', `/api/v1/applications/${made.id}/decision`, {
    token, body: { decision: 'needs_fix', reasons: [{ field: 'name', code: 'differs_from_ktp', note: 'Di KTP tertulis Santi Benar' }] },
  });
  assert.equal(asked.status, 200, asked.text);
  const page = await phone(office);
  await page.goto('/berkas');
  const code = (await call(office, 'GET', `/api/v1/applications/${made.id}`, { token: made.token })).json?.code ?? booked.json.ticket_url.slice(-8);
  await page.locator('[name=kode]').fill(code);
  const [year, month, day] = made.person.birth_date.split('-');
  for (const [part, value] of [['day', day], ['month', month], ['year', year]]) await page.locator(`[name$="-${part}"]`).first().fill(String(Number(value)));
  await page.getByRole('main').getByRole('button').first().click();
  await page.waitForURL(/\/berkas\/\d+/);
  await page.goto(`/berkas/${made.id}/perbaiki`);
  await page.getByText('Di KTP tertulis Santi Benar').first().waitFor();
  const controls = await page.locator('main form input:not([type=hidden]), main form select, main form textarea').evaluateAll((all) => all.map((one) => one.name));
  assert.deepEqual(controls, ['name']);
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
  await page.locator('[name=name]').fill('');
  await page.getByRole('button', { name: 'Kirim perbaikan' }).click();
  await page.locator('[id="name-error"]').waitFor();
  await page.locator('[name=name]').fill('Santi Benar');
  await page.getByRole('button', { name: 'Kirim perbaikan' }).click();
  await page.waitForURL((url) => url.pathname === `/berkas/${made.id}`);
  // Nothing else can be changed on the way, and the number is the one from before.
  await page.goto(`/berkas/${made.id}/perbaiki`);
  assert.equal(new URL(page.url()).pathname, `/berkas/${made.id}`);
  const ticket = await call(office, 'GET', `/api/v1/bookings/${booked.json.id}`, { token: made.token });
  assert.equal(ticket.json.number, booked.json.number);
  const desk = await clerk();
  await desk.goto(`/loket/berkas/${made.id}`);
  await desk.getByRole('heading', { name: 'Santi Benar' }).waitFor();
  await desk.getByText('Diajukan', { exact: true }).first().waitFor();
});
