// The short form of every test run; `node tests/load/live_pages.mjs` opens two thousand pages.
import { test } from 'node:test';
import { engines } from '../journeys/office.mjs';
import { watch } from './live_pages.mjs';

if (engines().includes('postgresql')) {
  test('boards and tickets at one server hear within a second what people do at another', { timeout: 120_000 }, async () => {
    await watch({ engine: 'postgresql', servers: 2, boards: 20, tickets: 20, people: 5, changes: 5 });
  });
}

for (const engine of engines()) {
  test(`two hundred boards and tickets hear every change within a second (${engine})`, { timeout: 120_000 }, async () => {
    await watch({ engine, boards: 100, tickets: 100, people: 5, changes: 5 });
  });
}
