// The short storm of every test run; `make soak` runs the whole one.
import { test } from 'node:test';
import { engines } from '../journeys/office.mjs';
import { closing_cuts, midnight_cuts } from './closing_cuts.mjs';
import { quota_cuts, quota_storm } from './quota_storm.mjs';
import { school_cuts } from './school_cuts.mjs';
import { storm } from './storm.mjs';

for (const engine of engines()) {
  const kills = engine === 'sqlite' ? 3 : 2;
  test(`eighty people storm twenty places while the power goes ${kills} times (${engine})`, { timeout: 180_000 }, async () => {
    await storm({ engine, people: 80, places: 20, attempts: 500, connections: 32, kills, seed: 7 });
  });
}

for (const engine of engines()) {
  test(`a quota is changed 60 times while forty people book and give back (${engine})`, { timeout: 180_000 }, async () => {
    await quota_storm({ engine, changes: 60, people: 40, connections: 16, seed: 11 });
  });
}
for (const engine of engines()) {
  test(`the power goes twice while a quota is cut: all of it or none of it (${engine})`, { timeout: 180_000 }, async () => {
    await quota_cuts({ engine, cuts: 2, people: 14 });
  });
  test(`the power goes twice while those who wait are sent home: all of them or nobody (${engine})`, { timeout: 180_000 }, async () => {
    await closing_cuts({ engine, cuts: 2, people: 14 });
  });
  test(`the power goes twice while the day that is over is closed: all of it or none of it (${engine})`, { timeout: 180_000 }, async () => {
    await midnight_cuts({ engine, cuts: 2, people: 14 });
  });
  test(`the power goes twice while a school's file is read in, and twice while it is handed in (${engine})`, { timeout: 180_000 }, async () => {
    await school_cuts({ engine, cuts: 2, rows: 60 });
  });
}
