// The short form of every test run; `node tests/load/live_pages.mjs` opens two thousand pages.
import { test } from 'node:test';
import { engines } from '../journeys/office.mjs';
import { watch } from './live_pages.mjs';

for (const engine of engines()) {
  test(`two hundred boards and tickets hear every change within a second (${engine})`, { timeout: 120_000 }, async () => {
    await watch({ engine, boards: 100, tickets: 100, people: 5, changes: 5 });
  });
}
