// A hall in a careful season: who comes when, and whose temperature is taken at the door.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { apply, book, call, seeker, sign_in as token_of, windows } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, sign_in, start_office, without_script } from './harness.mjs';

const office = await start_office({ now: '2026-11-24T01:00:00Z' });  // Tuesday, 09.00 WITA
await office.set_parameter('hall_screening', 'on');
await office.set_parameter('hall_slot_minutes', '30');
after(() => office.stop());
const clerk = await token_of(office, 'petugas');

async function booked(name) {
  const application = await apply(office, seeker({ name }));
  const window = (await windows(office, { from: '2026-11-24', to: '2026-11-24' })).find((one) => one.state === 'open');
  const answer = await book(office, application, window);
  assert.equal(answer.status, 201, answer.text);
  return { id: answer.json.id, label: answer.json.label, path: new URL(answer.json.ticket_url).pathname };
}
const comes = async (person) => assert.equal((await call(office, 'POST', `/api/v1/bookings/${person.id}/check-in`, { token: clerk, body: {} })).status, 200);

journey('the ticket says in which half hour Sari is expected, on her phone and without script', async () => {
  const sari = await booked('Sari Dewi');
  for (const opened of [phone, without_script]) {
    const page = await opened(office);
    await page.goto(sari.path);
    assert.match(await page.locator('main').innerText(), /Datanglah antara \d\d\.\d\d dan \d\d\.\d\d\./);
    await expect_no_sideways_scrolling(page);
    if (opened === phone) await expect_no_axe_violations(page);
  }
  const english = await phone(office);
  await english.goto(`${sari.path}?lang=en`);
  assert.match(await english.locator('main').innerText(), /between \d\d[.:]\d\d and \d\d[.:]\d\d/);
});

journey('Budi is warm and is set aside kindly; Rina passes and waits; the figures are in no table the next day', async () => {
  const budi = await booked('Budi Santoso');
  const rina = await booked('Rina Kusuma');
  for (const person of [budi, rina]) await comes(person);
  const desk = await desktop(office);
  await sign_in(desk, 'petugas');
  const measure = async (person, typed) => {
    await desk.goto(`/loket?nomor=${person.id}`);
    await Promise.all([desk.waitForNavigation(), desk.getByRole('link', { name: /Ukur suhu/ }).click()]);
    await desk.getByLabel('Suhu badan dalam °C').fill(typed);
    await Promise.all([desk.waitForNavigation(), desk.getByRole('button', { name: 'Catat suhu' }).click()]);
  };
  await measure(budi, 'panas');
  assert.equal(await desk.locator('.govuk-error-message').count(), 1);
  assert.equal(await desk.getByLabel('Suhu badan dalam °C').inputValue(), 'panas');
  await expect_no_axe_violations(desk);
  await measure(budi, '38,4');
  assert.match(await desk.locator('main').innerText(), /Di atas batas[\s\S]*Orangnya disisihkan/);
  await expect_no_axe_violations(desk);
  await measure(rina, '36.6');
  assert.match(await desk.locator('.panel').first().innerText(), /Rina Kusuma\s+Menunggu/);
  const page = await without_script(office);
  await page.goto(budi.path);
  assert.match(await page.locator('main').innerText(), /sedang disisihkan/);
  await page.goto(rina.path);
  assert.match(await page.locator('main').innerText(), /Tunggu panggilan|Anda berikutnya/);

  assert.equal(office.ask('select count(tenths) from hall_screening').trim(), '2');
  await office.halt();
  office.now = '2026-11-25T01:00:00Z';
  await office.start();
  for (let look = 0; look < 60 && office.ask('select count(tenths) from hall_screening').trim() !== '0'; look += 1) await new Promise((on) => setTimeout(on, 500));
  assert.equal(office.ask('select count(tenths) from hall_screening').trim(), '0');
});
