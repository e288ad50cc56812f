// The operator's lists: newer areas and industries between two releases, and an office's companies.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { engines, journey, start_office } from './harness.mjs';

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
}
