// The operator's lists: newer areas and industries between two releases, and an office's companies.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { crc32 } from 'node:zlib';
import { engines, journey, start_office } from './harness.mjs';

// A workbook with one sheet of text, as small as the standard allows (ECMA-376): a zip whose parts are not compressed.
function workbook(rows) {
  const letter = (column) => String.fromCharCode(65 + column);
  const cell = (text, column, row) => `<c r="${letter(column)}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
      + '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
      + '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Buku induk" sheetId="1" r:id="a"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows.map((row, at) => `<row r="${at + 1}">${row.map((text, column) => cell(text, column, at)).join('')}</row>`).join('')}</sheetData></worksheet>`,
  };
  const files = [];
  const list = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const bytes = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    files.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), bytes);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    list.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, where, Buffer.from(name));
    offset += 30 + name.length + bytes.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(parts).length, 4);
  end.writeUInt16LE(Object.keys(parts).length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, directory, Buffer.from('PK\x05\x06'), end]);
}

const offices = await Promise.all(engines().map((engine) => start_office({ engine })));
for (const office of offices) {
  const { engine } = office;
  after(() => office.stop());
  const import_list = (kind, content, ...more) => {
    const file = join(office.data, `${kind}.csv`);
    writeFileSync(file, content);
    return office.run(`import ${kind} ${file}`, { arguments: more });
  };
  const asked = async (path) => (await fetch(`${office.url}${path}`)).json();

  journey(`codes that came after the release are there after a restart (${engine})`, async () => {
    const areas = 'code,name\n64.71.07,Balikpapan Seberang\n64.71.07.1001,Kampung Seberang\n';
    const trial = import_list('areas', areas, '--dry-run');
    assert.equal(trial.code, 0, trial.errors);
    assert.match(trial.output, /2 read, 2 added.*nothing was written/);
    assert.match(import_list('areas', areas).output, /restart the server[^]*2 added/);
    const broken = import_list('areas', 'code,name\n64.71.08,Satu\n6471,Dua\n');
    assert.equal(broken.code, 1);
    assert.match(broken.errors, /line 3: .6471. is no code/);
    assert.equal(import_list('industries', 'code,title,version\nC,Industri,2025\n25,Industri logam,2025\n').code, 0);
    assert.match(import_list('occupations', 'code,title\n7212,Tukang las bawah laut\n').output, /1 added/);
    await office.halt();
    await office.start();
    assert.equal((await asked('/acuan/wilayah?q=kampung+seberang'))[0].value, '64.71.07.1001');
    assert.equal((await asked('/acuan/jabatan?q=las+bawah+laut'))[0].label, 'Tukang las bawah laut');
    assert.ok((await asked('/acuan/usaha?q=restoran')).some(({ value }) => value === '56101'), 'the list of 2020 stays');
  });

  journey(`an office's list of companies comes in, and each waits for a call (${engine})`, () => {
    const companies = 'Nama Perusahaan;NIB;Alamat;No. Telp\nPT Baja Muda;1234567890123;Jalan Contoh 1;0542 765432\nPT Baja Muda Tbk;123;;\n';
    assert.equal(import_list('employers', companies).code, 1, 'two offices: which one is meant');
    const trial = import_list('employers', companies, '--office', 'balikpapan', '--dry-run');
    assert.match(trial.output, /2 read, 2 added, 0 unchanged, 2 problems \(dry run/);
    const done = import_list('employers', companies, '--office', 'balikpapan');
    assert.equal(done.code, 1, 'problems were found');
    assert.match(done.errors, /line 3, nib: NIB terdiri dari 13 angka; dikosongkan/);
    assert.match(done.errors, /line 3: dicatat; mungkin sudah ada: namanya sama dengan PT Baja Muda pada baris 2/);
    assert.match(import_list('employers', companies, '--office', 'balikpapan').output, /0 added, 2 unchanged/);
    assert.equal(office.run('check').code, 0);
  });

  journey(`the old register comes in as a workbook, says line by line what it could not use, and comes in once (${engine})`, () => {
    const file = join(office.data, 'buku-induk.xlsx');
    writeFileSync(file, workbook([
      ['No. Pendaftaran', 'Nama Lengkap', 'NIK', 'Tgl. Lahir', 'L/P', 'Tanggal Daftar', 'Jurusan'],
      ['563/0001/AK.1/2025', 'Sulastri', '6471016009920001', '20-09-1992', 'P', '12/01/2026', 'Tata Boga'],
      ['563/0002/AK.1/2025', 'Bambang Irawan', '6471011102880002', '1988-02-11', 'L', '2026-01-13', ''],
      ['563/0003/AK.1/2025', 'Tanpa Tanggal', '', '', 'L', 'kemarin', ''],
    ]));
    const import_cards = (...more) => office.run(`import cards ${file} --office balikpapan`, { arguments: more });
    const counted = () => Number(office.ask("select count(*) from registration_card where number like '563/000_/AK.1/2025'"));
    const trial = import_cards('--dry-run');
    assert.match(trial.output, /3 read, 2 added, 0 unchanged/, trial.errors);
    assert.equal(counted(), 0, 'a trial writes nothing');
    const done = import_cards();
    assert.equal(done.code, 1, 'one line could not be used');
    assert.match(done.errors, /line 4, Tanggal Terbit: /);
    assert.equal(counted(), 2);
    assert.match(import_cards().output, /0 added, 2 unchanged/);
    assert.equal(counted(), 2);
    assert.equal(office.run('check').code, 0);
  });
}
