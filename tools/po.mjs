// Reads gettext catalogues (.po): the part of the format that text/ uses.

const escapes = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' };

function unquote(text) {
  const quoted = /^"(.*)"$/.exec(text.trim());
  if (!quoted) throw new Error(`not a quoted string: ${text}`);
  return quoted[1].replace(/\\(.)/g, (_, letter) => {
    if (!(letter in escapes)) throw new Error(`unknown escape \\${letter}`);
    return escapes[letter];
  });
}

// [{msgid, msgstr, references, fuzzy, line}], the header (msgid "") left out.
export function parse_po(text, name = 'catalogue') {
  const entries = [];
  let entry;
  let field;
  const finish = () => {
    if (entry?.msgid) entries.push(entry);
    entry = undefined;
    field = undefined;
  };
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    try {
      if (line === '') return finish();
      if (line.startsWith('#~')) return;
      entry ??= { msgid: '', msgstr: '', references: [], fuzzy: false, line: index + 1 };
      if (line.startsWith('#:')) return void entry.references.push(...line.slice(2).trim().split(/\s+/));
      if (line.startsWith('#,')) return void (entry.fuzzy ||= line.includes('fuzzy'));
      if (line.startsWith('#')) return;
      const keyword = /^(msgid|msgstr)\s+(".*")$/.exec(line);
      if (keyword) {
        if (keyword[1] === 'msgid' && field) {
          finish();
          entry = { msgid: '', msgstr: '', references: [], fuzzy: false, line: index + 1 };
        }
        field = keyword[1];
        entry[field] += unquote(keyword[2]);
      } else {
        if (!field) throw new Error(`unexpected: ${line}`);
        entry[field] += unquote(line);
      }
    } catch (error) {
      throw new Error(`${name}:${index + 1}: ${error.message}`);
    }
  });
  finish();
  return entries;
}

// "{name}" as fill() reads them.
export const placeholders = (text) => [...text.matchAll(/\{([a-z0-9_]+)\}/g)].map((found) => found[1]).sort().join(' ');
