// The television in the hall: what people see and hear when a number is called.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { apply, book, call, seeker, sign_in as token_of, windows } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, sign_in, start_office, visitor } from './harness.mjs';

const office = await start_office({ now: '2026-11-24T01:00:00Z' });  // Tuesday, 09.00 WITA
after(() => office.stop());

const television = { size: { width: 1920, height: 1080 }, context: { deviceScaleFactor: 1 } };
const number = (page) => page.locator('[data-board-number]').innerText();

async function present(name) {
  const application = await apply(office, seeker({ name }));
  const open = (await windows(office, { from: '2026-11-24', to: '2026-11-24' })).find((one) => one.state === 'open');
  const booked = await book(office, application, open);
  const clerk = await token_of(office, 'petugas');
  const here = await call(office, 'POST', `/api/v1/bookings/${booked.json.id}/check-in`, { token: clerk, body: {} });
  assert.equal(here.status, 200);
  return booked.json;
}

async function counter() {
  const page = await desktop(office);
  await sign_in(page, 'petugas');
  await page.goto('/loket');
  const place = page.locator('[name=loket]');
  if (await place.count()) {
    await place.first().fill('2');
    await Promise.all([page.waitForNavigation(), place.first().press('Enter')]);
  }
  return page;
}
// One key calls whoever is next; the next person is called when the visit is over.
async function call_next(page) {
  await page.goto('/loket');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('F2')]);
}

async function board() {
  const page = await visitor(office, television);
  await page.goto('/papan/balikpapan');
  return page;
}

journey('a number is called: large on the board, spoken once, without a name', async () => {
  const person = await present('Rina Hapsari');
  const page = await board();
  // This browser was not started for a television, so the page asks for a touch before it speaks.
  await page.locator('[data-board-sound]').click();
  await page.waitForFunction(() => document.querySelector('[data-board-sound]').hidden);
  await call_next(await counter());
  await page.waitForFunction((label) => document.querySelector('[data-board-number]').textContent === label, person.label, { timeout: 5000 });
  assert.match(await page.locator('[data-board-counter]').innerText(), /Loket 2/);
  assert.doesNotMatch(await page.locator('body').innerText(), /Rina/);
  assert.match(await page.locator('.board-policy').innerText(), /Dalam urutan ini tidak ada yang didahului lebih dari 10 kali\. Panggilan di luar urutan [^.]* dicatat dengan alasannya/);
  await page.waitForFunction(() => /^nomor [a-z] .* silakan loket 2$/.test(document.documentElement.dataset.said ?? ''), null, { timeout: 20_000 });
  const { height } = await page.locator('[data-board-number]').boundingBox();
  assert.ok(height > 1080 * 0.3, `${height} px high`);
  await expect_no_axe_violations(page);
  for (const size of [{ width: 320, height: 640 }, { width: 1280, height: 720 }, { width: 3840, height: 2160 }]) {
    await page.setViewportSize(size);
    await expect_no_sideways_scrolling(page);
    await expect_no_axe_violations(page);
  }
});

journey('the server is started anew: the board says so, comes back by itself, and shows what it missed', async () => {
  const page = await board();
  const before = await number(page);
  const { port } = new URL(office.url);
  await office.halt();
  await page.waitForFunction(() => /Sambungan terputus/.test(document.querySelector('[data-board-lost]').textContent), null, { timeout: 30_000 });
  await expect_no_axe_violations(page);
  await office.start(Number(port));
  await page.waitForFunction(() => document.querySelector('[data-board-lost]').textContent === '', null, { timeout: 30_000 });
  assert.equal(await number(page), before);
  const manager = await desktop(office);
  await sign_in(manager, 'manajer');
  await manager.goto('/atur/alat');
  await manager.getByLabel('Pengumuman di papan').fill('Loket 3 tutup pukul 11.00');
  await manager.getByRole('button', { name: 'Tampilkan hari ini' }).click();
  await page.getByText('Loket 3 tutup pukul 11.00').waitFor();
});

journey('an empty board says what will stand here, in English too', async () => {
  const page = await visitor(office, television);
  await page.goto('/papan/kabupaten-serang?lang=en');
  await page.getByText('Nobody has been called yet today').waitFor();
  await expect_no_axe_violations(page);
  const none = await page.goto('/papan/tidak-ada');
  assert.equal(none.status(), 404);
});
