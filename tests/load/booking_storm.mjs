// The whole storm on each engine: `make soak`. Says what it did; exit code 1 when a promise was broken.
import { engines } from '../journeys/office.mjs';
import { closing_cuts, midnight_cuts } from './closing_cuts.mjs';
import { watch } from './live_pages.mjs';
import { quota_cuts, quota_storm } from './quota_storm.mjs';
import { school_cuts } from './school_cuts.mjs';
import { storm } from './storm.mjs';

const tell = (text) => console.log(text);
let broken = 0;
for (const engine of engines()) {
  for (const [name, options] of [['without a cut', { kills: 0, seed: 1 }], ['with ten cuts', { kills: 10, attempts: 4000, seed: 2 }]]) {
    try {
      const { refused, ...counted } = await storm({ engine, tell, ...options });
      console.log(`${engine}, ${name}: ${JSON.stringify(counted)} refused ${JSON.stringify(refused)}`);
    } catch (failure) {
      broken += 1;
      console.log(`${engine}, ${name}: BROKEN ${failure.stack}`);
    }
  }
}
for (const engine of engines()) {
  for (const [name, run] of [
    ['1,000 quota changes in a storm', () => quota_storm({ engine, tell })],
    ['ten power cuts during quota changes', () => quota_cuts({ engine, tell })],
    ['ten power cuts while a hall is sent home', () => closing_cuts({ engine, tell })],
    ['ten power cuts at the closing after midnight', () => midnight_cuts({ engine, tell })],
    ['ten power cuts while a school uploads, ten while it hands in', () => school_cuts({ engine, tell })],
    ['2,000 boards and tickets', () => watch({ engine, tell })],
  ]) {
    try {
      console.log(`${engine}, ${name}: ${JSON.stringify(await run())}`);
    } catch (failure) {
      broken += 1;
      console.log(`${engine}, ${name}: BROKEN ${failure.stack}`);
    }
  }
}
process.exitCode = broken ? 1 : 0;
