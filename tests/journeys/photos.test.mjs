// Offices ask for one photo or for several, and somebody chooses which one the card shows.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { apply, seeker } from '../contract/api.mjs';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, sign_in, start_office } from './harness.mjs';

const office = await start_office();
after(() => office.stop());

// A face of one colour on a background of another, as a phone takes it.
async function portrait(page, background, name) {
  const address = await page.evaluate((colour) => {
    const canvas = document.createElement('canvas');
    canvas.width = 1200;
    canvas.height = 1600;
    const pen = canvas.getContext('2d');
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1200, 1600);
    pen.fillStyle = '#c89a78';
    pen.beginPath();
    pen.ellipse(600, 700, 300, 400, 0, 0, 7);
    pen.fill();
    pen.fillStyle = '#302018';
    for (let at = 0; at < 40; at++) pen.fillRect(330 + at * 14, 300 + (at % 7) * 9, 7, 120);
    for (const eye of [480, 720]) pen.fillRect(eye - 40, 660, 80, 30);
    pen.fillRect(500, 900, 200, 20);
    return canvas.toDataURL('image/jpeg', 0.9);
  }, background);
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(address.split(',')[1], 'base64') };
}

journey('the manager asks for two photos, Sari chooses one, and the clerk another', async () => {
  const manager = await desktop(office);
  await sign_in(manager, 'manajer');
  await manager.goto('/atur/berkas');
  await manager.getByLabel('Berapa foto').selectOption('2');
  await manager.getByLabel('Yang terlihat di tiap foto').fill('latar merah\nlatar biru\nlatar putih');
  await manager.getByRole('main').getByRole('button', { name: 'Simpan', exact: true }).click();
  await manager.getByText('Barisnya lebih banyak daripada fotonya').first().waitFor();
  await expect_no_axe_violations(manager);
  await manager.getByLabel('Yang terlihat di tiap foto').fill('latar merah\nlatar biru');
  await manager.getByRole('main').getByRole('button', { name: 'Simpan', exact: true }).click();
  await manager.getByText('Tersimpan').waitFor();

  const page = await phone(office);
  await page.goto('/kantor/balikpapan/ak1');
  await page.getByText('Pasfoto 3x4, 2 foto: latar merah; latar biru').waitFor();
  await page.getByLabel('Untuk saya sendiri').check();
  await page.getByRole('button', { name: 'Mulai', exact: true }).click();
  await page.waitForURL(/\/berkas\/\d+\/1$/);
  const file = new URL(page.url()).pathname.replace(/\/1$/, '');
  await page.goto(`${file}/3`);
  await page.getByLabel(/foto 1: latar merah/).setInputFiles(await portrait(page, '#b02020', 'merah.jpg'));
  await page.getByText(/Sudah diunggah: merah.jpg/).waitFor();
  await page.getByLabel(/foto 2: latar biru/).setInputFiles(await portrait(page, '#2040b0', 'biru.jpg'));
  await page.getByText(/Sudah diunggah: biru.jpg/).waitFor();
  await page.getByRole('button', { name: 'Lanjut', exact: true }).click();
  await page.waitForURL(/\/periksa$/);
  await page.goto(`${file}/3`);
  const first = page.getByRole('listitem').filter({ has: page.getByAltText('Pasfoto 3x4 1') });
  const second = page.getByRole('listitem').filter({ has: page.getByAltText('Pasfoto 3x4 2') });
  await first.getByText('Dicetak di kartu').waitFor();
  await expect_no_axe_violations(page);
  await expect_no_sideways_scrolling(page);
  await second.getByRole('button', { name: /Cetak yang ini/ }).click();
  await second.getByText('Dicetak di kartu').waitFor();
  assert.equal(await page.getByText('Dicetak di kartu').count(), 1);

  // Another person's two photos at the counter: one key puts the other one on the card.
  const made = await apply(office, seeker());
  for (const colour of ['#b02020', '#2040b0']) {
    const { buffer } = await portrait(page, colour, 'foto.jpg');
    const sent = new FormData();
    sent.set('kind', 'photo');
    sent.set('file', new Blob([buffer], { type: 'image/jpeg' }), 'foto.jpg');
    const kept = await fetch(`${office.url}/api/v1/applications/${made.id}/documents`, { method: 'POST', headers: { authorization: `Bearer ${made.token}` }, body: sent });
    assert.equal(kept.status, 201);
  }
  const desk = await desktop(office);
  await sign_in(desk, 'petugas');
  await desk.goto(`/loket/berkas/${made.id}`);
  const large = () => desk.locator('.portrait > img').getAttribute('src');
  const before = await large();
  await expect_no_axe_violations(desk);
  await Promise.all([desk.waitForNavigation(), desk.keyboard.press('g')]);
  assert.notEqual(await large(), before);
  await desk.locator('.other-photo img').waitFor();
  await expect_no_sideways_scrolling(desk);

  // A walk-in's photos are asked for beside the answers.
  await desk.goto('/loket/baru');
  assert.equal(await desk.locator('input[type=file]').count(), 2);
  await expect_no_axe_violations(desk);
});
