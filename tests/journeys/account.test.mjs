import assert from 'node:assert/strict';
import { after } from 'node:test';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, start_office, without_script } from './harness.mjs';
import { telephone } from './telephone.mjs';

const password = 'payung biru lari kopi';
const office = await start_office({ demo: false });
after(() => office.stop());

const said = (page) => page.locator('main').innerText();
async function press(page, name) { await page.getByRole('button', { name, exact: true }).click(); }

// Password, telephone, recovery codes: from the page of a link or of the first sign-in on. Gives the secret and the codes.
async function set_up_phone(page) {
  await page.waitForURL(/\/masuk\/langkah-kedua/);
  await page.getByText('Tidak bisa memindai?').click();
  const secret = await page.locator('details code').innerText();
  await page.locator('[name=code]').fill('000000');
  await press(page, 'Pasang kunci kedua');
  assert.match(await said(page), /Kode tidak cocok/);
  await expect_no_axe_violations(page);
  await page.getByText('Tidak bisa memindai?').click();
  assert.equal(await page.locator('details code').innerText(), secret, 'a slip does not make the telephone wrong');
  await page.locator('[name=code]').fill(telephone(secret));
  await press(page, 'Pasang kunci kedua');
  await page.waitForLoadState('domcontentloaded');
  const codes = await page.locator('.card code').allInnerTexts();
  assert.equal(codes.length, 10);
  await expect_no_axe_violations(page);
  return { secret, codes };
}

const kept = {};

journey('Bu Ratna opens the link that the server printed and becomes the first administrator', async () => {
  const [link] = await office.said(/https?:\/\/\S+\/pemasangan\/mulai\?kunci=[^\s"]+(?=[\s"])/);
  const page = await phone(office);
  await page.goto(link);
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
  await page.locator('[name=display_name]').fill('Ratna Wulandari');
  await page.locator('[name=user]').fill('Ratna W');
  await page.locator('[name=new_password]').fill('disnaker2026');
  await page.locator('[name=new_password_again]').fill('disnaker2026');
  await press(page, 'Buat akun admin');
  assert.match(await said(page), /mudah ditebak/);
  assert.match(await said(page), /huruf kecil/);
  assert.equal(await page.locator('[name=display_name]').inputValue(), 'Ratna Wulandari', 'what was typed stays');
  await expect_no_axe_violations(page);
  await page.locator('[name=user]').fill('ratna');
  await page.locator('[name=new_password]').fill(password);
  await page.locator('[name=new_password_again]').fill(password);
  await press(page, 'Buat akun admin');
  Object.assign(kept, await set_up_phone(page));
  assert.match(await page.getByRole('link', { name: 'Sudah saya simpan, lanjut' }).getAttribute('href'), /^\/atur\/mulai/);

  const answer = await page.goto(link);
  assert.equal(answer.status(), 404);
  assert.match(await said(page), /tidak berlaku lagi/);
});

async function begin(page, user, typed = password) {
  await page.goto('/masuk');
  await page.locator('[name=user]').fill(user);
  await page.locator('[name=password]').fill(typed);
  await press(page, 'Masuk');
}

journey('the administrator comes back with a printed code, and the last administrator cannot leave', async () => {
  const page = await desktop(office);
  await page.goto('/petugas');
  await page.waitForURL(/\/masuk\?next=/);
  await expect_no_axe_violations(page);
  await page.locator('[name=user]').fill('ratna');
  await page.locator('[name=password]').fill('salah sekali');
  await press(page, 'Masuk');
  assert.match(await said(page), /tidak cocok/);
  assert.equal(await page.locator('[name=user]').inputValue(), 'ratna');
  await page.locator('[name=password]').fill(password);
  await press(page, 'Masuk');
  await page.waitForURL(/\/masuk\/kode/);
  await expect_no_axe_violations(page);
  await page.goto('/petugas');  // half a sign-in opens nothing
  assert.match(page.url(), /\/masuk\?next=/);
  await page.goto('/masuk/kode?next=%2Fpetugas');
  await page.locator('[name=code]').fill(kept.codes[0].toLowerCase());
  await press(page, 'Lanjut');
  await page.waitForURL(/\/petugas$/);
  await expect_no_axe_violations(page);

  await page.goto('/akun');
  assert.match(await said(page), /9 kode pemulihan tersisa/);
  await expect_no_axe_violations(page);
  await page.getByText('Berhenti menjadi admin').first().click();
  await press(page, 'Berhenti menjadi admin');
  assert.match(await said(page), /Ini admin terakhir/);

  // The same paper code does not open the door twice.
  const second = await phone(office);
  await begin(second, 'ratna');
  await second.locator('[name=code]').fill(kept.codes[0]);
  await press(second, 'Lanjut');
  assert.match(await said(second), /sudah dipakai/);
  await expect_no_axe_violations(second);
});

journey('Sari is invited, chooses her own password, works without JavaScript, and is out when she leaves', async () => {
  const admin = await desktop(office);
  await begin(admin, 'ratna');
  await admin.locator('[name=code]').fill(kept.codes[1]);
  await press(admin, 'Lanjut');
  await admin.waitForURL((url) => !url.pathname.startsWith('/masuk'));
  await admin.goto('/petugas/undang');
  await expect_no_axe_violations(admin);
  await admin.locator('[name=display_name]').fill('Sari Dewi');
  await admin.locator('[name=user]').fill('ratna');
  await press(admin, 'Buat undangan');
  assert.match(await said(admin), /sudah dipakai/);
  await admin.locator('[name=user]').fill('sari');
  await press(admin, 'Buat undangan');
  await expect_no_axe_violations(admin);
  const link = await admin.locator('.card code').innerText();

  const sari = await without_script(office);
  await sari.goto(link);
  await sari.locator('[name=new_password]').fill(password);
  await sari.locator('[name=new_password_again]').fill(password);
  await press(sari, 'Simpan kata sandi');
  await sari.getByText('Tidak bisa memindai?').click();
  const secret = await sari.locator('details code').innerText();
  await sari.locator('[name=code]').fill(telephone(secret));
  await press(sari, 'Pasang kunci kedua');
  await sari.getByRole('link', { name: 'Sudah saya simpan, lanjut' }).click();
  assert.equal((await sari.goto('/akun')).status(), 200);
  assert.match(await said(sari), /Petugas loket/);
  assert.equal((await sari.goto('/petugas')).status(), 403);

  await admin.goto('/petugas');
  await admin.getByRole('link', { name: 'Sari Dewi' }).click();
  await expect_no_axe_violations(admin);
  await press(admin, 'Nonaktifkan akun');
  assert.match(await said(admin), /Nonaktif/);
  await sari.goto('/akun');
  assert.match(sari.url(), /\/masuk/);

  await admin.goto('/jurnal');
  assert.match(await said(admin), /account\.disabled/);
  await expect_no_axe_violations(admin);
  await press(admin, 'Periksa rantai jurnal');
  assert.match(await said(admin), /Jurnal utuh/);
  await expect_no_axe_violations(admin);
  await press(admin, 'Keluar');
  assert.match(await said(admin), /Anda sudah keluar/);
});

journey('Dian loses her phone: a second administrator takes the old second key away, and she sets up a new one', async () => {
  const admin = await desktop(office);
  await begin(admin, 'ratna');
  await admin.locator('[name=code]').fill(kept.codes[3]);
  await press(admin, 'Lanjut');
  await admin.waitForURL((url) => !url.pathname.startsWith('/masuk'));
  await admin.goto('/petugas/undang');
  await admin.locator('[name=display_name]').fill('Dian Pertiwi');
  await admin.locator('[name=user]').fill('dian');
  await press(admin, 'Buat undangan');
  const link = await admin.locator('.card code').innerText();
  const dian = await phone(office);
  await dian.goto(link);
  await dian.locator('[name=new_password]').fill(password);
  await dian.locator('[name=new_password_again]').fill(password);
  await press(dian, 'Simpan kata sandi');
  const lost = await set_up_phone(dian);

  await admin.goto('/petugas');
  await admin.getByRole('link', { name: 'Dian Pertiwi' }).click();
  assert.match(await said(admin), /lihat wajahnya, jangan percaya pesan/);
  await press(admin, 'Hapus kunci kedua (ponsel hilang)');
  await expect_no_axe_violations(admin);

  // Her other window is closed, the old telephone opens nothing, and she cannot work before there is a new key.
  await dian.goto('/akun');
  assert.match(dian.url(), /\/masuk/);
  const again = await phone(office);
  await begin(again, 'dian');
  await again.goto('/akun');
  assert.match(again.url(), /\/masuk/);
  await begin(again, 'dian');
  const fresh = await set_up_phone(again);
  assert.notEqual(fresh.secret, lost.secret);
  await again.getByRole('link', { name: 'Sudah saya simpan, lanjut' }).click();
  assert.equal((await again.goto('/akun')).status(), 200);
});

journey('a program asks for a token and gives it back', async () => {
  const post = (body) => fetch(`${office.url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const wrong = await post({ user: 'ratna', password: 'salah sekali' });
  assert.equal(wrong.status, 401);
  assert.match(wrong.headers.get('content-type'), /^application\/problem\+json/);
  assert.equal((await wrong.json()).code, 'wrong_credentials');
  const unknown = await post({ user: 'tidakada', password: 'salah sekali' });
  assert.deepEqual([unknown.status, (await unknown.json()).code], [401, 'wrong_credentials']);
  const half = await post({ user: 'ratna', password });
  assert.deepEqual([half.status, (await half.json()).code], [401, 'second_factor_needed']);
  const opened = await post({ user: 'ratna', password, otp: kept.codes[2] });
  assert.equal(opened.status, 201);
  const { token } = await opened.json();
  const end = () => fetch(`${office.url}/api/v1/session`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
  assert.equal((await end()).status, 204);
  assert.equal((await end()).status, 401);
});
