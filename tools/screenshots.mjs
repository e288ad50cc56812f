// `make screenshots`: every page that links lead to, as everybody and as each kind of staff, phone and desktop, light and dark.
// What links do not reach (forms on their way) is kept by the journeys when they fail.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { close_browser, crawl, desk, sign_in, small_phone, visitor } from '../tests/journeys/browser.mjs';
import { root, start_office } from '../tests/journeys/office.mjs';
import { people, starts } from './pages.mjs';

const folder = join(root, 'screenshots');
rmSync(folder, { recursive: true, force: true });
const office = await start_office();
let count = 0;
try {
  for (const person of people) {
    mkdirSync(join(folder, person.name), { recursive: true });
    for (const [size_name, size] of [['phone', small_phone], ['desktop', desk]]) {
      const page = await visitor(office, { size });
      if (person.user) await sign_in(page, person.user);
      await crawl(page, person.user ? [new URL(page.url()).pathname] : starts, async (shown, path) => {
        for (const theme of ['light', 'dark']) {
          await shown.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
          const name = `${path.replace(/[^a-zA-Z0-9]+/g, '_').replace(/^_|_$/g, '').slice(0, 60) || 'portal'}_${size_name}_${theme}.png`;
          await shown.screenshot({ path: join(folder, person.name, name), fullPage: true });
          count += 1;
        }
      });
      await page.context().close();
    }
  }
} finally {
  await close_browser();
  await office.stop();
}
console.log(`${count} pictures in screenshots/`);
