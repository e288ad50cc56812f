// Draws docs/img/advice.svg: what advice is worth when more and more people get it. The figures come from
// `antarkerja bench advice --json`; the same program gives the same picture, byte by byte.
//   node tools/draw_advice.mjs
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const program = process.env.ANTARKERJA_PROGRAM ?? join(root, 'build/release/antarkerja');
const done = spawnSync(program, ['bench', 'advice', '--json'], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
if (done.status > 1) throw new Error(done.stderr || String(done.error));
const { lines, rows, markets, find_work_without_advice } = JSON.parse(done.stdout.trim().split('\n').at(-1));

const looks = {
  'random': { colour: '#6b7280', dash: '2 5' },
  'words only': { colour: '#8A5A00', dash: '7 4' },
  's only': { colour: '#B3261E', dash: '' },
  's - price': { colour: '#0B6E69', dash: '' },
};
const width = 400;
const height = 260;
const [left, right, top, bottom] = [44, 128, 44, 40];

// One panel: a measure of a market, by the share of people who get advice.
function panel(offset, title, openings, key, unit) {
  const [low, high] = key === 'worth' ? [-30, 30] : [-16, 22];
  const x = (share) => offset + left + (share / 100) * (width - left - right);
  const y = (points) => top + ((high - points) / (high - low)) * (height - top - bottom);
  const out = [`<text x="${offset + left}" y="20" class="title">${title}</text>`];
  for (let points = Math.ceil(low / 10) * 10; points <= high; points += 10) {
    out.push(`<line x1="${x(0)}" x2="${x(100)}" y1="${y(points).toFixed(1)}" y2="${y(points).toFixed(1)}" class="${points === 0 ? 'zero' : 'grid'}"/>`);
    out.push(`<text x="${x(0) - 6}" y="${(y(points) + 4).toFixed(1)}" text-anchor="end">${points > 0 ? '+' : ''}${points}</text>`);
  }
  for (const share of [10, 50, 100]) out.push(`<text x="${x(share)}" y="${height - 18}" text-anchor="middle">${share} %</text>`);
  const ends = [];
  for (const [arm, look] of Object.entries(looks)) {
    const own = lines.filter((one) => one.arm === arm && one.openings === openings);
    const path = own.map((one, at) => `${at === 0 ? 'M' : 'L'}${x(one.share).toFixed(1)} ${y(one[key]).toFixed(1)}`).join('');
    out.push(`<path d="${path}" fill="none" stroke="${look.colour}" stroke-width="2.5"${look.dash ? ` stroke-dasharray="${look.dash}"` : ''}/>`);
    ends.push({ arm, colour: look.colour, at: y(own.at(-1)[key]), value: own.at(-1)[key] });
  }
  ends.sort((a, b) => a.at - b.at);
  ends.forEach((end, at) => { if (at > 0) end.at = Math.max(end.at, ends[at - 1].at + 15); });
  for (const end of ends) out.push(`<text x="${x(100) + 6}" y="${(end.at + 4).toFixed(1)}" class="name" style="fill:${end.colour}">${end.arm} ${end.value >= 0 ? '+' : ''}${end.value.toFixed(1)}${unit}</text>`);
  return out.join('\n');
}

const row = ({ openings, percent }, at) => {
  const all = openings === 1 ? 'An opening for each seeker' : `${openings * 10} openings for ten seekers`;
  return `<g transform="translate(0 ${at * (height + 34)})">
<text x="${left}" y="18" class="title">${all}: without advice ${percent.toFixed(1)} % find work${openings < 1 ? `, more than ${openings * 100} % cannot` : ''}</text>
<g transform="translate(0 26)">
${panel(0, 'Those advised: points more find work', openings, 'advised', '')}
${panel(width, 'The whole town: points more find work', openings, 'town', '')}
${panel(2 * width, 'What all work found is worth to its finders', openings, 'worth', ' %')}
</g></g>`;
};
writeFileSync(join(root, 'docs/img/advice.svg'), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${3 * width + 16} ${2 * (height + 34) + 30}" role="img" aria-labelledby="what">
<title id="what">What advice is worth when more and more people get it: naive advice fades, priced advice stays</title>
<style>
text { font: 12px system-ui, sans-serif; fill: #4B5F63 }
.title { font-weight: 600; font-size: 14px; fill: #12343B }
.name { font-weight: 600 }
.grid { stroke: #d7dcdd } .zero { stroke: #4B5F63 }
</style>
<rect width="100%" height="100%" fill="#FFFFFF"/>
${find_work_without_advice.map(row).join('\n')}
<text x="${left}" y="${2 * (height + 34) + 18}">across: share of seekers who get advice · ${markets} invented towns of ${rows} seekers</text>
</svg>
`);
console.log(`docs/img/advice.svg drawn from ${lines.length} figures`);
