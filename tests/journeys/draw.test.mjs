// A day that everybody wants is drawn: the manager announces it, Sari and Budi enter on small phones without JavaScript, the
// result is computed again by somebody who trusts nobody; and the inspectorate reads how the office works.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { apply, book, seeker, windows } from '../contract/api.mjs';
import { desktop, engines, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, program, sign_in, start_office, without_script } from './harness.mjs';

const folder = mkdtempSync(join(tmpdir(), 'antarkerja-ballot-'));
const verify = (name, text, more = []) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return spawnSync(program, ['verify-ballot', path, ...more], { encoding: 'utf8' });
};

const offices = await Promise.all(engines().map((engine) => start_office({ engine, now: '2026-11-24T01:00:00Z' })));  // Tuesday, 09.00 WITA
for (const office of offices) {
  const { engine } = office;
  after(() => office.stop());
  const day = '2026-11-26';

  // What stands on the page without script, looked at by a phone that has it: axe is a script.
  async function look(page) {
    const seen = await phone(office);
    await seen.context().addCookies(await page.context().cookies());
    await seen.goto(page.url());
    await expect_no_axe_violations(seen);
    await expect_no_sideways_scrolling(seen);
    await seen.context().close();
  }
  async function enter(name, language = '') {
    const page = await without_script(office);
    const person = await apply(office, seeker({ name }));
    await page.context().addCookies([{ name: 'berkas', value: person.token, url: office.url }]);
    await page.goto(`${office.url}/berkas/${person.id}/jadwal${language}`);
    await page.getByRole('link', { name: language ? /26 November 2026.*Entry opens/s : /26 November 2026.*Pendaftaran dibuka/s }).click();
    await look(page);
    await page.getByRole('button', { name: language ? 'Enter the draw' : 'Ikut undian' }).click();
    await page.getByRole('heading', { name: language ? 'You are in the draw' : 'Anda ikut undian' }).waitFor();
    await look(page);
    return { page, person, path: new URL(page.url()).pathname, code: (await page.locator('.card-code').innerText()).trim() };
  }

  journey(`a day is drawn, and anybody can compute it again (${engine})`, async () => {
    const desk = await desktop(office);
    await desk.goto(`${office.url}/masuk`);
    await sign_in(desk, 'manajer');
    await desk.goto(`${office.url}/atur/undian`);
    await expect_no_axe_violations(desk);
    await desk.getByLabel('Hari layanan').selectOption(day);
    for (const [name, value] of Object.entries({ 'buka-day': '24', 'buka-month': '11', 'buka-year': '2026', 'tutup-day': '26', 'tutup-month': '11', 'tutup-year': '2026' }))
      await desk.locator(`[name="${name}"]`).fill(value);
    await desk.getByRole('button', { name: 'Umumkan undian' }).click();
    await desk.getByText('paling lambat sehari sebelum hari layanan').first().waitFor();  // too late
    await desk.locator('[name="tutup-day"]').fill('24');
    await desk.getByRole('button', { name: 'Umumkan undian' }).click();
    await desk.getByRole('link', { name: /26 November 2026/ }).waitFor();
    await expect_no_axe_violations(desk);

    const file = `${office.url}/kantor/balikpapan/undian/${day}.json`;
    const promised = await (await fetch(file)).json();
    assert.match(promised.commitment, /^[0-9a-f]{64}$/);
    assert.equal(promised.seed, undefined);
    assert.equal(verify('early.json', JSON.stringify(promised)).status, 1, 'nothing to verify yet');
    const quick = (await windows(office, { from: day, to: day }))[0];
    assert.notEqual(quick.state, 'open');
    assert.equal((await book(office, await apply(office, seeker()), quick)).status, 409, 'the quickest gets nothing');

    const sari = await enter('Sari Dewi');
    const budi = await enter('Budi Santoso', '?lang=en');
    assert.notEqual(sari.code, budi.code);

    await office.halt();
    office.now = '2026-11-24T12:01:00Z';  // 20.01 WITA
    await office.start();
    const result = `${office.url}/kantor/balikpapan/undian/${day}.json`;
    let text = '';
    for (let tries = 0; tries < 80 && !/"seed"/.test(text); tries++) {
      text = await (await fetch(result)).text();
      if (!/"seed"/.test(text)) await new Promise((again) => setTimeout(again, 500));
    }
    const drawn = JSON.parse(text);
    assert.equal(drawn.commitment, promised.commitment);
    assert.deepEqual(drawn.entries.map((one) => one.code).sort(), [sari.code, budi.code].sort());
    const kept = verify('drawn.json', text, ['--commitment', promised.commitment]);
    assert.equal(kept.status, 0, kept.stdout + kept.stderr);
    const swapped = { ...drawn, result: [...drawn.result].reverse() };
    assert.equal(verify('swapped.json', JSON.stringify(swapped)).status, 1);
    assert.equal(spawnSync(program, ['verify-ballot', join(folder, 'nowhere.json')]).status, 2);

    await sari.page.goto(office.url + sari.path);
    assert.match(await sari.page.locator('.card').innerText(), /Anda mendapat tempat/);
    await look(sari.page);
    await sari.page.goto(`${office.url}/kantor/balikpapan/undian/${day}`);
    assert.ok((await sari.page.locator('main').innerText()).includes(sari.code));
    assert.ok(!(await sari.page.locator('main').innerText()).includes('Sari'), 'codes only');
    await look(sari.page);
    await sari.page.goto(`${office.url}/kantor/balikpapan/undian`);
    await look(sari.page);
    assert.equal(office.run('check').code, 0);
  });

  journey(`the inspectorate reads, and changes nothing (${engine})`, async () => {
    const page = await desktop(office);
    await page.goto(`${office.url}/masuk`);
    await sign_in(page, 'inspektorat');
    await page.goto(`${office.url}/pengawasan?hari=30`);
    await page.getByRole('heading', { name: 'Pengawasan' }).waitFor();
    await expect_no_axe_violations(page);
    for (const name of ['petugas', 'kejadian']) {
      const csv = await page.request.get(`${office.url}/pengawasan/${name}.csv`);
      assert.equal(csv.status(), 200);
      assert.match(csv.headers()['content-type'], /text\/csv/);
    }
    for (const closed of ['/atur/kuota', '/loket', '/petugas']) assert.equal((await page.request.get(office.url + closed)).status(), 403, closed);
    const board = await without_script(office);
    await board.goto(`${office.url}/kantor/balikpapan/waktu-tunggu?lang=en`);
    await board.getByRole('heading', { name: 'Waiting times: promised and real' }).waitFor();
    await look(board);
  });
}
