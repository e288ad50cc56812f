// What happens to a card after it was handed over: the report, the renewal, the lost one, one person twice, the blanks at the
// day's end, and what is struck off an old register.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { seeker, sign_in as token_of, with_card } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, keyboard_only, phone, sign_in, start_office, without_script } from './harness.mjs';

const office = await start_office({ now: '2026-03-03T01:00:00Z' });  // Tuesday, 09.00 WITA
after(() => office.stop());

async function staff(user = 'petugas') {
  const page = await desktop(office);
  await sign_in(page, user);
  return page;
}

const turns = (page, act) => Promise.all([page.waitForNavigation(), act()]);

journey('Rina reports from her phone without JavaScript with one tap, and takes back what was a mistake', async () => {
  const rina = await with_card(office, await token_of(office, 'petugas'), seeker({ name: 'Rina Lapor' }));
  const page = await without_script(office);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/berkas');
  const [year, month, day] = rina.person.birth_date.split('-').map(Number);
  await page.getByLabel('Kode tiket').fill(rina.booking.ticket_url.slice(-8));
  for (const [part, value] of [['day', day], ['month', month], ['year', year]]) await page.locator(`[name=lahir-${part}]`).fill(String(value));
  await page.getByRole('button', { name: 'Buka berkas' }).click();
  await page.getByText('Lapor berikutnya paling lambat Kamis, 3 September 2026.').waitFor();
  await page.getByRole('link', { name: 'Lapor sekarang' }).click();
  await page.reload();  // looking changes nothing
  await page.getByRole('button', { name: 'Saya masih mencari kerja' }).click();
  await page.getByText('Laporan Anda hari ini sudah tercatat').waitFor();
  await page.getByText('Rabu, 3 Maret 2027').first().waitFor();
  await page.getByText('Saya sudah bekerja', { exact: true }).click();
  await page.getByLabel(/Bekerja di mana/).fill('PT Maju Bersama');
  for (const [part, value] of [['day', '31'], ['month', '2'], ['year', '2026']]) await page.locator(`[name=sejak-${part}]`).fill(value);
  await page.getByRole('button', { name: 'Laporkan: sudah bekerja' }).click();
  await page.getByText('Tanggal ini tidak ada di kalender.').first().waitFor();
  assert.equal(await page.getByLabel(/Bekerja di mana/).inputValue(), 'PT Maju Bersama');
  for (const [part, value] of [['day', '1'], ['month', '3'], ['year', '2026']]) await page.locator(`[name=sejak-${part}]`).fill(value);
  await page.getByRole('button', { name: 'Laporkan: sudah bekerja' }).click();
  await page.getByText('Terima kasih, kabar Anda sudah tercatat').waitFor();
  await page.getByRole('button', { name: 'Saya mencari kerja lagi' }).click();
  await page.getByText('Laporan Anda hari ini sudah tercatat').waitFor();
  await page.goto('/lapor/bukan-tautan');
  await page.getByText('Tautan ini tidak berlaku').first().waitFor();
});

journey('the link of a reminder reports without signing in and without JavaScript', async () => {
  const desk = await staff();
  let link = null;
  for (let attempt = 0; attempt < 40 && !link; ++attempt) {  // the day's work begins a second after the start
    await desk.goto('/loket/pesan/cetak');
    link = (await desk.content()).match(/\/lapor\/[A-Za-z0-9_-]{38}/)?.[0];
  }
  assert.ok(link, 'no reminder was queued for the report that is due in ten days');
  const page = await without_script(office);
  await page.goto(link);
  await page.getByRole('button', { name: 'Saya masih mencari kerja' }).click();
  await page.getByText('Laporan Anda hari ini sudah tercatat').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Saya masih mencari kerja' }).count(), 0);
});

journey('the page of the report is clear in both themes, narrow and in English', async () => {
  const budi = await with_card(office, await token_of(office, 'petugas'), seeker({ name: 'Budi Tampilan' }));
  const page = await phone(office);
  await page.goto('/berkas');
  const [year, month, day] = budi.person.birth_date.split('-').map(Number);
  await page.getByLabel('Kode tiket').fill(budi.booking.ticket_url.slice(-8));
  for (const [part, value] of [['day', day], ['month', month], ['year', year]]) await page.locator(`[name=lahir-${part}]`).fill(String(value));
  await turns(page, () => page.getByRole('button', { name: 'Buka berkas' }).click());
  await expect_no_axe_violations(page);
  await turns(page, () => page.getByRole('link', { name: 'Lapor sekarang' }).click());
  await page.getByText('Saya sudah bekerja', { exact: true }).click();
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
  await turns(page, () => page.getByRole('button', { name: 'Laporkan: sudah bekerja' }).click());
  await expect_no_axe_violations(page);
  await page.goto(`${new URL(page.url()).pathname}?lang=en`);
  await page.getByText('Thank you, your news is on record').waitFor();
});

journey('a clerk finds a card by its number, replaces the lost sheet and renews another by keyboard', async () => {
  const made = await with_card(office, await token_of(office, 'petugas'), seeker({ name: 'Tono Hilang' }));
  const page = await staff();
  const keys = await keyboard_only(page);
  await page.goto('/loket/kartu');
  await expect_no_axe_violations(page);
  await keys.type(made.card.number);
  await turns(page, () => keys.press('Enter'));
  await page.waitForURL(`**/loket/kartu/${made.card.id}`);
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
  await turns(page, () => keys.press('l'));
  await page.getByText('di loket').first().waitFor();
  // The print opens in a tab of its own.
  const [first] = await Promise.all([page.context().waitForEvent('page'), keys.press('c')]);
  await first.close().catch(() => {});
  await page.bringToFront();
  await page.reload();
  await page.getByLabel('Alasan cetak ulang').focus();
  await keys.type('Kartu hilang');
  await keys.press('Tab');
  const [again] = await Promise.all([page.context().waitForEvent('page'), keys.press('c')]);
  await again.close().catch(() => {});
  await page.bringToFront();

  // Data: she finished a diploma.
  await turns(page, () => keys.press('e'));
  await expect_no_axe_violations(page);
  await page.getByLabel('Nama sekolah').focus();
  await keys.press('Control+a');
  await keys.type('SMKN 6 Balikpapan');
  await turns(page, () => keys.press('Control+Enter'));
  await page.getByText('Data tersimpan').waitFor();
  await page.getByRole('cell', { name: 'SMKN 1 Balikpapan' }).waitFor();
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);

  // Surya's card ends in three weeks: the old one is taken in, AK/II is read again, the number stays.
  await page.goto('/loket/kartu?cari=Surya+Ramadhan');
  await expect_no_axe_violations(page);
  await page.locator('td a').first().focus();
  await turns(page, () => keys.press('Enter'));
  const number = (await page.locator('.card-number').innerText()).trim();
  await page.getByLabel('Kartu lama dibawa dan ditarik').focus();
  await keys.press('Space');
  await turns(page, () => keys.press('r'));
  await page.waitForURL('**/loket/berkas/*');
  for (const original of ['1', '2', '3']) await turns(page, () => keys.press(original));
  await turns(page, () => keys.press('b'));  // the person has read AK/II
  await turns(page, () => keys.press('s'));
  assert.equal((await page.locator('#nomor').innerText()).trim(), number);
  await turns(page, () => keys.press('u'));
  await page.getByText('Masa berlaku sebelumnya').first().waitFor();
  await expect_no_axe_violations(page);
});

journey('copies are certified, and two clerks merge one person and take it back', async () => {
  const made = await with_card(office, await token_of(office, 'petugas'), seeker({ name: 'Wati Salinan' }));
  const page = await staff();
  await page.goto(`/loket/kartu/${made.card.id}`);
  await page.getByLabel('Jumlah lembar').fill('3');
  await turns(page, () => page.getByRole('button', { name: /Catat dan cetak keterangan/ }).click());
  await page.getByText(/^\d+\/LEG\/2026$/).waitFor();
  await expect_no_axe_violations(page);

  await page.goto('/loket/ganda');
  await expect_no_axe_violations(page);
  await turns(page, () => page.getByRole('link', { name: /Periksa/ }).first().click());
  await turns(page, () => page.keyboard.press('1'));
  await page.getByText('Yang akan terjadi').waitFor();
  await expect_no_axe_violations(page);
  await turns(page, () => page.keyboard.press('Control+Enter'));
  await page.getByText('Petugas lain perlu memeriksa dan menyetujui.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Setujui penggabungan' }).count(), 0);
  const second = await staff('petugas2');
  await second.goto(page.url());
  await second.getByText('Penggabungan menunggu persetujuan').waitFor();
  await expect_no_axe_violations(second);
  await turns(second, () => second.keyboard.press('Control+Enter'));
  await second.getByText('Dapat dibatalkan sampai').waitFor();
  await page.reload();
  await turns(page, () => page.keyboard.press('y'));
  await page.getByRole('heading', { name: 'Apakah ini satu orang?' }).waitFor();
  assert.equal(await page.getByText('Dapat dibatalkan sampai').count(), 0);
  const checked = office.run('check');
  assert.equal(checked.code, 0, checked.output + checked.errors);
});

journey('at the day\'s end every print has its blank, or somebody says why not', async () => {
  const page = await staff();
  await page.goto('/loket/blangko');
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
  const before = await page.locator('tbody [name=cetakan]').count();
  assert.ok(before > 1, 'the demonstration has prints without a blank');
  await turns(page, () => page.keyboard.press('s'));  // the next serial stands there already
  assert.equal(await page.locator('tbody [name=cetakan]').count(), before - 1);
  await turns(page, () => page.keyboard.press('F4'));
  await page.getByText('Tuliskan alasannya.').first().waitFor();
  await page.getByLabel('Sebab selisih').fill('Kartu lain belum diserahkan');
  await turns(page, () => page.keyboard.press('F4'));
  await page.getByText('Hari ini sudah ditutup').waitFor();
  await expect_no_axe_violations(page);
});

journey('a manager strikes a part of the old register off and takes it back', async () => {
  const page = await staff('manajer');
  await page.goto('/atur/usulan');
  await page.getByText('Register lama menunggu').waitFor();
  await expect_no_axe_violations(page);
  await turns(page, () => page.keyboard.press('F4'));
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
  const stock = async () => Number((await page.locator('.figures dd').nth(3).innerText()).replace('.', ''));
  const before = await stock();
  const boxes = page.locator('[id^=usul-]');
  assert.ok(await boxes.count() >= 3);
  await turns(page, () => page.keyboard.press('F7'));
  await page.getByText('Pilih dulu kartunya.').first().waitFor();
  for (const one of [0, 1]) {
    await boxes.nth(one).focus();
    await page.keyboard.press('Space');
  }
  await turns(page, () => page.keyboard.press('F7'));
  await page.getByText('2 kartu diproses').waitFor();
  assert.equal(await stock(), before - 2);
  await expect_no_axe_violations(page);
  await page.locator('[id^=hapus-]').first().focus();
  await page.keyboard.press('Space');
  await turns(page, () => page.keyboard.press('F8'));
  assert.equal(await stock(), before - 1);
  await turns(page, () => page.getByRole('button', { name: 'Batalkan semua' }).click());
  assert.equal(await stock(), before);
  const checked = office.run('check');
  assert.equal(checked.code, 0, checked.output + checked.errors);
});
