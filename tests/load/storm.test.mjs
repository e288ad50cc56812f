// The short storm of every test run; `make soak` runs the whole one.
import { test } from 'node:test';
import { engines } from '../journeys/office.mjs';
import { storm } from './storm.mjs';

for (const engine of engines()) {
  const kills = engine === 'sqlite' ? 3 : 2;
  test(`eighty people storm twenty places while the power goes ${kills} times (${engine})`, { timeout: 180_000 }, async () => {
    await storm({ engine, people: 80, places: 20, attempts: 500, connections: 32, kills, seed: 7 });
  });
}
