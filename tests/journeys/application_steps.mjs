// The steps of somebody who wants a card, from the office's page to a number: what several journeys go through.
import assert from 'node:assert/strict';

// The button that leads on.
export const next = (page, words = 'Lanjut') => page.getByRole('button', { name: words, exact: true }).click();

// A picture of something: bright stripes, `side` pixels wide.
export async function jpeg(page, side, quality = 0.8) {
  const address = await page.evaluate(([width, how]) => {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = Math.round(width * 4 / 3);
    const pen = canvas.getContext('2d');
    for (let at = 0; at < canvas.height; at += 8) {
      pen.fillStyle = `hsl(${at % 360} 70% ${60 + at % 30}%)`;
      pen.fillRect(0, at, canvas.width, 8);
    }
    return canvas.toDataURL('image/jpeg', how);
  }, [side, quality]);
  return Buffer.from(address.split(',')[1], 'base64');
}

// From the office's page into the first stage; `helper` fills it in for somebody else. Gives the address of the file.
export async function start(page, helper = '') {
  await page.goto('/kantor/balikpapan');
  await page.getByRole('link', { name: 'Ajukan kartu AK-1' }).click();
  await page.getByLabel(helper ? 'Saya mengisikan untuk orang lain' : 'Untuk saya sendiri').check();
  if (helper) await page.locator('[name=filled_in_by]').fill(helper);
  await next(page, 'Mulai');
  await page.waitForURL(/\/berkas\/\d+\/1$/);
  return page.url().replace(/\/1$/, '');
}

async function choose(page, field, words, choice) {
  const input = page.locator(`input[name="${field}"]`);
  await input.pressSequentially(words);
  await page.getByRole('option', { name: choice }).first().click();
}

// The four stages up to the papers; look() is asked on each screen. Gives the address of the file.
export async function fill_in(page, look = async () => {}, { helper = '', nik = '6471014708959901' } = {}) {
  const file = await start(page, helper);
  await look();
  await page.getByLabel('NIK', { exact: true }).fill('');
  await page.getByLabel('NIK', { exact: true }).pressSequentially(nik);
  await page.getByRole('button', { name: 'Pakai' }).click();
  assert.equal(await page.getByLabel('Perempuan').isChecked(), true);
  assert.equal(await page.locator('[name="birth_date-year"]').inputValue(), '1995');
  await page.getByLabel('Tempat lahir').fill('Balikpapan');
  await next(page);
  await look();
  await page.locator('[name=name]').fill('Sari Dewi Lestari');
  await next(page);
  await look();
  await page.locator('[name=phone]').fill('0812 3456 7890');
  await page.locator('[name=address]').fill('Jl. Jenderal Sudirman 12 RT 03');
  await choose(page, 'village_code', 'gunung sari ilir', /Gunung Sari Ilir/);
  await next(page);
  await look();
  await page.locator('[name="education.level"]').selectOption('smk');
  await page.locator('[name="education.major"]').fill('Tata Busana');
  await page.locator('[name="education.school"]').fill('SMKN 4 Balikpapan');
  await page.locator('[name="education.year"]').fill('2013');
  await next(page);
  await look();
  await page.getByLabel('Ya, persis sama').check();
  await next(page);
  await look();
  await page.locator('[name=skills]').fill('menjahit, obras');
  await choose(page, 'desired_occupations', 'penjahit', /Mesin Jahit/);
  await page.getByLabel('Bekerja di dalam negeri').check();
  await next(page);
  await page.waitForURL(/\/3$/);
  await look();
  return file;
}

// The first window with a place. Gives the code of the ticket.
export async function take_first_window(page) {
  await page.locator('button.ways-row:enabled').first().click();
  await page.waitForURL(/\/tiket\/[A-Z0-9]{8}$/);
  return page.url().slice(-8);
}
