// An employer at the gate of a plant checks cards: with the internet, and in the basement where there is none.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { approve, at_counter, forged, path_of, qr_of, revoke, sign_in, with_card } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, start_office, without_script } from './harness.mjs';

const office = await start_office();
after(() => office.stop());

const clerk = await sign_in(office, 'petugas');
const other_clerk = await sign_in(office, 'petugas2');
const genuine = await with_card(office, clerk);
const withdrawn = await with_card(office, clerk);
const replaced = await with_card(office, clerk);
const replaced_qr = await qr_of(office, clerk, replaced.card);
await with_card(office, clerk, replaced.person);  // the next card of the same person
const printed = await approved_only(office, clerk);
const genuine_qr = await qr_of(office, clerk, genuine.card);
const revoked_qr = await qr_of(office, clerk, withdrawn.card);
await revoke(office, [clerk, other_clerk], withdrawn.card);

async function approved_only(place, token) {
  const made = await at_counter(place, token);
  const { json } = await approve(place, token, made);
  return { ...made, card: json.card, qr: await qr_of(place, token, json.card) };
}

const verdict_of = (page) => page.locator('[data-verdict]').getAttribute('data-verdict');

for (const [who, visit] of [['with a phone', phone], ['without JavaScript', without_script]]) {
  journey(`an employer ${who} tells a genuine, a forged, a revoked and a replaced card apart`, async () => {
    const page = await visit(office);
    await page.goto(path_of(genuine_qr));
    assert.equal(await verdict_of(page), 'valid');
    assert.match(await page.locator('main').innerText(), /Asli dan berlaku[^]*Balikpapan[^]*Berlaku sampai[^]*Laporan terakhir/);
    assert.ok(!(await page.content()).includes(genuine.person.nik), 'no NIK on the page');
    assert.ok(!(await page.content()).includes(genuine.person.name), 'no whole name on the page');
    await expect_no_sideways_scrolling(page);
    await expect_no_axe_violations_if_possible(page, visit);
    await page.goto(path_of(forged(genuine_qr)));
    assert.equal(await verdict_of(page), 'forged');
    await expect_no_axe_violations_if_possible(page, visit);
    await page.goto(path_of(revoked_qr));
    assert.equal(await verdict_of(page), 'revoked');
    await expect_no_axe_violations_if_possible(page, visit);
    await page.goto(path_of(replaced_qr));
    assert.equal(await verdict_of(page), 'inactive');
    await page.goto('/verifikasi?lang=en');
    await page.goto(path_of(genuine_qr));
    assert.match(await page.locator('main').innerText(), /Genuine and valid/);
  });
}
async function expect_no_axe_violations_if_possible(page, visit) {
  if (visit !== without_script) await expect_no_axe_violations(page);
}

journey('a clerk of another office types the number from a card', async () => {
  const page = await desktop(office);
  await page.goto('/verifikasi');
  await expect_no_axe_violations(page);
  await page.locator('form[action="/verifikasi/nomor"] button').click();
  assert.match(await page.locator('.govuk-error-summary').innerText(), /kantor[^]*nomor/i);
  await expect_no_axe_violations(page);
  await page.locator('#kantor').selectOption('balikpapan');
  await page.locator('#nomor').fill(genuine.card.number);
  await page.locator('form[action="/verifikasi/nomor"] button').click();
  assert.equal(await verdict_of(page), 'valid');
  assert.ok(!(await page.content()).includes('Budi'), 'a number alone tells no name');
  await page.locator('main a').last().click();
  await page.locator('#kantor').selectOption('balikpapan');
  await page.locator('#nomor').fill('000/TIDAK/ADA');
  await page.locator('form[action="/verifikasi/nomor"] button').click();
  assert.notEqual(await verdict_of(page), 'valid');
});

journey('in the basement, with the server stopped, genuine, forged, revoked and replaced cards are still told apart', async () => {
  const page = await phone(office);
  await page.goto('/verifikasi');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    for (let tries = 0; tries < 200; tries++) {
      const kept = await (await caches.open('verifikasi-1')).keys();
      if (kept.some((request) => request.url.endsWith('/verifikasi'))) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('the page was not kept');
  });
  await office.halt();
  await page.context().setOffline(true);
  const said = async (qr) => {
    await page.goto(path_of(qr));
    await page.locator('[data-verify] [data-verdict]').waitFor();
    return { verdict: await verdict_of(page), text: await page.locator('main').innerText() };
  };
  const good = await said(genuine_qr);
  assert.equal(good.verdict, 'valid');
  assert.match(good.text, /kurang dari satu jam/);
  assert.ok(good.text.includes(genuine.card.number));
  await expect_no_axe_violations(page);
  assert.equal((await said(forged(genuine_qr))).verdict, 'forged');
  assert.equal((await said(revoked_qr)).verdict, 'revoked');
  await expect_no_axe_violations(page);
  const old = await said(replaced_qr);
  assert.equal(old.verdict, 'inactive');
  assert.match(old.text, /Tidak aktif lagi/);
  assert.equal((await said(printed.qr)).verdict, 'inactive', 'a print that was never handed over is no card');
  await expect_no_axe_violations(page);
  // The terminal says the same of each.
  for (const [qr, code] of [[genuine_qr, 0], [forged(genuine_qr), 1], [revoked_qr, 1], [replaced_qr, 1], [printed.qr, 1]])
    assert.equal(office.run('verify-card', { input: qr }).code, code, qr);
});
