// Sari has applied and wants a time; a company's owner wants advice. From the choice of a window to a number given back.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { apply, book, call, seeker, sign_in as token_of, windows } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, sign_in, start_office, without_script } from './harness.mjs';

const office = await start_office({ now: '2026-11-24T01:00:00Z' });  // Tuesday, 09.00 WITA
after(() => office.stop());

const evening = /19\.00–21\.00/;
const coming = { from: '2026-11-25', to: '2026-12-10' };

// The phone that sent the application holds its file.
async function with_file(page, changes = {}) {
  const application = await apply(office, seeker({ name: 'Sari Dewi Lestari', ...changes }));
  await page.context().addCookies([{ name: 'berkas', value: application.token, url: office.url }]);
  return application;
}

async function take(page, application, time = evening) {
  await page.goto(`/berkas/${application.id}/jadwal`);
  await page.getByRole('button', { name: time }).first().click();
  await page.waitForURL(/\/tiket\/[A-Z0-9]{8}$/);
  return page.url().slice(-8);
}

async function sealed_look(page) {
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
}

journey('the office says on which days there is still a place', async () => {
  const page = await phone(office);
  await page.goto('/kantor/balikpapan');
  await page.getByRole('link', { name: 'Semua jadwal dan jamnya' }).click();
  await page.waitForLoadState('domcontentloaded');
  assert.ok(await page.getByText(/tempat lagi/).count() > 5);
  await sealed_look(page);
  await page.getByRole('link', { name: 'Berikutnya' }).click();
  await page.waitForLoadState('domcontentloaded');
  assert.match(await page.locator('main').innerText(), /Desember 2026/);
});

journey('Sari takes a number for Wednesday evening and gives it back', async () => {
  const page = await phone(office);
  const application = await with_file(page);
  await page.goto(`/berkas/${application.id}/jadwal`);
  await sealed_look(page);
  const code = await take(page, application);
  const card = page.locator('.card');
  assert.match(await card.innerText(), /Sari, nomor antrean Anda\s+A-\d{3}/);
  assert.match(await card.innerText(), /Rabu, 25 November 2026/);
  assert.match(await card.innerText(), /19\.00–21\.00 WITA/);
  assert.ok((await card.innerText()).includes(`${code.slice(0, 4)}-${code.slice(4)}`));
  assert.ok(!(await page.locator('main').innerText()).includes('Lestari'), 'only the first name stands on the ticket');
  assert.equal(await page.locator('svg.qr').count(), 1);
  await sealed_look(page);

  await page.goto(`/berkas/${application.id}/jadwal`);
  assert.ok(page.url().endsWith(code), 'one open number a person');

  const before = await (await page.request.get(`/tiket/${code}.ics`)).text();
  assert.match(before, /METHOD:PUBLISH/);
  assert.match(before, /DTSTART;TZID=Asia\/Makassar:20261125T190000/);

  await page.goto(`/tiket/${code}`);
  await page.getByRole('link', { name: 'Batalkan nomor ini' }).click();
  await sealed_look(page);
  await page.getByRole('button', { name: 'Batalkan nomor ini' }).click();
  await page.getByRole('heading', { name: 'Nomor ini sudah dibatalkan' }).waitFor();
  await sealed_look(page);
  const cancelled = await (await page.request.get(`/tiket/${code}.ics`)).text();
  assert.match(cancelled, /METHOD:CANCEL/);
  assert.ok(Number(/SEQUENCE:(\d+)/.exec(cancelled)[1]) > Number(/SEQUENCE:(\d+)/.exec(before)[1]));
});

journey('the ticket follows what happens in the hall by itself', async () => {
  const page = await phone(office);
  const application = await with_file(page, { name: 'Joko Susilo' });
  const open = (await windows(office, coming)).find((one) => one.state === 'open');
  const booked = await book(office, application, open);
  await page.goto(booked.json.ticket_url);
  const clerk = await token_of(office, 'petugas');
  const present = await call(office, 'POST', `/api/v1/bookings/${booked.json.id}/check-in`, { token: clerk, body: { other_day: true } });
  assert.equal(present.status, 200);
  await page.getByText(/Tunggu panggilan nomor Anda/).waitFor();
  await sealed_look(page);
});

journey('a phone without JavaScript gets the same number', async () => {
  const page = await without_script(office);
  const application = await with_file(page, { name: 'Wulan Sari' });
  const code = await take(page, application);
  assert.equal(await page.getByRole('link', { name: 'Lihat keadaan terbaru' }).count(), 1);
  assert.equal(await page.getByRole('button', { name: 'Simpan sebagai gambar' }).isVisible(), false);
  await page.goto(`/tiket/${code.slice(0, 4).toLowerCase()}-${code.slice(4).toLowerCase()}`);
  assert.match(await page.locator('.card').innerText(), /A-\d{3}/);
});

journey('a window that closed while she was choosing is said, and the next one offered', async () => {
  const page = await phone(office);
  const application = await with_file(page, { name: 'Putri Ayu' });
  await page.goto(`/berkas/${application.id}/jadwal`);
  const first = (await windows(office, coming)).find((one) => one.state === 'open');
  const manager = await token_of(office, 'manajer');
  const lowered = await call(office, 'PATCH', `/api/v1/windows/${first.id}`, { token: manager, body: { quota: first.taken, reason: 'uji' } });
  assert.equal(lowered.status, 200);
  const answered = page.waitForResponse((one) => one.request().method() === 'POST');
  await page.locator(`button[formaction$="/${first.id}"]`).click();
  assert.equal((await answered).status(), 409);
  assert.match(await page.locator('.notice').innerText(), /sudah penuh/);
  await sealed_look(page);
  await page.locator('.notice button').click();
  await page.waitForURL(/\/tiket\//);
});

journey('on another phone the code alone is not enough to give a number back', async () => {
  const mine = await phone(office);
  const application = await with_file(mine, { name: 'Rina Hapsari' });
  const code = await take(mine, application);
  const other = await phone(office);
  await other.goto(`/tiket/${code}/batal`);
  const born = application.person.birth_date.split('-').map(Number);
  const type = async (day, month, year) => {
    await other.locator('[name="lahir-day"]').fill(String(day));
    await other.locator('[name="lahir-month"]').fill(String(month));
    await other.locator('[name="lahir-year"]').fill(String(year));
    await other.getByRole('button', { name: 'Batalkan nomor ini' }).click();
  };
  await type(31, 2, 1999);
  assert.match(await other.locator('.govuk-error-summary').innerText(), /ada di kalender/);
  await type(born[2], born[1], born[0] - 1);
  assert.equal(await other.locator('.govuk-error-summary').count(), 1);
  await sealed_look(other);
  await type(born[2], born[1], born[0]);
  await other.getByRole('heading', { name: 'Nomor ini sudah dibatalkan' }).waitFor();
});

journey('a company owner takes a number for advice, with a name and a phone', async () => {
  const page = await phone(office);
  await page.goto('/kantor/balikpapan/layanan/consultation_company');
  await sealed_look(page);
  await page.getByRole('button', { name: 'Ambil nomor antrean' }).click();
  await page.waitForLoadState('domcontentloaded');
  assert.equal(await page.locator('.govuk-error-summary li').count(), 3);
  await sealed_look(page);
  await page.getByLabel('Nama Anda').fill('Ratna Kusuma');
  await page.getByLabel('Nomor telepon').fill('0811 5400 123');
  await page.getByLabel(/Tentang apa/).fill('Peraturan perusahaan');
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Ambil nomor antrean' }).click();
  await page.waitForURL(/\/tiket\//);
  assert.match(await page.locator('.card').innerText(), /Ratna, nomor antrean Anda/);
  await page.getByRole('link', { name: 'Batalkan nomor ini' }).click();
  await page.getByLabel('Nomor telepon').fill('0811 5400 999');
  await page.getByRole('button', { name: 'Batalkan nomor ini' }).click();
  assert.match(await page.locator('.govuk-error-summary').innerText(), /bukan yang diisi/);
  await page.getByLabel('Nomor telepon').fill('0811 5400 123');
  await page.getByRole('button', { name: 'Batalkan nomor ini' }).click();
  await page.getByRole('heading', { name: 'Nomor ini sudah dibatalkan' }).waitFor();
});

journey('a code that nobody has is answered kindly', async () => {
  const page = await phone(office);
  const answer = await page.goto('/tiket/ZZZZ-9999');
  assert.equal(answer.status(), 404);
  await sealed_look(page);
});

journey('the ticket page weighs at most 15 KB over the wire beside the shared styles', async () => {
  const page = await phone(office);
  const code = await take(page, await with_file(page, { name: 'Bayu Saputra' }));
  const fresh = await phone(office);
  const wire = await fresh.context().newCDPSession(fresh);
  await wire.send('Network.enable');
  const shared = new Set();
  let bytes = 0;
  wire.on('Network.requestWillBeSent', (event) => { if (/\.css$/.test(event.request.url)) shared.add(event.requestId); });
  wire.on('Network.loadingFinished', (event) => { if (!shared.has(event.requestId)) bytes += event.encodedDataLength; });
  await fresh.goto(`/tiket/${code}`, { waitUntil: 'load' });
  await fresh.locator('[data-picture]').waitFor();
  assert.ok(bytes > 0 && bytes <= 15 * 1024, `${bytes} bytes`);
});

journey('Dewi looks at another page: her phone tells her when three are ahead of her', async () => {
  const clerk = await token_of(office, 'petugas');
  const comes = async (name) => {
    const page = await phone(office);
    const application = await with_file(page, { name });
    const window = (await windows(office, { from: '2026-11-24', to: '2026-11-24' })).find((one) => one.state === 'open');
    const booked = await book(office, application, window);
    assert.equal((await call(office, 'POST', `/api/v1/bookings/${booked.json.id}/check-in`, { token: clerk, body: {} })).status, 200);
    await page.context().close();
    return booked.json;
  };
  for (const name of ['Agus Satu', 'Agus Dua', 'Agus Tiga']) await comes(name);  // Joko waits before them
  const dewi = await comes('Dewi Anggraini');
  const page = await phone(office);
  await page.addInitScript(() => {
    // The phone's own question, which she answers with yes; what it shows then is kept.
    Object.defineProperty(Notification, 'permission', { get: () => sessionStorage.getItem('allowed') ?? 'default' });
    Notification.requestPermission = async () => { sessionStorage.setItem('allowed', 'granted'); return 'granted'; };
    ServiceWorkerRegistration.prototype.showNotification = async (title, options) => { sessionStorage.setItem('told', `${title}: ${options.body}`); };
  });
  await page.goto(dewi.ticket_url);
  assert.equal(await page.locator('[data-near]').count(), 0, 'four are ahead');
  await page.getByRole('button', { name: 'Beri tahu saya saat tinggal tiga orang' }).click();
  await page.getByText('Biarkan halaman ini terbuka').waitFor();
  await sealed_look(page);
  await page.evaluate(() => navigator.serviceWorker.getRegistration('/tiket/').then((one) => (one.installing ?? one.waiting ?? one.active).state));
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { get: () => true });  // another page lies before it
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const desk = await desktop(office);
  await sign_in(desk, 'petugas2');
  await desk.goto('/loket');
  await Promise.all([desk.waitForNavigation(), desk.keyboard.press('F2')]);
  await page.waitForFunction(() => sessionStorage.getItem('told'));
  assert.match(await page.evaluate(() => sessionStorage.getItem('told')), /Giliran Anda sudah dekat: .*3 orang/);
});

journey('who is on the way to another page is not called back when the hall moves', async () => {
  const page = await phone(office);
  const application = await with_file(page, { name: 'Siti Aminah' });
  const open = (await windows(office, coming)).find((one) => one.state === 'open');
  const booked = await book(office, application, open);
  await page.goto(booked.json.ticket_url);
  await page.waitForLoadState();
  // A slow answer: the hall moves after she has touched the link and before the other page is there.
  await page.route(/lang=en/, async (route) => {
    await call(office, 'POST', `/api/v1/bookings/${booked.json.id}/check-in`, { token: await token_of(office, 'petugas'), body: { other_day: true } });
    await page.waitForTimeout(3000);
    await route.continue().catch(() => {});
  });
  await Promise.all([page.waitForURL(/lang=en/), page.getByRole('link', { name: 'English' }).click()]);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
});
