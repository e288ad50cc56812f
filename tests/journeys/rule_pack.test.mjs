// A rule of the office changes at midnight, while the program runs.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { approve, at_counter, call, sign_in as token_of } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, journey, sign_in, start_office } from './harness.mjs';

// Tuesday 3 March 2026, ten minutes before midnight in Balikpapan.
const office = await start_office({ now: '2026-03-03T15:50:00Z' });
after(() => office.stop());

journey('validity falls from 24 to 12 months at midnight: each card keeps its own, each page cites its text', async () => {
  const page = await desktop(office);
  await sign_in(page, 'manajer');
  await page.goto('/atur/ketentuan/card_validity_months');
  await page.getByLabel('Nilai baru (bulan)').fill('12');
  const day = page.getByRole('group', { name: 'Mulai berlaku' });
  for (const [part, value] of [['Tanggal', '4'], ['Bulan', '3'], ['Tahun', '2026']]) await day.getByLabel(part).fill(value);
  await page.getByLabel('Dasar hukum').fill('Perda Kota Balikpapan 1/2026 pasal 7');
  await page.getByRole('button', { name: 'Lihat akibatnya' }).click();
  await page.getByText('Kartu yang disetujui mulai Rabu, 4 Maret 2026 berlaku 12 bulan.').waitFor();
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Simpan ketentuan' }).click()]);

  const token = await token_of(office, 'petugas');
  const give = async () => {
    const made = await at_counter(office, token);
    const approved = await approve(office, token, made);
    assert.equal(approved.status, 200, approved.text);
    const issued = await call(office, 'POST', `/api/v1/applications/${made.id}/card`, { token, body: {} });
    assert.equal(issued.status, 201, issued.text);
    return issued.json;
  };
  const clerk = await desktop(office);
  await sign_in(clerk, 'petugas');
  const said = async (card) => {
    await clerk.goto(`/loket/kartu/${card.id}`);
    return clerk.locator('main').innerText();
  };
  let began = Date.now();
  const early = await give();
  assert.equal(early.valid_until, '2028-03-03');
  const took = Date.now() - began;

  // Started again so late in the evening that a card is given before midnight even if it takes four times as long.
  await office.halt();
  const evening = (5 + Math.ceil(4 * took / 1000)) * 1000;
  office.now = new Date(Date.parse('2026-03-03T16:00:00Z') - evening).toISOString().replace('.000Z', 'Z');
  began = Date.now();
  await office.start(Number(new URL(office.url).port));
  const ready = Date.now();
  const before = await give();
  assert.ok(Date.now() < began + evening, 'the machine was too slow: midnight passed before the card was approved');
  assert.equal(before.valid_until, '2028-03-03');
  while (Date.now() < ready + evening) await new Promise((done) => setTimeout(done, 100));
  const after_midnight = await give();
  assert.equal(after_midnight.valid_until, '2027-03-04');
  assert.match(await said(after_midnight), /Perda Kota Balikpapan 1\/2026 pasal 7/);
  const old = await said(before);
  assert.doesNotMatch(old, /Perda Kota Balikpapan/);
  assert.match(old, /3 Maret 2028/);
  await expect_no_axe_violations(clerk);
});
