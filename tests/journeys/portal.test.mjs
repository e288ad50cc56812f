import assert from 'node:assert/strict';
import { after } from 'node:test';
import { desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, phone, start_office, without_script } from './harness.mjs';

const office = await start_office();
after(() => office.stop());

journey('the portal opens on a small phone, in both themes, for everybody', async () => {
  const page = await phone(office);
  const answer = await page.goto('/');
  assert.equal(answer.status(), 200);
  assert.equal(await page.locator('h1').count(), 1);
  assert.equal(await page.locator('html').getAttribute('lang'), 'id');
  await expect_no_sideways_scrolling(page);
  await expect_no_axe_violations(page);
});

journey('the portal opens on a desktop in English', async () => {
  const page = await desktop(office);
  await page.goto('/?lang=en');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await expect_no_axe_violations(page);
});

journey('the first view of the portal weighs at most 40 KB over the wire', async () => {
  const page = await phone(office);
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  let bytes = 0;
  wire.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
  await page.goto('/', { waitUntil: 'networkidle' });
  assert.ok(bytes > 0 && bytes <= 40 * 1024, `${bytes} bytes`);
});

journey('the portal says the same without JavaScript', async () => {
  const page = await without_script(office);
  await page.goto('/');
  assert.ok((await page.locator('main').innerText()).length > 50);
});

journey('a page that is not there says so and shows the way back', async () => {
  const page = await phone(office);
  const answer = await page.goto('/tidak-ada');
  assert.equal(answer.status(), 404);
  assert.ok(await page.locator('main a').count() > 0);
  await expect_no_axe_violations(page);
});
