// What people are told outside the building: lines, words, quiet nights, and the shelf for those whom no wire reaches.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer as web_server } from 'node:http';
import { createServer } from 'node:net';
import { after } from 'node:test';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, keyboard_only, phone, sign_in, start_office } from './harness.mjs';

const secret = 'sebuah-kunci-bersama-32';
const office = await start_office({ now: '2026-11-24T01:00:00Z' });  // Tuesday, 09.00 WITA
after(() => office.stop());

const listen = (server) => new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(server.address().port)));
const signed = (timestamp, body) => `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

// The other ends: a gateway and a mail server.
const parcels = [];
const gateway = web_server((request, answer) => {
  let body = '';
  request.on('data', (bytes) => { body += bytes; });
  request.on('end', () => {
    parcels.push({ headers: request.headers, body });
    answer.writeHead(202).end();
  });
});
const mails = [];
const post = createServer((peer) => {
  let inside = false;
  let rest = '';
  let mail = { to: '', data: '' };
  peer.write('220 sink\r\n');
  peer.on('error', () => {});
  peer.on('data', (bytes) => {
    rest += bytes;
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (inside) {
        if (line === '.') { inside = false; mails.push(mail); mail = { to: '', data: '' }; peer.write('250 taken\r\n'); }
        else mail.data += `${line}\n`;
      } else if (line.startsWith('DATA')) { inside = true; peer.write('354 go on\r\n'); }
      else if (line.startsWith('QUIT')) peer.end('221 bye\r\n');
      else { if (line.startsWith('RCPT')) mail.to = line; peer.write('250 fine\r\n'); }
    }
  });
});
const [gateway_port, post_port] = [await listen(gateway), await listen(post)];
after(() => { gateway.close(); post.close(); });

async function until(what, holds) {
  for (let tries = 0; tries < 150; tries += 1) {
    if (await holds()) return;
    await new Promise((again) => setTimeout(again, 100));
  }
  assert.fail(`never happened: ${what}`);
}
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

async function send_test(page, address) {
  await page.goto('/atur/pesan');
  await page.locator('[name=tujuan]').fill(address);
  await press(page, 'Kirim pesan percobaan');
  await page.locator('.notice', { hasText: 'Pesan percobaan sudah dibuat' }).waitFor();
}

journey('without any line a message waits for Bu Wati, who prints it or opens WhatsApp', async () => {
  const manager = await desktop(office);
  await sign_in(manager, 'manajer');
  await send_test(manager, '0812 3456 7890');
  await expect_no_axe_violations(manager);
  assert.match(await manager.locator('main').innerText(), /Belum ada jalur keluar/);

  const page = await desktop(office);
  await sign_in(page, 'petugas');
  await until('the shelf is filled', async () => {
    await page.goto('/loket/pesan');
    return (await page.locator('.rows a', { hasText: 'Pesan percobaan' }).count()) === 1;
  });
  await expect_no_axe_violations(page);
  await page.locator('.rows a', { hasText: 'Pesan percobaan' }).click();
  await expect_no_axe_violations(page);
  const wa = new URL(await page.getByRole('link', { name: 'Buka di WhatsApp' }).getAttribute('href'));
  assert.equal(wa.origin + wa.pathname, 'https://wa.me/6281234567890');
  assert.match(wa.searchParams.get('text'), /^Ini pesan percobaan dari Dinas Ketenagakerjaan Kota Balikpapan, pukul 09\.0\d/);
  assert.doesNotMatch(await page.locator('.panel').innerText(), /81234567890/);

  await page.goto('/loket/pesan/cetak?bentuk=daftar');
  await expect_no_axe_violations(page);
  await page.goto('/loket/pesan/cetak');
  assert.match(await page.locator('.letter', { hasText: 'Pesan percobaan' }).innerText(), /Kepada Yth\.[\s\S]*Pesan percobaan/);
  await expect_no_axe_violations(page);
  const keys = await keyboard_only(page);
  await Promise.all([page.waitForNavigation(), keys.press('F8')]);
  assert.match(await page.locator('.notice').innerText(), /Tercatat/);
  await page.goto('/loket/pesan?rak=terkirim');
  assert.match(await page.locator('.rows').innerText(), /Pesan percobaan/);
});

journey('the administrator sets up the lines; wrong addresses are said at the field', async () => {
  const clerk = await desktop(office);
  await sign_in(clerk, 'manajer');
  assert.equal((await clerk.goto('/pemasangan/pesan')).status(), 403);

  const page = await desktop(office);
  await sign_in(page, 'admin');
  await page.goto('/pemasangan/pesan');
  await expect_no_axe_violations(page);
  await page.locator('[name=url]').fill('http://gateway.example/kirim');
  await page.locator('[name=secret]').fill(secret);
  await press(page, 'Simpan jalur');
  assert.match(await page.locator('#url-error').innerText(), /https/);
  assert.equal(await page.locator('[name=url]').inputValue(), 'http://gateway.example/kirim');
  await expect_no_axe_violations(page);
  await page.locator('[name=url]').fill(`http://127.0.0.1:${gateway_port}/kirim`);
  await page.locator('[name=secret]').fill(secret);
  await page.locator('[name=host]').fill('127.0.0.1');
  await page.locator('[name=port]').fill(String(post_port));
  await page.locator('[name=keamanan][value=none]').check();
  await page.locator('[name=from]').fill('antrean@disnaker.example');
  await press(page, 'Simpan jalur');
  await page.locator('.notice', { hasText: 'Tersimpan' }).waitFor();
  assert.equal(await page.locator('[name=secret]').inputValue(), '', 'a secret is never shown again');
});

journey('a message reaches the telephone, and the gateway reports that it was read', async () => {
  const page = await desktop(office);
  await sign_in(page, 'manajer');
  await send_test(page, '0813 9999 0001');
  await until('the gateway hears of it', () => parcels.length === 1);
  const { headers, body } = parcels[0];
  const parcel = JSON.parse(body);
  assert.equal(parcel.to, '+6281399990001');
  assert.match(parcel.text, /Ini pesan percobaan/);
  assert.equal(headers['idempotency-key'], parcel.id);
  assert.equal(headers['x-antarkerja-signature'], signed(headers['x-antarkerja-timestamp'], body));

  const report = (text, with_signature = true) => {
    const timestamp = String(Math.floor(Date.parse('2026-11-24T01:00:30Z') / 1000));
    return fetch(new URL('/api/v1/messages/reports', office.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-antarkerja-timestamp': timestamp, 'x-antarkerja-signature': with_signature ? signed(timestamp, text) : 'sha256=00' },
      body: text,
    });
  };
  const delivered = JSON.stringify({ id: parcel.id, status: 'delivered' });
  assert.equal((await report(delivered, false)).status, 401);
  assert.deepEqual(await (await report(delivered)).json(), { known: 1, unknown: 0 });
  assert.deepEqual(await (await report(JSON.stringify([{ id: '1.gateway.0.aaaa', status: 'failed' }]))).json(), { known: 0, unknown: 1 });
  await page.goto('/loket/pesan?rak=sampai');
  assert.match(await page.locator('.rows').innerText(), /Pesan percobaan/);
  assert.doesNotMatch(office.log, /81399990001/, 'no telephone number in the log');
});

journey('a mail carries the office\'s name, and a thousand words of the office are checked for lost facts', async () => {
  const page = await desktop(office);
  await sign_in(page, 'manajer');
  await page.goto('/atur/pesan');
  await page.getByRole('link', { name: /Ubah Pesan percobaan/ }).click();
  await expect_no_axe_violations(page);
  await page.locator('[name=isi-id]').fill('Salam dari {kantor}. Jalur surel sudah benar.');
  await press(page, 'Simpan kata-kata');
  assert.match(await page.locator('#isi-id-error').innerText(), /\{jam\}/);
  await expect_no_axe_violations(page);
  await page.locator('[name=isi-id]').fill('Salam dari {kantor}, pukul {jam}. NIK Anda {nik}.');
  await press(page, 'Simpan kata-kata');
  assert.match(await page.locator('#isi-id-error').innerText(), /\{nik\} tidak dikenal/);
  await page.locator('[name=isi-id]').fill('Salam dari {kantor}, pukul {jam}.');
  await press(page, 'Lihat dahulu');
  assert.match(await page.locator('.bubble').first().innerText(), /Salam dari Dinas Ketenagakerjaan Kota Balikpapan, pukul 09\.0\d/);
  await press(page, 'Simpan kata-kata');
  await page.locator('.notice', { hasText: 'Tersimpan' }).waitFor();

  await send_test(page, 'ratna@disnaker.example');
  await until('the mail arrives', () => mails.length === 1);
  assert.match(mails[0].to, /<ratna@disnaker\.example>/);
  assert.match(mails[0].data, /^From: "Dinas Ketenagakerjaan Kota Balikpapan" <antrean@disnaker\.example>$/m);
  const text = Buffer.from(mails[0].data.split('\n\n')[1].replaceAll('\n', ''), 'base64').toString();
  assert.match(text, /^Salam dari Dinas Ketenagakerjaan Kota Balikpapan, pukul 09\.0\d\./);

  await page.goto('/atur/pesan/kata/messages.test');
  await press(page, 'Kembalikan kata-kata bawaan');
  await page.locator('.notice', { hasText: 'Tersimpan' }).waitFor();
  assert.match(await page.locator('[name=isi-id]').inputValue(), /Ini pesan percobaan/);
});

journey('the pages fit a small telephone, too', async () => {
  const page = await phone(office);
  await sign_in(page, 'admin');
  for (const path of ['/loket/pesan?rak=semua', '/atur/pesan', '/atur/pesan/kata/messages.test', '/pemasangan/pesan', '/loket/pesan?lang=en']) {
    await page.goto(path);
    await expect_no_sideways_scrolling(page);
    await expect_no_axe_violations(page);
  }
});
