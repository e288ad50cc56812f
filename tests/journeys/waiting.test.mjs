// Sari wants a day that is full. She waits, is offered the place that Budi gives back, and takes it; a friend of Budi who
// asks at once gets nothing. On a small phone without JavaScript, on both engines.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { apply, book, call, seeker, sign_in as token_of, windows } from '../contract/api.mjs';
import { engines, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, sign_in, desktop, start_office, without_script } from './harness.mjs';

const offices = await Promise.all(engines().map((engine) => start_office({ engine, now: '2026-11-24T01:00:00Z', limits: 'on' })));  // Tuesday, 09.00 WITA; places rest, as in an office
for (const office of offices) {
  const { engine } = office;
  after(() => office.stop());

  async function full_evening() {
    const token = await token_of(office, 'manajer');
    const window = (await windows(office, { from: '2026-11-25', to: '2026-12-02' })).find((one) => one.state === 'open' && one.opens.includes('T19:00'));
    const budi = await apply(office, seeker({ name: 'Budi Santoso' }));
    const ticket = await book(office, budi, window);
    assert.equal(ticket.status, 201, ticket.text);
    const body = { quota: window.taken + 1, reason: 'ruang kecil' };
    const preview = await call(office, 'PATCH', `/api/v1/windows/${window.id}`, { token, body: { ...body, preview: true } });
    const done = await call(office, 'PATCH', `/api/v1/windows/${window.id}`, { token, body: { ...body, plan: preview.json.plan } });
    assert.equal(done.status, 200, done.text);
    return { window, budi, ticket: ticket.json };
  }
  // What stands on the page without script, looked at by a phone that has it: axe is a script.
  async function look(page) {
    const seen = await phone(office);
    await seen.context().addCookies(await page.context().cookies());
    await seen.goto(page.url());
    await expect_no_axe_violations(seen);
    await expect_no_sideways_scrolling(seen);
    await seen.context().close();
  }

  journey(`Sari waits for a full evening and gets the place that comes back (${engine})`, async () => {
    const { window, budi, ticket } = await full_evening();
    const page = await without_script(office);
    const sari = await apply(office, seeker({ name: 'Sari Dewi Lestari' }));
    await page.context().addCookies([{ name: 'berkas', value: sari.token, url: office.url }]);
    await page.goto(`/berkas/${sari.id}/jadwal`);
    await page.getByRole('link', { name: /Masuk daftar tunggu/ }).click();
    await look(page);
    await page.getByLabel('Paling cepat').selectOption(window.date);
    await page.getByLabel('Paling lambat').selectOption(window.date);
    await page.getByLabel('Malam, sesudah 17.00').check();
    await page.getByRole('button', { name: 'Masuk daftar tunggu' }).click();
    await page.getByRole('heading', { name: 'Anda di daftar tunggu' }).waitFor();
    assert.match(await page.locator('.card').innerText(), /Sari, urutan Anda\s+1\s+Anda paling depan/);
    await look(page);
    const mine = new URL(page.url()).pathname;

    const given = await call(office, 'DELETE', `/api/v1/bookings/${ticket.id}`, { token: budi.token });
    assert.ok(given.status < 300, given.text);
    const friend = await apply(office, seeker({ name: 'Teman Budi' }));
    const quick = await book(office, friend, window);
    assert.deepEqual([quick.status, quick.json.code], [409, 'quota_full'], 'who asks at once gets nothing');

    // Half an hour later it has come back by itself.
    await office.halt();
    office.now = '2026-11-24T01:32:00Z';
    await office.start();
    const heading = page.getByRole('heading', { name: 'Ada tempat untuk Anda' });
    for (let tries = 0; tries < 60 && !(await heading.count()); tries++) {
      await page.goto(office.url + mine);
      if (!(await heading.count())) await new Promise((again) => setTimeout(again, 500));
    }
    await look(page);
    assert.match(await page.locator('.card').innerText(), /Sari, tempat ini disimpan untuk Anda/);
    assert.equal((await book(office, friend, window)).status, 409, 'an offered place is nobody else\'s');
    await page.getByRole('button', { name: 'Ambil tempat ini' }).click();
    await page.waitForURL(/\/tiket\/[A-Z0-9]{8}$/);
    await look(page);
    await page.goto(office.url + mine);
    assert.match(page.url(), /\/tiket\//, 'the link leads to the number now');

    const letter = mine.at(-10) === 'A' ? 'B' : 'A';  // of the last one some bits mean nothing
    const gone = await page.goto(`${office.url}${mine.slice(0, -10)}${letter}${mine.slice(-9)}`);
    assert.equal(gone.status(), 404, 'a changed link opens nothing');
  });

  journey(`a visitor waits in English, and the clerk sees the list (${engine})`, async () => {
    const page = await without_script(office);
    await page.goto(`${office.url}/kantor/balikpapan/layanan/consultation_seeker/tunggu?lang=en`);
    await page.getByRole('button', { name: 'Join the waiting list' }).click();
    await page.getByRole('link', { name: 'Enter your name.' }).waitFor();
    await look(page);
    await page.getByLabel('Your name').fill('Rina Wati');
    await page.getByLabel('Telephone number').fill('0812 3456 7890');
    await page.getByRole('button', { name: 'Join the waiting list' }).click();
    await page.getByRole('heading', { name: 'You are on the waiting list' }).waitFor();
    await look(page);

    const desk = await desktop(office);
    await desk.goto(`${office.url}/masuk`);
    await sign_in(desk, 'petugas');
    await desk.goto(`${office.url}/loket/tunggu`);
    assert.match(await desk.locator('main').innerText(), /Rina Wati/);
    await expect_no_axe_violations(desk);

    await page.getByRole('button', { name: 'Leave the waiting list' }).click();
    await page.getByRole('heading', { name: 'You are no longer on the waiting list' }).waitFor();
    await look(page);
  });
}
