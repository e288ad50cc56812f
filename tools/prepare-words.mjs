// Debian's hunspell-id (/usr/share/hunspell/id_ID.dic) -> build/embedded/data/dictionary.tsv: Indonesian words and how each of
// them is derived. First the derivations, "=A<TAB>me.per<TAB>kan" (prefixes from outside, ending), then a word a line with
// the letters of its own: "jual<TAB>AFg". modules/search/dictionary.cpp reads it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = '/usr/share/hunspell/id_ID.dic';

// What the dictionary's flags stand for. "pe_" takes no nasal ("petani"); "menge" is for roots of one syllable ("mengelas").
// An inner prefix stands behind a dot: "ke.ber+an" is "keberhasilan".
const derivations = {
  B0: 'ber+', BE: 'ber+', Ba: 'ber+an', Bf: 'ber+an', Bk: 'ber+kan', Bg: 'ber+kan', BK: 'ber.ke+', Bl: 'ber.ke+an', BP: 'ber.pe+',
  Bq: 'ber.pe+an', BS: 'ber.se+', Bt: 'ber.se+an',
  D0: 'di+', Di: 'di+i', Dk: 'di+kan', DK: 'di.ke+', Dm: 'di.ke+i', Dn: 'di.ke+kan', DR: 'di.per+', Dt: 'di.per+i', Du: 'di.per+kan',
  Dv: 'di.se+kan',
  K0: 'ke+', Ka: 'ke+an', Ki: 'ke+i', Kc: 'ke.ber+an', Ko: 'ke.me+an', Kq: 'ke.pe+an', Kt: 'ke.se+an', Ku: 'ke.ter+an',
  M0: 'me+', Mi: 'me+i', Mk: 'me+kan', MB: 'me.ber+', Me: 'me.ber+kan', MG: 'menge+', Mg: 'menge+i', Mh: 'menge+kan', Mm: 'mem+i',
  Mo: 'mem+kan', MP: 'me.pe+', Mn: 'me.pe+an', Mp: 'me.pe+i', Mq: 'me.pe+kan', MR: 'me.per+', Mt: 'me.per+i', Mu: 'me.per+kan',
  Mw: 'me.se+i', Mx: 'me.se+kan',
  O0: 'ku+', Oi: 'ku+i', Ok: 'ku+kan',
  P0: 'pe+', Pa: 'pe+an', PB: 'pe.ber+', Pc: 'pe.ber+an', PE: 'pe_+', Pf: 'pe_+an', Pn: 'pe.me+an', PN: 'penge+', Po: 'penge+an',
  PR: 'pe.per+', Ps: 'pe.per+an', Pv: 'pe.se+an',
  R0: 'per+', Ra: 'per+an', Ri: 'per+i', Rk: 'per+kan', Rq: 'per.pe+an', Rt: 'per.se+an',
  S0: 'se+', Sa: 'se+an', Sl: 'se.ke+an', Sq: 'se.pe+an', Ss: 'se.per+an',
  T0: 'ter+', TE: 'ter+', Ta: 'ter+an', Tf: 'ter+an', Ti: 'ter+i', Tg: 'ter+i', Tk: 'ter+kan', Th: 'ter+kan', TB: 'ter.ber+',
  TK: 'ter.ke+', TR: 'ter.per+',
  a0: '+an', i0: '+i', k0: '+kan',
};
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&()*+,-./:;<>?@[]^_{|}~';
const kinds = [...new Set(Object.values(derivations))].sort();
if (kinds.length > letters.length) throw new Error(`${kinds.length} derivations, letters for ${letters.length}`);
const letter = (flag) => (derivations[flag] ? letters[kinds.indexOf(derivations[flag])] : '');

const words = new Map();
const [, ...lines] = readFileSync(source, 'latin1').split('\n');
for (const line of lines) {
  const [word, flags = ''] = line.split('/');
  if (!/^[a-z]{2,}$/.test(word)) continue;  // names, and words that are always doubled
  const own = words.get(word) ?? new Set();
  for (const [flag] of flags.matchAll(/../g)) own.add(letter(flag));
  words.set(word, own);
}
if (words.size < 20_000) throw new Error(`${source} has only ${words.size} words: is it another dictionary?`);

const head = kinds.map((kind, at) => `=${letters[at]}\t${kind.replace('+', '\t')}\n`);
const body = [...words].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, own]) => `${word}\t${[...own].sort().join('')}\n`);
mkdirSync(join(root, 'build/embedded/data'), { recursive: true });
writeFileSync(join(root, 'build/embedded/data/dictionary.tsv'), [...head, ...body].join(''));
