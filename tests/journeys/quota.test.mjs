// Half the staff is ill. The manager cuts a day, prints the list for the gate and takes it back; Budi, Citra and Dian read it on
// their phones without JavaScript and answer, each in another way.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { apply, book, seeker, windows } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, sign_in, start_office, without_script } from './harness.mjs';

const office = await start_office({ now: '2026-11-24T01:00:00Z' });  // Tuesday, 09.00 WITA
after(() => office.stop());

const later = { from: '2026-11-26', to: '2026-12-10' };
const main = (page) => page.locator('main').innerText();
const press = (page, name) => page.getByRole('main').getByRole('button', { name }).first().click();

async function booked(name, window) {
  const application = await apply(office, seeker({ name }));
  const answer = await book(office, application, window);
  assert.equal(answer.status, 201, answer.text);
  return { application, label: answer.json.label, code: answer.json.ticket_url.slice(-8) };
}
async function free_window(places) {
  return (await windows(office, later)).find((one) => one.state === 'open' && one.quota - one.taken >= places);
}
const seen = async (window) => (await windows(office, later)).find((one) => one.id === window.id);

// The phone that holds the file; without script unless the looks are asked for.
async function phone_of(person, open = without_script) {
  const page = await open(office);
  await page.context().addCookies([{ name: 'berkas', value: person.application.token, url: office.url }]);
  return page;
}
async function answer_page(person) {
  const page = await phone_of(person);
  await page.goto(`/tiket/${person.code}`);
  await page.getByRole('link', { name: 'Setujui, pilih hari lain' }).click();
  return page;
}
// The same page as a phone with script sees it.
async function looks_well(person, path) {
  const page = await phone_of(person, phone);
  await page.goto(`/tiket/${person.code}${path}`);
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
}

let window;
const people = {};
let change;

journey('two screens and two inputs cut a day: who keeps, who moves where, by which rule', async () => {
  window = await free_window(4);
  const before = window.taken;
  for (const name of ['Adi Pratama', 'Budi Santoso', 'Citra Lestari', 'Dian Sastro']) people[name.split(' ')[0]] = await booked(name, window);
  const page = await desktop(office);
  await sign_in(page, 'manajer');
  await page.goto(`/atur/kuota/${window.id}`);
  await page.locator('[name=kuota]').fill(String(before + 1));
  await page.locator('[name=alasan]').fill('SE Wali Kota 443/2026');
  await press(page, 'Lihat akibatnya');
  await page.waitForLoadState('domcontentloaded');
  assert.match(await page.locator('.figures').innerText(), new RegExp(`Tetap\\s+${before + 1}\\s+Pindah\\s+3`));
  assert.match(await page.getByRole('table', { name: 'Yang pindah' }).innerText(), /Budi Santoso[\s\S]*Waktu/);
  await expect_no_axe_violations(page);
  await page.locator('[name=cari]').fill('citra');
  await press(page, 'Cari');
  await page.waitForLoadState('domcontentloaded');
  assert.equal(await page.getByRole('table', { name: 'Yang pindah' }).locator('tbody tr').count(), 1);
  await press(page, 'Terapkan');
  await page.waitForURL(/\/perubahan\/\d+$/);
  change = page.url();
  assert.match(await main(page), /Dipindah\s+3/);
  await expect_no_axe_violations(page);
  await page.getByRole('link', { name: 'Daftar untuk gerbang' }).click();
  assert.match(await main(page), /Budi S\./);
  assert.ok(!(await main(page)).includes('Santoso'), 'the gate reads no full names');
  await expect_no_axe_violations(page);
  assert.equal(office.run('check').code, 0, office.run('check').errors);
});

journey('Budi accepts with one tap, on a phone without JavaScript', async () => {
  const page = await answer_page(people.Budi);
  assert.match(await main(page), /SE Wali Kota 443\/2026/);
  await looks_well(people.Budi, '/pindah');
  await press(page, 'Setuju dengan tempat baru');
  assert.match(await main(page), /Anda sudah setuju/);
  await looks_well(people.Budi, '');
});

journey('Citra chooses another day and keeps her place until she has it', async () => {
  const page = await answer_page(people.Citra);
  await page.getByRole('link', { name: 'Pilih hari lain' }).click();
  await looks_well(people.Citra, '/pindah/pilih');
  await page.locator('main ul.ways button').last().click();
  assert.match(await main(page), /Anda memilih tempat ini/);
  await page.goto(`/tiket/${people.Citra.code}`);
  assert.match(await main(page), /Anda memilih/);
});

journey('Dian waits for an earlier place and is offered one when the quota is raised', async () => {
  const page = await answer_page(people.Dian);
  await press(page, 'Tunggu tempat lebih awal');
  assert.match(await main(page), /daftar tunggu/);
  const manager = await desktop(office);
  await sign_in(manager, 'manajer');
  await manager.goto(`/atur/kuota/${window.id}`);
  await manager.locator('[name=kuota]').fill(String((await seen(window)).quota + 2));
  await manager.locator('[name=alasan]').fill('Petugas sudah sembuh');
  await press(manager, 'Lihat akibatnya');
  await press(manager, 'Terapkan');
  await manager.waitForURL(/\/perubahan\/\d+$/);
  assert.match(await main(manager), /2 menunggu jawaban/);
  await page.goto(`/tiket/${people.Dian.code}`);
  await page.getByRole('link', { name: 'Lihat dan ambil tempat itu' }).click();
  await looks_well(people.Dian, '/pindah');
  await press(page, 'Ambil tempat ini');
  assert.match(await main(page), /Anda memilih tempat ini/);
  assert.equal(office.run('check').code, 0, office.run('check').errors);
  // The raise is undone first: Budi's open offer ends, Dian keeps what she took.
  await manager.getByRole('link', { name: 'Batalkan perubahan ini' }).click();
  await press(manager, 'Batalkan perubahan ini');
  await manager.waitForURL(/\/atur\/kuota\?/);
});

journey('a stranger who knows the code only cannot answer for somebody', async () => {
  const page = await phone(office);
  await page.goto(`/tiket/${people.Budi.code}/pindah`);
  assert.match(await main(page), /Buka dulu berkas Anda/);
  assert.equal(await page.getByRole('button', { name: 'Setuju dengan tempat baru' }).count(), 0);
  await expect_no_axe_violations(page);
});

journey('the manager takes the cut back: the preview says who stays', async () => {
  const page = await desktop(office);
  await sign_in(page, 'manajer');
  await page.goto(change);
  await page.getByRole('link', { name: 'Batalkan perubahan ini' }).click();
  assert.match(await main(page), /Tidak semua kembali[\s\S]*Budi Santoso/);
  await expect_no_axe_violations(page);
  await press(page, 'Batalkan perubahan ini');
  await page.waitForURL(/\/atur\/kuota\?/);
  assert.equal((await seen(window)).quota, window.quota);
  await page.goto('/atur/kuota/perubahan');
  await expect_no_axe_violations(page);
  assert.equal(office.run('check').code, 0, office.run('check').errors);
});

journey('a late holiday closes a whole day, and opens it again as it was', async () => {
  const day = (await free_window(2)).date;
  const before = (await windows(office, { from: day, to: day })).map((one) => [one.id, one.quota, one.taken, one.state]);
  const page = await desktop(office);
  await sign_in(page, 'manajer');
  await page.goto(`/atur/kuota/hari/${day}`);
  await expect_no_axe_violations(page);
  await press(page, 'Lihat akibatnya');
  assert.match(await page.locator('.govuk-error-summary').innerText(), /alasan/);
  await page.getByLabel('Tutup seluruh hari ini').check();
  await page.locator('[name=alasan]').fill('Hari libur daerah');
  await press(page, 'Lihat akibatnya');
  await expect_no_axe_violations(page);
  await press(page, 'Terapkan');
  await page.waitForURL(/\/perubahan\/\d+$/);
  for (const one of await windows(office, { from: day, to: day })) assert.equal(one.state, 'suspended');
  await page.getByRole('link', { name: 'Batalkan perubahan ini' }).click();
  await press(page, 'Batalkan perubahan ini');
  await page.waitForURL(/\/atur\/kuota\?/);
  assert.deepEqual((await windows(office, { from: day, to: day })).map((one) => [one.id, one.quota, one.taken, one.state]), before);
});

journey('limited service is one decision that the street reads, and that ends in one step', async () => {
  const page = await desktop(office);
  await sign_in(page, 'manajer');
  await page.goto('/atur/terbatas');
  await expect_no_axe_violations(page);
  await page.locator('[name=persen]').fill('200');
  await page.locator('[name=pengumuman]').fill('Bawa masker dan datang sendiri.');
  await press(page, 'Lihat akibatnya');
  assert.match(await page.locator('.govuk-error-summary').innerText(), /0 sampai 100/);
  await page.locator('[name=persen]').fill('15');
  await page.getByLabel(/suhu badan/).check();
  await page.locator('[name=alasan]').fill('SE Bupati 443/2020');
  await press(page, 'Lihat akibatnya');
  await expect_no_axe_violations(page);
  await press(page, 'Terapkan');
  await page.waitForURL(/\/perubahan\/\d+$/);
  await expect_no_axe_violations(page);
  const street = await phone(office);
  await street.goto('/kantor/balikpapan');
  assert.match(await main(street), /Layanan terbatas[\s\S]*Bawa masker/);
  await expect_no_axe_violations(street);
  await expect_no_sideways_scrolling(street);
  await page.getByRole('link', { name: 'Batalkan perubahan ini' }).click();
  await press(page, 'Batalkan perubahan ini');
  await page.waitForURL(/\/atur\/kuota\?/);
  await street.goto('/kantor/balikpapan');
  assert.ok(!(await main(street)).includes('Bawa masker'));
  assert.equal(office.run('check').code, 0, office.run('check').errors);
});
