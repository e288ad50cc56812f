// The scripts of web/ against a server that answers as the program does, but can be cut, altered and stopped at will.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after } from 'node:test';
import { deflateSync } from 'node:zlib';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone } from './harness.mjs';
import { root } from './office.mjs';

const dist = join(root, 'build/embedded/web');
const gallery = join(root, 'build/gallery');
const types = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', woff2: 'font/woff2', html: 'text/html; charset=utf-8', webmanifest: 'application/manifest+json' };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types antarkerja";

const page_of = (script, body) => `<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Uji</title><meta name="viewport" content="width=device-width">` +
  `<link rel="icon" href="/aset/favicon.svg"><link rel="stylesheet" href="/aset/app.css"><script type="module" src="/aset/${script}.js"></script></head>` +
  `<body><main id="isi"><h1>Uji</h1>${body}</main></body></html>`;

// --- a card's signature ----------------------------------------------------------------------------------------------
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const spki = keys.publicKey.export({ type: 'spki', format: 'der' });
const key_id = createHash('sha256').update(spki).digest().subarray(0, 4);
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function card_code(fields, { high_s = false } = {}) {
  const id = Buffer.alloc(8);
  id.writeBigInt64BE(BigInt(fields.id));
  const parts = [fields.number, fields.name, 'DISNAKER-CONTOH', fields.issued, fields.expires].map((text) => Buffer.from(text));
  const payload = Buffer.concat([Buffer.from([1]), key_id, id, ...parts.flatMap((part) => [Buffer.from([part.length]), part])]);
  const signature = sign('sha256', payload, { key: keys.privateKey, dsaEncoding: 'ieee-p1363' });
  return Buffer.concat([payload, with_s(signature, high_s)]).toString('base64url');
}
function with_s(signature, high_s = false) {
  let s = BigInt(`0x${signature.subarray(32).toString('hex')}`);
  if ((s > order / 2n) !== high_s) s = order - s;
  return Buffer.concat([signature.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
}
// Cards that must not be taken for valid: {id: 1 revoked, 0 not active}, among a thousand others.
function card_list(cards) {
  const entries = Object.entries({ ...Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [String(10 ** 12 + at), at % 2])), ...cards }).map(([id, kind]) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(BigInt(id));
    const entry = Buffer.from(createHash('sha256').update(bytes).digest().subarray(0, 5));
    entry[4] = (entry[4] & 0xfe) | kind;
    return entry;
  }).sort(Buffer.compare);
  const made = Buffer.alloc(8);
  made.writeBigInt64BE(BigInt(Math.floor(Date.now() / 1000)));
  const payload = Buffer.concat([Buffer.from([2]), key_id, made, ...entries]);
  return Buffer.concat([payload, with_s(sign('sha256', payload, { key: keys.privateKey, dsaEncoding: 'ieee-p1363' }))]);
}
const card = { id: '7038241590012345678', number: '5171/000123/XI/2026', name: 'S*** A*****', issued: '20260101', expires: '20990101' };

// --- the server -------------------------------------------------------------------------------------------------------
const state = { received: Buffer.alloc(0), bytes_taken: 0, cut_at: Infinity, forms: [], down: false };
const sockets = new Set();

const pages = {
  '/ajukan': page_of('apply', `<form method="post" action="/ajukan" data-draft="uji"><input type="hidden" name="_csrf" value="tanda">
    <label for="nik">NIK</label><input id="nik" name="nik"><div class="offer" hidden data-nik-offer="nik" data-birth="lahir" data-sex="kelamin" data-male="L" data-female="P"></div>
    <label for="nama">Nama</label><input id="nama" name="nama">
    <label for="lahir">Tanggal</label><input id="lahir" name="lahir-day"><label for="lahir-month">Bulan</label><input id="lahir-month" name="lahir-month"><label for="lahir-year">Tahun</label><input id="lahir-year" name="lahir-year">
    <label><input type="radio" name="kelamin" value="L">L</label><label><input type="radio" name="kelamin" value="P">P</label>
    <label for="jabatan">Jabatan</label><input id="jabatan" name="jabatan" data-suggestions="/acuan/jabatan"><input type="hidden" name="jabatan-kode" value="">
    <label for="foto">Foto</label><input id="foto" type="file" name="foto" data-upload="/unggahan">
    <button type="submit" class="button">Kirim</button></form>`),
  '/selesai': page_of('apply', '<span hidden data-draft-done="uji"></span><p>Terkirim</p>'),
  '/loket': page_of('desk', `<form action="/loket"><label for="pindai">Pindai</label><input id="pindai" name="kode" data-scan></form>
    <ol class="rows" data-list><li><a href="#satu" id="satu">Satu</a></li><li><a href="#dua" id="dua">Dua</a></li></ol>
    <form action="/loket"><button class="button" name="tekan" value="setuju" data-key="F9">Setujui <kbd>F9</kbd></button></form>`),
  '/verifikasi': page_of('verify', `<div data-verify-scan></div><form action="/verifikasi"><label for="kode">Kode</label><input id="kode" name="kode"><button class="button">Periksa</button></form>
    <div data-verify data-worker="/sw.js" data-keys="/verifikasi/kunci.json" data-list="/verifikasi/tidak-aktif.bin"></div>`),
};

const server = createServer(async (request, response) => {
  if (state.down) return request.socket.destroy();
  const { pathname, searchParams } = new URL(request.url, 'http://uji');
  const answer = (type, body, status = 200) => {
    response.writeHead(status, { 'content-type': type, 'content-security-policy': policy });
    response.end(body);
  };
  const json = (value) => answer('application/json', JSON.stringify(value));
  const chunks = [];
  if (pathname === '/unggahan/u1' && request.method === 'POST') {
    assert.equal(request.headers['x-csrf-token'], 'tanda');
    assert.equal(Number(searchParams.get('offset')), state.received.length);
    for await (const chunk of request) {
      chunks.push(chunk);
      state.bytes_taken += chunk.length;
      if (state.bytes_taken >= state.cut_at) { state.cut_at = Infinity; return request.socket.destroy(); }
    }
    state.received = Buffer.concat([state.received, ...chunks]);
    return json({ received: state.received.length });
  }
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('latin1');
  if (pathname === '/unggahan') return json({ id: 'u1', received: 0 });
  if (pathname === '/unggahan/u1') return json({ received: state.received.length });
  if (pathname === '/acuan/jabatan') return json([{ value: '5131', label: 'Pelayan restoran' }, { value: '5120', label: 'Juru masak' }]);
  if (pathname === '/verifikasi/kunci.json') return json({ keys: [{ id: key_id.toString('hex'), spki: spki.toString('base64') }] });
  if (pathname === '/verifikasi/tidak-aktif.bin') return answer('application/octet-stream', state.list ?? card_list({ '7038241590012345679': 1, '7038241590012345680': 0 }));
  if (pathname === '/sw.js') return answer(types.js, readFileSync(join(dist, 'sw.js')));
  if (request.method === 'POST') {
    state.forms.push(new URLSearchParams(body.includes('form-data') ? '' : body));
    response.writeHead(303, { location: '/selesai' });
    return response.end();
  }
  if (pages[pathname]) return answer(types.html, pages[pathname]);
  const file = pathname.startsWith('/galeri/') ? join(gallery, pathname.slice(8)) : join(dist, pathname.replace('/aset/', '').replace(/\.[0-9a-f]{8}\./, '.'));
  if (!existsSync(file)) return answer('text/plain', 'tidak ada', 404);
  answer(types[file.split('.').pop()] ?? 'text/plain', readFileSync(file));
});
server.on('connection', (socket) => { sockets.add(socket); socket.on('close', () => sockets.delete(socket)); });
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const url = `http://127.0.0.1:${server.address().port}`;
const office = { url, addresses: new Set([url]) };
after(() => { server.close(); for (const socket of sockets) socket.destroy(); });

// --- the stories ------------------------------------------------------------------------------------------------------
if (existsSync(gallery)) {
  journey('every component is readable in both themes on a phone and on a desk', async () => {
    for (const [visit, names] of [[phone, ['ticket', 'form', 'messages', 'message']], [desktop, ['form', 'desk']]]) {
      const page = await visit(office);
      for (const name of names) {
        await page.goto(`/galeri/${name}.html`);
        await expect_no_sideways_scrolling(page);
        await expect_no_axe_violations(page);
      }
    }
  });
}

journey('a closed browser loses nothing that was typed, and a sent form is forgotten', async () => {
  const page = await phone(office);
  await page.goto('/ajukan');
  await page.fill('#nama', 'Siti "Ami" <Aminah>');
  await page.check('input[value=P]');
  await page.fill('#nik', '5171');
  await page.goto('/loket');
  await page.goto('/ajukan');
  assert.equal(await page.inputValue('#nama'), 'Siti "Ami" <Aminah>');
  assert.equal(await page.inputValue('#nik'), '5171');
  assert.ok(await page.isChecked('input[value=P]'));
  assert.match(await page.textContent('.saved'), /dipulihkan/);
  await Promise.all([page.waitForURL('**/selesai'), page.click('button[type=submit]')]);
  await page.goto('/ajukan');
  assert.equal(await page.inputValue('#nama'), '');
});

journey('whoever shares a phone removes the draft by one tap', async () => {
  const page = await phone(office);
  await page.goto('/ajukan');
  await page.fill('#nama', 'Budi');
  await page.getByText('Hapus dari ponsel ini').click();
  await page.reload();
  assert.equal(await page.inputValue('#nama'), '');
});

journey('birth date and sex come from the NIK by one tap, never unasked', async () => {
  const page = await phone(office);
  await page.goto('/ajukan');
  await page.fill('#nik', '5171014903980001');
  assert.match(await page.textContent('.offer'), /9 Maret 1998, perempuan/);
  assert.equal(await page.inputValue('#lahir'), '');
  await page.click('.offer button');
  assert.deepEqual(await Promise.all(['#lahir', '#lahir-month', '#lahir-year'].map((id) => page.inputValue(id))), ['9', '3', '1998']);
  assert.ok(await page.isChecked('input[value=P]'));
  await page.fill('#nik', '5171017102980001');  // 31 February
  assert.ok(await page.isHidden('.offer'));
});

journey('a suggestion is chosen by keyboard, and its code goes when the text is changed', async () => {
  const page = await desktop(office);
  await page.goto('/ajukan');
  await page.locator('#jabatan').pressSequentially('pelayan');
  await page.locator('[role=option]').first().waitFor();
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.getAttribute('#jabatan', 'aria-activedescendant'), 'suggest-0-0');
  await page.keyboard.press('Enter');
  assert.equal(await page.inputValue('#jabatan'), 'Pelayan restoran');
  assert.equal(await page.inputValue('[name=jabatan-kode]'), '5131');
  await page.locator('#jabatan').press('x');
  assert.equal(await page.inputValue('[name=jabatan-kode]'), '');
});

journey('who types before the script is there keeps the cursor and gets suggestions', async () => {
  const page = await phone(office);
  await page.route(/apply\.js/, async (route) => {
    await page.waitForFunction(() => document.activeElement?.value === 'juru l');
    await route.continue();
  });
  await page.goto('/ajukan', { waitUntil: 'commit' });
  await page.locator('#jabatan').pressSequentially('juru l');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.type('a');
  assert.equal(await page.inputValue('#jabatan'), 'juru la');
});

journey('an upload that was cut goes on with at most 1 MiB sent twice', async () => {
  const page = await phone(office);
  await page.goto('/ajukan');
  const bytes = Buffer.alloc(3_000_000, 'pindaian ijazah ');
  Object.assign(state, { received: Buffer.alloc(0), bytes_taken: 0, cut_at: bytes.length / 2 });
  await page.setInputFiles('#foto', { name: 'ijazah.pdf', mimeType: 'application/pdf', buffer: bytes });
  await page.getByText('Sudah diunggah').waitFor({ timeout: 15_000 });
  assert.ok(state.received.equals(bytes));
  assert.ok(state.bytes_taken <= bytes.length + 1024 * 1024, `${state.bytes_taken} bytes`);
  assert.equal(await page.inputValue('[name=foto-unggahan]'), 'u1');
  state.forms.length = 0;
  await Promise.all([page.waitForURL('**/selesai'), page.click('button[type=submit]')]);
  assert.equal(state.forms[0].get('foto-unggahan'), 'u1');
});

journey('a large photo is shrunk before it travels', async () => {
  const page = await phone(office);
  await page.goto('/ajukan');
  Object.assign(state, { received: Buffer.alloc(0), bytes_taken: 0, cut_at: Infinity });
  const photo = noisy_png(2400, 1800);
  await page.setInputFiles('#foto', { name: 'foto.png', mimeType: 'image/png', buffer: photo });
  await page.getByText('Sudah diunggah').waitFor({ timeout: 15_000 });
  assert.equal(state.received.subarray(0, 2).toString('hex'), 'ffd8');  // JPEG
  assert.ok(state.received.length < photo.length / 2);
});

journey('the desk is walked by keyboard', async () => {
  const page = await desktop(office);
  await page.goto('/loket');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'pindai');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'satu');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'dua');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'pindai');
  await page.keyboard.press('F1');
  assert.match(await page.textContent('dialog'), /F9\s*Setujui/);
  await page.keyboard.press('Escape');
  await Promise.all([page.waitForURL('**/loket?tekan=setuju'), page.keyboard.press('F9')]);
  await page.keyboard.type('A012');
  await Promise.all([page.waitForURL('**/loket?kode=A012'), page.keyboard.press('Enter')]);
});

journey('with the server gone and the network off, genuine, expired, revoked and forged cards are told apart', async () => {
  const page = await phone(office);
  await page.goto('/verifikasi');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    for (let tries = 0; tries < 100; tries++) {
      const kept = await (await caches.open('verifikasi-1')).keys();
      if (kept.some((request) => request.url.endsWith('/verifikasi'))) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('the page was not kept');
  });
  await page.context().setOffline(true);
  state.down = true;
  try {
    const said = async (code) => {
      await page.goto(`/verifikasi?kode=${code}`);
      await page.locator('[data-verify] [data-verdict]').waitFor();
      return page.textContent('[data-verify]');
    };
    const genuine = card_code(card);
    assert.match(await said(genuine), /Asli dan berlaku.*S\*\*\* A\*{5}.*5171\/000123\/XI\/2026.*kurang dari satu jam/);
    assert.match(await said(card_code({ ...card, expires: '20260201' })), /Masa berlaku habis/);
    assert.match(await said(card_code({ ...card, id: '7038241590012345679' })), /Dicabut/);
    assert.match(await said(card_code({ ...card, id: '7038241590012345680' })), /Tidak aktif lagi/);
    const changed = genuine[12] === 'A' ? 'B' : 'A';
    assert.match(await said(genuine.slice(0, 12) + changed + genuine.slice(13)), /Palsu atau rusak/);
    assert.match(await said(card_code(card, { high_s: true })), /Palsu atau rusak/);
    assert.match(await said('bukan-kode'), /Palsu atau rusak/);
  } finally {
    state.down = false;
    await page.context().setOffline(false);
  }
});

// A picture that does not compress, so that shrinking shows.
function noisy_png(width, height) {
  const table = Array.from({ length: 256 }, (_, n) => { let c = n; for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1; return c >>> 0; });
  const crc = (bytes) => { let c = 0xffffffff; for (const byte of bytes) c = table[(c ^ byte) & 255] ^ (c >>> 8); return (c ^ 0xffffffff) >>> 0; };
  const chunk = (name, data) => {
    const named = Buffer.concat([Buffer.from(name), data]);
    const out = Buffer.alloc(named.length + 8);
    out.writeUInt32BE(data.length, 0);
    named.copy(out, 4);
    out.writeUInt32BE(crc(named), named.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const raw = randomBytes((width * 3 + 1) * height);
  for (let y = 0; y < height; y++) raw[y * (width * 3 + 1)] = 0;  // the row's filter: none
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(raw, { level: 1 })), chunk('IEND', Buffer.alloc(0))]);
}
