// The short form of every test run; `node tests/load/search_fresh.mjs` makes two hundred changes.
import { test } from 'node:test';
import { engines } from '../journeys/office.mjs';
import { search_fresh } from './search_fresh.mjs';

for (const engine of engines()) {
  const servers = engine === 'postgresql' ? 2 : 1;
  const where = servers > 1 ? 'at another server' : 'by the next question';
  test(`a vacancy published, paused, shown again, closed is found so within half a second ${where} (${engine})`, { timeout: 120_000 }, async () => {
    await search_fresh({ engine, servers, changes: 20 });
  });
}
