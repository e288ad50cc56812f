// Petugas Loket 1 works through a file by keyboard alone: from the scanned ticket to the card in the person's hand.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { apply as apply_at_api, book, forged, free_window, path_of, qr_of, seeker, sign_in as token_of, today } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, keyboard_only, sign_in, start_office } from './harness.mjs';

const office = await start_office({ now: '2026-03-03T01:00:00Z' });  // Tuesday, 09.00 WITA
after(() => office.stop());

const answers = {
  office: 'balikpapan', nik: '6471014708959901', name: 'Sari Dewi Lestari', diploma_name_same: true, birth_place: 'Balikpapan', birth_date: '1995-08-07',
  sex: 'P', phone: '081234567890', address: 'Jl. Jenderal Sudirman 12', village_code: '64.71.01.1001',
  education: { level: 'smk', major: 'Teknik Kendaraan Ringan', school: 'SMKN 1 Balikpapan', year: 2013 },
  skills: ['Las listrik'], desired_occupations: ['7212'], purpose: 'domestic', employment_situation: 'never_worked',
};

async function apply(changes = {}) {
  const answer = await fetch(`${office.url}/api/v1/applications`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...answers, ...changes }),
  });
  assert.equal(answer.status, 201, await answer.clone().text());
  return answer.json();
}

async function clerk(user = 'petugas') {
  const page = await desktop(office);
  await sign_in(page, user);
  return page;
}

// A key that brings the next page.
async function press(page, keys, key) {
  await Promise.all([page.waitForNavigation(), keys.press(key)]);
}

journey('a clean file needs one scan and at most eight keys, and its card verifies', async () => {
  const made = await apply_at_api(office, seeker({ nik: '6471014708959901', name: 'Sari Dewi Lestari' }));
  const booked = await book(office, made, await free_window(office, { from: today(office), to: today(office) }));
  assert.equal(booked.status, 201, booked.text);
  const page = await clerk();
  const keys = await keyboard_only(page);
  await page.goto('/loket');
  await keys.type(booked.json.ticket_url.slice(-8));  // the scanner types the code and its own Enter
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await page.waitForURL(`**/loket/berkas/${made.id}`);
  await expect_no_axe_violations(page);
  const began = Date.now();
  for (const original of ['1', '2', '3']) await press(page, keys, original);
  assert.equal(await page.getByText('Asli dilihat', { exact: true }).count(), 3);
  await press(page, keys, 's');
  const number = (await page.locator('#nomor').textContent()).trim();
  assert.match(number, /^6471\d{14}$/);
  const card = (await page.locator('form[action$="/serahkan"]').getAttribute('action')).match(/kartu\/(\d+)\//)[1];
  const [sheet] = await Promise.all([page.context().waitForEvent('page'), keys.press('c')]);
  await sheet.close().catch(() => {});
  await page.bringToFront();
  await press(page, keys, 'd');
  await press(page, keys, 'a');
  await page.getByText('Kartu sudah di tangan orangnya.').waitFor();
  assert.ok(keys.count <= 8, `${keys.count} keys`);
  assert.ok(Date.now() - began < 20_000, 'it took longer than twenty seconds');
  await expect_no_axe_violations(page);

  const qr = await qr_of(office, await token_of(office, 'petugas'), { id: card });  // read from the paper by zbar
  const anybody = await desktop(office);
  await anybody.goto(path_of(qr));
  assert.match(await anybody.locator('main').innerText(), /berlaku/i);
  await anybody.goto(path_of(forged(qr)));
  assert.match(await anybody.locator('main').innerText(), /palsu/i);
});

journey('the second clerk hears that somebody else has just decided', async () => {
  const made = await apply({ nik: '6471014708959902', name: 'Rina Kembar' });
  const first = await clerk('petugas');
  const second = await clerk('petugas2');
  await first.goto(`/loket/berkas/${made.id}`);
  await Promise.all([first.waitForNavigation(), first.keyboard.press('1')]);
  await second.goto(`/loket/berkas/${made.id}`);
  await Promise.all([first.waitForNavigation(), first.keyboard.press('t')]);
  await first.getByLabel('Kartu AK-1 diperuntukkan bagi pencari kerja warga negara Indonesia.').focus();
  await first.keyboard.press('Space');
  await Promise.all([first.waitForNavigation(), first.keyboard.press('Control+Enter')]);
  await first.getByText('Ditolak dengan surat').waitFor();
  await expect_no_axe_violations(first);
  await Promise.all([second.waitForNavigation(), second.keyboard.press('s')]);
  await second.getByText('Petugas lain baru saja memutuskan berkas ini').first().waitFor();
});

journey('a clerk marks two fields, and only these are asked again', async () => {
  const made = await apply({ nik: '6471014708959903', name: 'Wati Perbaikan', diploma_name_same: false });
  const page = await clerk();
  await page.goto(`/loket/berkas/${made.id}`);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('1')]);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('p')]);
  await expect_no_axe_violations(page);
  await page.getByRole('checkbox', { name: 'Nama lengkap' }).focus();
  await page.keyboard.press('Space');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Control+Enter')]);
  await page.getByText('Perlu perbaikan').first().waitFor();
});

journey('an original marked by mistake is unmarked by one key', async () => {
  const made = await apply({ nik: '6471014708959907', name: 'Umi Urung' });
  const page = await clerk();
  await page.goto(`/loket/berkas/${made.id}`);
  const keys = await keyboard_only(page);
  const seen = () => page.getByText('Asli dilihat', { exact: true }).count();
  await press(page, keys, '1');
  await press(page, keys, '2');
  assert.equal(await seen(), 2);
  await expect_no_axe_violations(page);
  await press(page, keys, 'u');
  assert.equal(await seen(), 1);
  await page.getByRole('button', { name: /Ijazah terakhir asli dilihat/ }).waitFor();
  await press(page, keys, 'u');
  assert.equal(await seen(), 0);
});

journey('what SIAPKerja asks is copied one key at a time, in its order, and its number is kept', async () => {
  const made = await apply({ nik: '6471014708959908', name: 'Tuti Salin' });
  const page = await clerk();
  await page.goto(`/loket/berkas/${made.id}`);
  const keys = await keyboard_only(page);
  await press(page, keys, 'i');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: office.url });
  const copied = [];
  for (let at = 0; at < 4; at += 1) {
    await keys.press('F8');
    copied.push(await page.evaluate(() => navigator.clipboard.readText()));
  }
  assert.deepEqual(copied, ['6471014708959908', 'Tuti Salin', 'Balikpapan', '07/08/1995']);
  await expect_no_axe_violations(page);
  await page.getByLabel('Nomor di SIAPKerja').focus();
  await keys.type('SK-2026-00417');
  await press(page, keys, 'Control+Enter');
  await press(page, keys, 'i');
  assert.equal(await page.getByLabel('Nomor di SIAPKerja').inputValue(), 'SK-2026-00417');
});

journey('a clerk whose browser runs no scripts brings a file to its end all the same', async () => {
  const made = await apply_at_api(office, seeker({ nik: '6471014708959909', name: 'Nining Tanpa Skrip' }));
  const booked = await book(office, made, await free_window(office, { from: today(office), to: today(office) }));
  const page = await desktop(office, { script: false });
  await sign_in(page, 'petugas');
  const go = (act) => Promise.all([page.waitForNavigation(), act]);
  await page.goto('/loket');
  await page.locator('#kode').fill(booked.json.ticket_url.slice(-8));
  await go(page.locator('#kode').press('Enter'));
  assert.equal(new URL(page.url()).pathname, `/loket/berkas/${made.id}`);
  for (let original = 0; original < 3; original += 1) await go(page.getByRole('button', { name: /asli dilihat/i }).first().click());
  await go(page.getByRole('button', { name: /^Setujui/ }).click());
  const number = (await page.locator('#nomor').textContent()).trim();
  assert.match(number, /^6471\d{14}$/);
  const card = (await page.locator('form[action$="/serahkan"]').getAttribute('action')).match(/kartu\/(\d+)\//)[1];
  const sheet = await page.context().request.get(`/loket/kartu/${card}/kartu.pdf`);
  assert.match(sheet.headers()['content-type'], /^application\/pdf/);
  await go(page.locator('form[action$="/ditandatangani"] button, form[action$="/tandatangan"] button').first().click());
  await go(page.locator('form[action$="/serahkan"] button').first().click());
  await page.getByText('Kartu sudah di tangan orangnya.').waitFor();
});

journey('the counter\'s pages are clear in both themes and never wider than the screen', async () => {
  const made = await apply({ nik: '6471014708959904', name: 'Yuni Halaman' });
  const page = await clerk();
  for (const path of ['', '/ubah', '/kode', '/siapkerja', '/tolak', '/perbaikan'].map((rest) => `/loket/berkas/${made.id}${rest}`).concat(['/loket/cetak', '/loket/baru', '/latihan'])) {
    await page.goto(path);
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
  }
});

journey('practice begins with twenty hard cases and none of them counts', async () => {
  const page = await clerk();
  await page.goto('/latihan');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('F4')]);
  assert.equal(await page.locator('[data-list] a').count(), 20);
  await page.locator('[data-list] a').first().focus();
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  for (const key of ['1', '2', '3', 's']) await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
  assert.match(await page.locator('#nomor').textContent(), /^CONTOH-/);
});

journey('the manager moves the name by five millimetres and sees it', async () => {
  const page = await clerk('manajer');
  await page.goto('/atur/kartu/tata-letak');
  await page.getByAltText('Halaman depan kartu contoh dengan tata letak ini').waitFor();
  await page.getByAltText('Halaman belakang kartu contoh dengan tata letak ini').waitFor();
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
  const left = page.getByLabel('Kiri, Nama lengkap');
  const before = Number(await left.inputValue());
  await left.fill('abc');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('F8')]);
  await page.getByText('Nama lengkap: tulis angka').first().waitFor();
  await page.getByLabel('Kiri, Nama lengkap').fill(String(before + 5).replace('.', ','));
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Control+s')]);
  await page.goto('/atur/kartu/tata-letak');
  assert.equal(Number(await page.getByLabel('Kiri, Nama lengkap').inputValue()), before + 5);
});

journey('the manager chooses the paper: F4, card stock, or a size of the office\'s own', async () => {
  const page = await clerk('manajer');
  await page.goto('/atur/kartu/tata-letak');
  const load = async (paper, sides = null) => {
    await page.getByLabel('Kertas', { exact: true }).selectOption(paper);
    if (sides) for (const [name, value] of Object.entries(sides)) await page.getByLabel(name).fill(value);
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Muat tata letak bawaan' }).click()]);
  };
  const shape = async () => {
    const front = page.getByAltText('Halaman depan kartu contoh dengan tata letak ini');
    await front.waitFor();
    return front.evaluate((one) => one.naturalWidth / one.naturalHeight);
  };
  await load('f4');
  assert.ok(Math.abs(await shape() - 330 / 215) < 0.01);
  await load('kartu');
  assert.ok(Math.abs(await shape() - 210 / 148) < 0.01);
  assert.equal(await page.getByLabel('Kertas', { exact: true }).inputValue(), 'kartu');
  await load('sendiri', { 'Lebar kertas (mm)': '12' });
  await page.getByText('Tulis ukuran dari 50 sampai 500 milimeter.').first().waitFor();
  await expect_no_axe_violations(page);
  await load('sendiri', { 'Lebar kertas (mm)': '240', 'Tinggi kertas (mm)': '120' });
  assert.ok(Math.abs(await shape() - 2) < 0.01);
  await expect_no_axe_violations(page);
});

journey('a lost ticket and a reprint are settled at the counter', async () => {
  const made = await apply({ nik: '6471014708959905', name: 'Tuti Tiket Hilang' });
  const page = await clerk();
  await page.goto(`/loket/berkas/${made.id}`);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('k')]);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Control+Enter')]);
  await page.getByText('Cocokkan KTP asli dengan orangnya lebih dulu.').first().waitFor();
  await page.getByLabel('Nomor telepon baru').fill('0813 1111 2222');
  await page.getByLabel('KTP asli cocok dengan orangnya').focus();
  await page.keyboard.press('Space');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Control+Enter')]);
  assert.match(await page.locator('.card-code').innerText(), /^[A-Z0-9]{8}$/);
  await page.getByText(/Pesan untuk \+62812\*+\d+ sudah masuk Pesan keluar/).waitFor();
  await expect_no_axe_violations(page);
  const old = await fetch(`${office.url}/api/v1/applications/${made.id}`, { headers: { authorization: `Bearer ${made.token}` } });
  assert.notEqual(old.status, 200, 'the old link still opens the file');

  await page.goto(`/loket/berkas/${made.id}`);
  for (const key of ['1', '2', '3', 's']) await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
  const [first] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('c')]);
  await first.close().catch(() => {});
  await page.bringToFront();
  await page.reload();
  const [again] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('c')]);
  await again.getByText('Tuliskan alasannya.').waitFor();
  await again.close();
});

journey('a portrait taken at the counter and a scanned diploma lie beside the answers', async () => {
  const made = await apply({ nik: '6471014708959906', name: 'Ulfa Unggah' });
  const page = await clerk();
  const photo = await page.screenshot({ type: 'jpeg' });
  const scan = await page.pdf({ format: 'A4' });
  const sent = new FormData();
  sent.set('kind', 'diploma');
  sent.set('file', new Blob([scan], { type: 'application/pdf' }), 'ijazah.pdf');
  const kept = await fetch(`${office.url}/api/v1/applications/${made.id}/documents`, { method: 'POST', headers: { authorization: `Bearer ${made.token}` }, body: sent });
  assert.equal(kept.status, 201, await kept.text());
  await page.goto(`/loket/berkas/${made.id}`);
  await page.getByText('Ambil pas foto dengan webcam atau unggah').click();
  await page.locator('input[type=file][name=photo]').setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: photo });
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Simpan foto' }).click()]);
  for (const picture of [page.getByAltText('Pas foto pemohon'), page.locator('.papers img')]) {
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction((one) => one.complete && one.naturalWidth > 0, await picture.elementHandle());
  }
  await expect_no_axe_violations(page);
  const served = await page.context().request.get(await page.locator('.papers img').getAttribute('src'));
  assert.equal(served.headers()['content-type'], 'image/jpeg');
  assert.match(served.headers()['content-security-policy'], /sandbox/);
  const strangers = await desktop(office);
  assert.notEqual((await strangers.context().request.get(await page.locator('.papers img').getAttribute('src'))).headers()['content-type'], 'image/jpeg');
});
