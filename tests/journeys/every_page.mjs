// Every page that links lead somebody to. One file a group of people, so that groups can be looked at side by side.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { crawl, desktop, expect_no_axe_violations, expect_no_sideways_scrolling, journey, kind_of, phone, sign_in, start_office } from './harness.mjs';

const office = await start_office();
after(() => office.stop());

// A kind of page that two people of a group see is judged with the first one.
const judged = new Set();

async function look(page, path, status) {
  assert.ok(status < 500, `${path} answered ${status}`);
  await expect_no_sideways_scrolling(page);
  if (judged.has(kind_of(path))) return;
  judged.add(kind_of(path));
  await expect_no_axe_violations(page);
}

export function everybody_finds_every_page_accessible() {
  journey('every page that links lead a job seeker to is accessible in both themes', { timeout: 600_000 }, async (t) => {
    const page = await phone(office);
    const paths = await crawl(page, ['/', '/verifikasi', '/masuk', '/?lang=en'], look);
    t.diagnostic(paths.join(' '));
  });
}

// At most `pages_max` pages: the public ones are a job seeker's, too.
export function finds_every_page_accessible(user, pages_max) {
  journey(`every page that links lead ${user} to is accessible in both themes`, { timeout: 600_000 }, async (t) => {
    const page = await desktop(office);
    await sign_in(page, user);
    const paths = await crawl(page, [new URL(page.url()).pathname, '/'], look, pages_max);
    t.diagnostic(paths.join(' '));
    assert.ok(paths.length > 3, `only ${paths}`);
  });
}
