// A touch screen at the door, alone with people: Pak Harun has no phone, Sari has booked, and the printer is broken.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after } from 'node:test';
import { apply, book, seeker, windows } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, sign_in, start_office, visitor } from './harness.mjs';

const office = await start_office({ now: '2026-11-24T01:00:00Z' });  // Tuesday, 09.00 WITA
after(() => office.stop());

const home = '/kios/balikpapan';
const touch_screen = { size: { width: 1080, height: 1920 }, context: { hasTouch: true, deviceScaleFactor: 1 } };
let kept;  // the paired kiosk's cookies

// A receipt printer on this machine: keeps what it is sent.
function printer() {
  const slips = [];
  const server = createServer((line) => {
    const parts = [];
    line.on('data', (part) => parts.push(part));
    line.on('end', () => slips.push(Buffer.concat(parts)));
  });
  server.unref();  // a journey that failed does not wait for it
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready({ slips, address: `127.0.0.1:${server.address().port}`, close: () => new Promise((done) => server.close(done)) })));
}

async function manager_page() {
  const page = await desktop(office);
  await sign_in(page, 'manajer');
  await page.goto('/atur/alat');
  return page;
}
async function set_printer(address) {
  const page = await manager_page();
  await page.getByRole('link', { name: 'Ubah' }).first().click();
  await page.getByLabel('Alamat pencetak slip').fill(address);
  await page.getByRole('button', { name: 'Simpan kios' }).click();
  await page.waitForURL(/sudah=simpan/);
}
const kiosk = async () => {
  const page = await visitor(office, { ...touch_screen, storage: kept });
  await page.goto(home);
  return page;
};
// The camera sees a telephone that is held a little askew, smaller than the picture, over something dark.
const sees = (page, png) => page.addInitScript(async (base64) => {
  navigator.mediaDevices.getUserMedia = async () => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const shown = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const picture = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
    const pen = picture.getContext('2d');
    setInterval(() => {
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.fillStyle = '#3a3f44';
      pen.fillRect(0, 0, 1280, 720);
      pen.setTransform(0.98, 0.17, -0.17, 0.98, 520, 150);
      pen.fillStyle = '#fff';
      pen.fillRect(-30, -30, 400, 400);
      pen.drawImage(shown, 0, 0, 340, 340);
    }, 50);
    return picture.captureStream(20);
  };
}, png);
const consultation = (page) => page.locator('button.kiosk-service', { hasText: /Konsultasi pencari/ });

journey('a manager names a kiosk, and its screen is paired with a code that is typed by touch', async () => {
  const stranger = await visitor(office, touch_screen);
  await stranger.goto(home);
  assert.equal(await stranger.locator('.kiosk-service').count(), 0);
  await expect_no_axe_violations(stranger);

  const manager = await manager_page();
  await expect_no_axe_violations(manager);
  await manager.getByLabel('Nama').fill('Pintu depan');
  await manager.getByLabel('Alamat pencetak slip').fill('8.8.8.8:9100');
  await manager.getByRole('button', { name: 'Simpan kios' }).click();
  assert.match(await manager.locator('.govuk-error-summary').innerText(), /jaringan kantor/);
  await manager.getByLabel('Alamat pencetak slip').fill('');
  await manager.getByRole('button', { name: 'Simpan kios' }).click();
  await manager.getByRole('button', { name: 'Buat kode pemasangan' }).click();
  const code = (await manager.locator('[data-pairing-code]').innerText()).replace('-', '');
  await expect_no_axe_violations(manager);

  for (const key of code) await stranger.locator('.keypad .key', { hasText: new RegExp(`^${key}$`) }).click();
  await stranger.getByRole('button', { name: 'Pasang', exact: true }).click();
  await stranger.locator('.kiosk-service').first().waitFor();
  await expect_no_axe_violations(stranger);
  await expect_no_sideways_scrolling(stranger);
  kept = await stranger.context().storageState();

  const other = await visitor(office, touch_screen);
  await other.goto(home);
  await other.getByLabel('Kode pemasangan').fill(code);
  await other.getByRole('button', { name: 'Pasang', exact: true }).click();
  assert.match(await other.locator('.govuk-error-message').innerText(), /sudah dipakai/);
});

journey('Pak Harun touches once, gets a number on paper, and the screen goes back by itself', async () => {
  const paper = await printer();
  await set_printer(paper.address);
  const page = await kiosk();
  await page.clock.install();
  await page.getByRole('radio', { name: 'Lanjut usia' }).check();
  await consultation(page).click();
  await page.waitForURL(/\/nomor\//);
  assert.match(await page.locator('.card-number').innerText(), /^[A-Z]-\d{3}$/);
  const number = await page.locator('.card-number').innerText();
  assert.match(await page.locator('.card').innerText(), /jalur yang didahulukan/);
  assert.match(await page.getByRole('status').innerText(), /Ambil slip/);
  assert.equal(paper.slips.length, 1);
  const slip = paper.slips[0].toString('latin1');
  assert.ok(slip.startsWith('\x1b@'), 'reset first');
  assert.ok(slip.includes(number) && slip.includes('/tiket/') && slip.includes('\x1dkI'), 'number, square code and line code');
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
  await page.mouse.click(5, 500);
  await page.clock.runFor(12_000);
  await page.mouse.click(5, 500);  // a touch asks for more time
  await page.clock.runFor(12_000);
  assert.match(page.url(), /\/nomor\//);
  await page.clock.runFor(9_000);
  await page.locator('.kiosk-service').first().waitFor();
  await paper.close();
});

journey('a slow number is not lost when the first screen renews itself meanwhile', async () => {
  const page = await kiosk();
  await page.addInitScript(() => {
    const later = window.setTimeout;
    window.setTimeout = (what, ms, ...more) => later(what, ms === 60_000 ? 1500 : ms, ...more);  // a minute is over soon
  });
  await page.route(/./, async (route) => {
    if (route.request().method() === 'POST') await page.waitForTimeout(4000);
    await route.continue().catch(() => {});
  });
  await page.reload();
  await consultation(page).click({ noWaitAfter: true });
  await page.waitForURL(/\/nomor\//);
  assert.match(await page.locator('.card-number').innerText(), /^[A-Z]-\d{3}$/);
});

journey('the printer is broken: the number stands on the screen all the same, and nobody waits for paper', async () => {
  const paper = await printer();
  await set_printer(paper.address);
  await paper.close();
  const page = await kiosk();
  const started = Date.now();
  await consultation(page).click();
  await page.waitForURL(/\/nomor\//);
  assert.ok(Date.now() - started < 5000);
  assert.match(await page.getByRole('status').innerText(), /Pencetak tidak terjangkau/);
  await expect_no_axe_violations(page);
});

journey('without a printer the slip is kept as a file', async () => {
  await set_printer('');
  const page = await kiosk();
  await consultation(page).click();
  await page.waitForURL(/\/nomor\//);
  const number = await page.locator('.card-number').innerText();
  const folder = join(office.data, 'slip');
  assert.ok(existsSync(folder));
  const file = readdirSync(folder).find((name) => name.includes(number) && name.endsWith('.escpos'));
  assert.ok(readFileSync(join(folder, file)).includes(number));
});

// A scanner sends its keys at once, and does not wait until the screen has time for them.
const scan = (page, text) => Promise.all([...text, 'Enter'].map((key) => page.keyboard.press(key)));

journey('Sari has booked: a scanner reads her ticket, her number is on the screen, and a second scan changes nothing', async () => {
  const application = await apply(office, seeker({ name: 'Sari Dewi' }));
  const open = (await windows(office, { from: '2026-11-24', to: '2026-11-24' })).find((one) => one.state === 'open');
  const booked = await book(office, application, open);
  assert.equal(booked.status, 201);
  const page = await kiosk();
  for (const time of [1, 2]) {
    await page.goto(home);
    await scan(page, booked.json.ticket_url);  // wherever the page stands
    await page.waitForURL(/\/nomor\//);
    assert.equal(await page.locator('.card-number').innerText(), booked.json.label, `scan ${time}`);
  }
  assert.match(await page.getByRole('status').innerText(), /sudah tercatat hadir/);
});

journey('Budi holds his ticket before the camera of the kiosk and is received', async () => {
  const application = await apply(office, seeker({ name: 'Budi Kamera' }));
  const open = (await windows(office, { from: '2026-11-24', to: '2026-11-24' })).find((one) => one.state === 'open');
  const booked = await book(office, application, open);
  const own = await phone(office);
  await own.goto(booked.json.ticket_url);
  const shown = (await own.locator('svg.qr').screenshot()).toString('base64');  // what his phone shows
  const page = await kiosk();
  await sees(page, shown);
  await page.goto(home);
  await page.getByRole('link', { name: 'Ketik kode atau pakai kamera' }).click();
  await page.getByRole('button', { name: 'Pindai dengan kamera' }).click();
  await page.waitForURL(/\/nomor\//);
  assert.equal(await page.locator('.card-number').innerText(), booked.json.label);
});

journey('Nur needs large print and a signing officer: the kiosk receives her and gives her number on paper, once', async () => {
  const application = await apply(office, seeker({ name: 'Nur Hidayah' }));
  const open = (await windows(office, { from: '2026-11-24', to: '2026-11-24' })).find((one) => one.state === 'open');
  const booked = await book(office, application, open);
  const code = booked.json.ticket_url.slice(-8);
  const own = await phone(office);
  await own.goto('/berkas');
  await own.getByLabel('Kode tiket').fill(code);
  const [year, month, day] = application.person.birth_date.split('-').map(Number);
  for (const [part, value] of [['day', day], ['month', month], ['year', year]]) await own.locator(`[name=lahir-${part}]`).fill(String(value));
  await own.getByRole('button', { name: 'Buka berkas' }).click();
  await own.waitForURL(/\/berkas\/\d+/);
  await own.goto(`/berkas/${application.id}/kebutuhan`);
  for (const box of ['[value=large_print]', '[value=sign_language]', '[name=setuju]']) await own.locator(box).check();
  await own.getByRole('button', { name: 'Simpan kebutuhan' }).click();
  await own.waitForURL(/tersimpan/);
  await own.goto(`/tiket/${code}`);
  assert.equal(await own.locator('.large-print').count(), 1, 'before arrival');
  await expect_no_sideways_scrolling(own);

  const paper = await printer();
  await set_printer(paper.address);
  const page = await kiosk();
  for (const time of [1, 2]) {
    await page.goto(home);
    await scan(page, code);
    await page.waitForURL(/\/nomor\//);
    assert.match(await page.getByRole('status').innerText(), time === 1 ? /Ambil slip/ : /sudah tercatat hadir/);
  }
  assert.equal(paper.slips.length, 1);
  const slip = paper.slips[0].toString('latin1');
  assert.ok(slip.includes('\x1d!\x11Bantuan: bahasa isyarat\n'), 'the help, in type twice as large');
  await paper.close();
  await set_printer('');
});

journey('a code is typed on the screen; a wrong one and another day are said kindly', async () => {
  const application = await apply(office, seeker({ name: 'Made Wirawan' }));
  const later = (await windows(office, { from: '2026-11-26', to: '2026-12-10' })).find((one) => one.state === 'open');
  const booked = await book(office, application, later);
  const page = await kiosk();
  await page.getByRole('link', { name: 'Ketik kode atau pakai kamera' }).click();
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
  for (const key of 'ZZZZ9999') await page.locator('.keypad .key', { hasText: new RegExp(`^${key}$`) }).click();
  await page.getByRole('button', { name: 'Saya sudah datang' }).click();
  assert.match(await page.locator('.govuk-error-message').innerText(), /tidak ditemukan/);
  assert.equal(await page.locator('#kode').inputValue(), 'ZZZZ9999');
  await expect_no_axe_violations(page);
  await page.locator('#kode').fill(booked.json.ticket_url.slice(-8));
  await page.getByRole('button', { name: 'Saya sudah datang' }).click();
  assert.match(await page.locator('.govuk-error-message').innerText(), /untuk hari lain/);
  assert.equal(office.run('check').code, 0);
});

journey('a visitor reads English', async () => {
  const page = await kiosk();
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Touch the service you need' }).waitFor();
  await page.getByRole('link', { name: 'Bahasa Indonesia' }).click();
});

journey('a browser that is no kiosk cannot draw numbers', async () => {
  const page = await visitor(office, touch_screen);
  await page.goto(home);
  const csrf = await page.locator('[name=_csrf]').first().inputValue();
  const answer = await page.request.post(`${home}/nomor`, { form: { layanan: 'ak1', tekan: 'x', _csrf: csrf }, headers: { 'sec-fetch-site': 'same-origin' } });
  assert.equal(answer.status(), 403);
});
