// A seeker looks for work on a small phone: a word typed wrong, filters that say how many they leave, a search kept, its feed.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { seeker, sign_in as token_of, with_card } from '../contract/api.mjs';
import { desktop, engines, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, start_office, without_script } from './harness.mjs';

const turns = (page, act) => Promise.all([page.waitForNavigation(), act()]);
const count_on = async (page) => Number((await page.getByRole('heading', { level: 2, name: /^\d[\d.]* lowongan$/ }).innerText()).split(' ')[0]);

async function look_for(page, words, place = '') {
  await page.goto('/lowongan');
  await page.getByLabel('Pekerjaan, keahlian, atau perusahaan').fill(words);
  await page.getByLabel('Tempat').fill(place);
  await turns(page, () => page.getByRole('button', { name: 'Cari', exact: true }).click());
}

const offices = await Promise.all(engines().map((engine) => start_office({ engine, now: '2026-03-03T01:00:00Z' })));
for (const office of offices) {
  const { engine } = office;
  after(() => office.stop());

  for (const [how, opened] of [['with script', phone], ['without script', without_script]]) {
    journey(`Sari finds by a misspelt word and narrows by what the filters promise, ${how} (${engine})`, async () => {
      const page = await opened(office);
      await page.setViewportSize({ width: 360, height: 740 });
      await look_for(page, 'drivr');
      const all = await count_on(page);
      assert.ok(all > 0, 'a driver is a sopir');
      await page.getByText(/Tidak ada “drivr”/).waitFor();
      await expect_no_sideways_scrolling(page);

      await look_for(page, '', 'Balikpapan');
      const here = await count_on(page);
      await page.locator('summary', { hasText: 'Saring' }).click();
      const choice = page.locator('.choices a', { hasText: 'Mulai Rp 4.000.000' }).first();
      const promised = Number(await choice.locator('.num').innerText());
      await turns(page, () => choice.click());
      assert.equal(await count_on(page), promised);
      assert.ok(promised <= here);
      await turns(page, () => page.getByRole('link', { name: /Hapus saringan Upah mulai/ }).click());
      assert.equal(await count_on(page), here);
      await page.locator('.vacancies h3 a').first().waitFor();
      await expect_no_sideways_scrolling(page);
    });
  }

  journey(`an empty answer says which filter to drop, an unknown place what to write (${engine})`, async () => {
    const page = await phone(office);
    await page.goto('/lowongan?q=sopir&wage=90000000');
    await page.getByText('Tidak ada lowongan dengan semua syarat ini').waitFor();
    await expect_no_axe_violations(page);
    await turns(page, () => page.getByRole('link', { name: /Tanpa “Upah mulai/ }).click());
    assert.ok((await count_on(page)) > 0);
    await look_for(page, 'sopir', 'Atlantis');
    await page.getByText(/Tempat “Atlantis” tidak kami kenal/).first().waitFor();
    assert.equal(await page.getByLabel('Tempat').inputValue(), 'Atlantis');
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
  });

  journey(`Sari picks her district from what the field suggests and narrows further, by keyboard alone (${engine})`, async () => {
    const page = await phone(office);
    await page.goto('/lowongan');
    const place = page.getByLabel('Tempat');
    await place.focus();
    await page.keyboard.type('balikp sel');
    await page.getByRole('option', { name: 'Balikpapan Selatan, Kota Balikpapan, Kalimantan Timur' }).waitFor();
    await expect_no_axe_violations(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await place.inputValue(), 'Balikpapan Selatan, Kota Balikpapan, Kalimantan Timur');
    await turns(page, () => page.keyboard.press('Enter'));
    await page.getByRole('link', { name: /Hapus saringan Tempat: Balikpapan Selatan/ }).waitFor();
    assert.equal(await page.getByLabel('Tempat').inputValue(), 'Balikpapan Selatan, Kota Balikpapan, Kalimantan Timur');

    await page.goto('/lowongan');
    await page.locator('summary', { hasText: 'Saring' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => Boolean(document.activeElement.closest('.choices'))), 'the first filter comes next');
    const promised = Number((await page.evaluate(() => document.activeElement.querySelector('.num').textContent)).replaceAll('.', ''));
    await turns(page, () => page.keyboard.press('Enter'));
    assert.equal(await count_on(page), promised);
  });

  journey(`suggestions that stand open do not cover the button, and nothing moves under a press (${engine})`, async () => {
    const page = await phone(office);
    await page.setViewportSize({ width: 360, height: 1100 });  // the button is in sight, below the list
    const slowly = async (button) => {
      const { x, y, width, height } = await button.boundingBox();
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      await page.waitForTimeout(120);
      await page.mouse.up();
    };
    for (const press of [slowly, (button) => button.tap(), (button) => button.click()]) {
      await page.goto('/lowongan');
      await page.getByLabel('Tempat').fill('Balikpapan');
      await page.getByRole('option', { name: 'Kota Balikpapan, Kalimantan Timur', exact: true }).waitFor();
      await turns(page, () => press(page.getByRole('button', { name: 'Cari', exact: true })));
      await page.getByRole('link', { name: /Hapus saringan Tempat: Kota Balikpapan/ }).waitFor();
    }
  });

  for (const [how, opened] of [['with script', phone], ['without script', without_script]]) {
    journey(`Sari looks around her district: so many kilometres, as many as the page promised, nearest first, ${how} (${engine})`, async () => {
      const page = await opened(office);
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto('/lowongan');
      await page.getByLabel('Tempat').fill('Balikpapan Selatan, Kota Balikpapan, Kalimantan Timur');
      await page.getByLabel('Jarak').selectOption({ label: 'Sampai 100 km di sekitarnya' });
      await turns(page, () => page.getByRole('button', { name: 'Cari', exact: true }).click());
      const all = await count_on(page);
      await page.getByText('Jarak diukur lurus dari Balikpapan Selatan').waitFor();
      await page.locator('summary', { hasText: 'Saring' }).click();
      if (how === 'with script') await expect_no_axe_violations(page);
      await expect_no_sideways_scrolling(page);
      const choice = page.locator('.choices a', { hasText: 'Sampai 10 km' });
      const promised = Number(await choice.locator('.num').innerText());
      assert.ok(promised > 0 && promised <= all);
      await turns(page, () => choice.click());
      assert.equal(await count_on(page), promised);
      assert.equal(await page.getByLabel('Jarak').inputValue(), '10');
      await turns(page, () => page.getByRole('link', { name: 'Urutkan: paling dekat dulu' }).click());
      const ways = await page.locator('.vacancies li').evaluateAll((all_of_them) =>
        all_of_them.map((one) => Number(/(\d+) km/.exec(one.innerText)?.[1] ?? 0)));
      assert.deepEqual(ways, ways.toSorted((a, b) => a - b));

      await page.getByLabel('Tempat').fill('');
      await turns(page, () => page.getByRole('button', { name: 'Cari', exact: true }).click());
      await page.getByText('Isi tempatnya juga').first().waitFor();
      assert.equal(await page.getByLabel('Jarak').inputValue(), '10');
      if (how === 'with script') await expect_no_axe_violations(page);
    });
  }

  journey(`whatever is typed, the page answers and shows it as it was typed (${engine})`, async () => {
    const page = await without_script(office);
    await page.setViewportSize({ width: 360, height: 740 });
    const hostile = `<img src=x onerror=alert(1)> ' OR 1=1; drop table vacancies_vacancy --`;
    for (const typed of ['a', 'di yang untuk', 'x'.repeat(190), hostile, '%_\\"', '😀 las', '   ']) {
      const answer = await page.goto(`/lowongan?${new URLSearchParams({ q: typed })}`);
      assert.equal(answer.status(), 200, typed);
      assert.equal(await page.getByLabel('Pekerjaan, keahlian, atau perusahaan').inputValue(), typed.trim());
      assert.equal(await page.locator('main img').count(), 0);
      await expect_no_sideways_scrolling(page);
    }
    for (const query of [`q=${'x'.repeat(300)}`, 'q=las&q=sopir', 'wage=-1', 'occupation=99999', 'place=%00', 'cursor=zzz'])
      assert.ok((await page.goto(`/lowongan?${query}`)).status() < 500, query);
  });

  journey(`Rina keeps a search, is told about it, follows its feed, and forgets it (${engine})`, { timeout: 300_000 }, async () => {
    const rina = await with_card(office, await token_of(office, 'petugas'), seeker({ name: 'Rina Mencari' }));
    const page = await phone(office);
    await page.goto('/berkas');
    const [year, month, day] = rina.person.birth_date.split('-').map(Number);
    await page.getByLabel('Kode tiket').fill(rina.booking.ticket_url.slice(-8));
    for (const [part, value] of [['day', day], ['month', month], ['year', year]]) await page.locator(`[name=lahir-${part}]`).fill(String(value));
    await turns(page, () => page.getByRole('button', { name: 'Buka berkas' }).click());
    await look_for(page, 'las');
    await page.getByLabel('Kabari saya kalau ada yang baru').check();
    await turns(page, () => page.getByRole('button', { name: 'Simpan pencarian' }).click());
    await page.getByRole('heading', { name: 'Pencarian tersimpan saya' }).waitFor();
    await page.getByText('Kata: las').waitFor();
    await expect_no_axe_violations(page);
    await expect_no_sideways_scrolling(page);
    await turns(page, () => page.getByRole('button', { name: 'Berhenti mengabari' }).click());
    await page.getByRole('button', { name: 'Kabari kalau ada yang baru' }).waitFor();

    await look_for(page, 'las');
    await turns(page, () => page.getByRole('button', { name: 'Simpan pencarian' }).click());
    await page.getByText('Pencarian ini sudah Anda simpan').first().waitFor();
    await look_for(page, 'las');
    const feed = await page.getByRole('link', { name: 'Umpan RSS' }).getAttribute('href');
    const text = await page.evaluate((href) => fetch(href).then((answer) => answer.text()), feed);
    assert.match(text, /<item><title>/);
    const calendar = await page.evaluate(() => fetch('/lowongan.ics?q=las').then((answer) => answer.text()));
    assert.match(calendar, /BEGIN:VEVENT/);

    await page.goto('/lowongan/tersimpan');
    await turns(page, () => page.getByRole('button', { name: 'Hapus', exact: true }).click());
    await page.getByText('Pencarian yang Anda simpan akan tampil di sini').waitFor();
  });

  journey(`the search page reads well on a desk, light and dark (${engine})`, async () => {
    const page = await desktop(office);
    await page.goto('/lowongan');
    await page.getByRole('link', { name: /^Kalimantan Timur/ }).waitFor();  // beside the column filters stand open
    await expect_no_axe_violations(page);
    assert.ok((await page.content()).length < 40_000);
  });
}
