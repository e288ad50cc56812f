// An officer away from the desk, with a phone and without script: lists are read from top to bottom, and whoever listens still
// hears a table; the menu opens with the keyboard.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, people_of, phone, start_office, without_script } from './harness.mjs';

const office = await start_office({ now: '2026-11-24T01:00:00Z' });
after(() => office.stop());
const person = people_of(office);

// What assistive technology is told, as "role:name".
async function told(page) {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  return nodes.filter((node) => !node.ignored).map((node) => `${node.role?.value}:${node.name?.value ?? ''}`);
}

journey('an officer reads lists on a phone: a row is a card, and still a row of a table', async () => {
  const page = await person('manajer', phone);
  for (const path of ['/tinjau', '/atur/perusahaan', '/rujuk', '/rujuk/penempatan', '/atur/belum-lapor', '/jurnal', '/petugas']) {
    await page.goto(path);
    await expect_no_sideways_scrolling(page);
    const slides = await page.evaluate(() => [...document.querySelectorAll('.table-frame')].filter((frame) => frame.scrollWidth > frame.clientWidth + 1).length);
    assert.equal(slides, 0, `${path} slides sideways within a box`);
  }
  await page.goto('/tinjau');
  const cell = page.locator('tbody td').first();
  assert.equal(await cell.evaluate((one) => getComputedStyle(one, '::before').content.includes('Pemberi kerja')
    || one.getAttribute('data-label') === 'Pemberi kerja'), true, 'the cell says whose it is');
  const heard = await told(page);
  for (const role of ['table:Menunggu', 'columnheader:Pemberi kerja', 'columnheader:Dilaporkan']) assert.ok(heard.includes(role), role);
  assert.ok(heard.some((one) => one.startsWith('rowheader:')), 'a row has its head');
  assert.ok(heard.includes(`cell:${await cell.innerText()}`), 'a cell is its own words, without the label');
});

journey('a manager finds every section in one row of words, with the keyboard and without script', async () => {
  for (const open of [desktop, without_script]) {
    const page = await person('manajer', open);
    await page.goto('/tinjau');
    assert.equal(await page.locator('.menu summary[aria-current=true]').innerText(), 'Lowongan', 'where I am');
    const settings = page.locator('.menu summary', { hasText: 'Pengaturan' });
    await settings.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Atur kantor' }).waitFor();
    await expect_no_sideways_scrolling(page);
    if (open === desktop) {
      await expect_no_axe_violations(page);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Atur kantor' }).waitFor({ state: 'hidden' });
      assert.equal(await settings.evaluate((one) => one === document.activeElement), true);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Tab');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.match(new URL(page.url()).pathname, /^\/atur\//);
  }
  const tall = await person('manajer');
  await tall.goto('/loket');
  const row = await tall.locator('.menu > ul').evaluate((list) => list.getBoundingClientRect().height);
  assert.ok(row < 60, `one row on a screen, not ${row} px`);
});
