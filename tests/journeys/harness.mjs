// What journeys stand on: the built program in a folder of its own, a browser, and what every page must keep.
import axe from 'axe-core';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { close_browser, complaints, open_pages } from './browser.mjs';
import { root } from './office.mjs';

export { crawl, desk, kind_of, desktop, people_of, phone, sign_in, small_phone, visitor, without_script } from './browser.mjs';
export { engines, program, start_office } from './office.mjs';

const failures_folder = join(root, 'build/failures');
after(close_browser);

// A test with a person in it. When it fails, what stood on each screen is kept in build/failures/. It also fails when a
// page broke the content policy, asked another server, or a script of ours threw.
export function journey(name, options, story) {
  if (typeof options === 'function') [options, story] = [{}, options];
  if (process.env.ANTARKERJA_JOURNEY_ENGINE) name += ` (${process.env.ANTARKERJA_JOURNEY_ENGINE})`;
  test(name, { timeout: 180_000, ...options }, async (t) => {
    complaints.length = 0;
    try {
      await story(t);
      assert.deepEqual([...new Set(complaints)], []);
    } catch (failure) {
      mkdirSync(failures_folder, { recursive: true });
      let number = 0;
      for (const page of open_pages) {
        number += 1;
        const path = join(failures_folder, `${name.replace(/[^a-zA-Z0-9]+/g, '_').slice(0, 80)}_${number}`);
        await page.screenshot({ path: `${path}.png`, fullPage: true, timeout: 5000 }).catch(() => {});
        await page.content().then((html) => writeFileSync(`${path}.html`, html), () => {});
        console.log(`at ${page.url()}; kept as ${basename(path)}.png`);
      }
      throw failure;
    } finally {
      for (const page of [...open_pages]) await page.context().close().catch(() => {});
    }
  });
}

// No violation of WCAG 2.2 A and AA or of the best practices that axe knows, in the light and in the dark theme. Themes
// differ in colours only, so the dark one is judged by the rules about colours.
export async function expect_no_axe_violations(page) {
  await page.waitForLoadState();  // with its styles and scripts
  assert.equal(page.frames().length, 1, 'there is a page inside the page, and nobody looks into it');
  await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const rules = colorScheme === 'dark' ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {};
    const violations = await page.evaluate(
      async (options) => (await window.axe.run(document, options)).violations, { ...rules, resultTypes: ['violations'] });
    const told = violations.map((one) => `${one.id}: ${one.help}\n${one.nodes.slice(0, 5).map((node) => `    ${node.html}\n    ${node.failureSummary}`).join('\n')}`);
    assert.equal(violations.length, 0, `axe, ${colorScheme}, ${page.url()}:\n${told.join('\n')}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

// Nothing is wider than the window: no sideways scrolling on a phone.
export async function expect_no_sideways_scrolling(page) {
  await page.waitForLoadState();
  const { wide, window_width } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, window_width: window.innerWidth }));
  assert.ok(wide <= window_width, `${page.url()} is ${wide} px wide in a window of ${window_width} px`);
}

// The W3C's Nu Html Checker over files; errors only. Throws with the messages.
export function expect_valid_html(files) {
  const jar = join(root, 'node_modules/vnu-jar/build/dist/vnu.jar');
  const done = spawnSync('java', ['-Xss2m', '-jar', jar, '--errors-only', '--format', 'json', '--exit-zero-always', ...files],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (done.status !== 0) throw new Error(`vnu: ${done.stderr || done.error}`);
  const { messages } = JSON.parse(done.stderr || '{"messages":[]}');
  assert.deepEqual(messages.map((one) => `${basename(one.url ?? '')}:${one.lastLine ?? 0} ${one.message} ${one.extract ?? ''}`), []);
}

// For people who work by keyboard alone. Counts what is pressed; press, type and done throw once a mouse was used.
export async function keyboard_only(page) {
  let mouse_used = '';
  await page.exposeFunction('mouse_was_used', (what) => { mouse_used = what; });
  const watch = () => {
    for (const kind of ['mousedown', 'touchstart']) {
      document.addEventListener(kind, (event) => { window.mouse_was_used(`${kind} on ${event.target?.outerHTML?.slice(0, 80)}`); }, true);
    }
  };
  await page.addInitScript(watch);
  await page.evaluate(watch);
  const keys = {
    count: 0,
    async press(key) { keys.count += 1; await page.keyboard.press(key); keys.done(); },
    // Typing a word is what the person came for, so it is not counted; keys that steer are.
    async type(text) { await page.keyboard.type(text); keys.done(); },
    done() { assert.equal(mouse_used, '', 'the mouse was used'); },
  };
  return keys;
}
