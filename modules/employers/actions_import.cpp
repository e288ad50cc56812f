#include "modules/employers/actions_import.hpp"

#include <map>

#include "modules/employers/access.hpp"
#include "modules/employers/actions.hpp"
#include "modules/employers/rules_import.hpp"
#include "modules/employers/store.hpp"
#include "modules/office/actions.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"
#include "platform/tables/tables.hpp"

namespace employers {

namespace {

std::string_view words(tables::Refusal why) {
    switch (why) {
        case tables::Refusal::not_a_table:
            return msg("Berkas ini bukan XLSX atau CSV. Simpan ulang dari program lembar kerja, lalu unggah.");
        case tables::Refusal::too_large: return msg("Berkas ini terlalu besar. Unggah paling besar 32 MB, tanpa gambar.");
        case tables::Refusal::too_many_rows: return msg("Berkas ini terlalu banyak barisnya. Bagi menjadi beberapa berkas.");
        case tables::Refusal::broken:
            return msg("Berkas ini rusak atau dikemas dengan cara yang tidak wajar. Simpan ulang sebagai XLSX, lalu unggah.");
        case tables::Refusal::no_header: return msg("Baris pertama berkas ini tidak berisi nama kolom.");
    }
    return {};
}

std::string_view reason(Unfit why) {
    switch (why) {
        case Unfit::missing: return msg("tidak ada");
        case Unfit::too_long: return msg("terlalu panjang atau tidak dapat dicetak; dikosongkan");
        case Unfit::nib_digits: return msg("NIB terdiri dari 13 angka; dikosongkan");
        case Unfit::kbli_unknown: return msg("tidak ada dalam daftar bidang usaha; dikosongkan");
        case Unfit::kbli_version: return msg("daftarnya 2020 atau 2025; dikosongkan");
        case Unfit::regency_unknown: return msg("wilayah tidak dikenal; dipakai wilayah kantor");
        case Unfit::phone: return msg("bukan nomor telepon; dikosongkan");
        case Unfit::email: return msg("bukan alamat surel; dikosongkan");
        case Unfit::website: return msg("bukan alamat situs; dikosongkan");
        case Unfit::number: return msg("bukan jumlah orang; dikosongkan");
        case Unfit::more_than_workers: return msg("lebih banyak daripada semua pekerja; dikosongkan");
    }
    return {};
}

// Who is in the register, by what makes two rows one company.
class Known {
  public:
    void add(const Employer& one, std::string told) {
        const auto key = firm_key(one.name);
        same_.emplace(key + "|" + one.nib, told);
        if (!one.nib.empty()) by_nib_.emplace(one.nib, told);
        by_name_.emplace(key, std::move(told));
    }
    bool has(const Employer& one) const { return same_.contains(firm_key(one.name) + "|" + one.nib); }
    // What it looks like; "" = nothing.
    std::string like(const Context& context, const Employer& one) const {
        if (const auto found = by_nib_.find(one.nib); !one.nib.empty() && found != by_nib_.end())
            return fill(context.t("NIB-nya sama dengan {lain}"), {{"lain", found->second}});
        const auto found = by_name_.find(firm_key(one.name));
        return found == by_name_.end() ? std::string() : fill(context.t("namanya sama dengan {lain}"), {{"lain", found->second}});
    }

  private:
    std::map<std::string, std::string> same_;
    std::map<std::string, std::string> by_nib_;
    std::map<std::string, std::string> by_name_;
};

struct Row {
    int line{};
    ReadRow read;
};

}  // namespace

ImportReport import_employers(const Context& context, OfficeId office_id, std::string_view bytes, DryRun dry_run) {
    ImportReport report;
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return office::find_office(tx, office_id); });
    if (!office || !keeps_register(context, office_id)) {
        report.refusal = context.t("Kantor ini tidak ada.");
        return report;
    }
    const auto sheet = tables::read(bytes);
    if (!sheet) {
        report.refusal = context.t(words(sheet.error()));
        return report;
    }
    const auto places = find_places(sheet->header);
    if (places.of[static_cast<std::size_t>(Cell::name)] < 0) {
        report.refusal = context.t("Tidak ada kolom nama perusahaan pada baris pertama (nama, nama perusahaan, company).");
        return report;
    }
    std::vector<Row> rows;
    for (std::size_t at = 0; at < sheet->rows.size(); ++at) {
        rows.push_back({sheet->line_numbers[at], read_row(places, sheet->rows[at], office->regency_code)});
        rows.back().read.employer.office = office_id;
        rows.back().read.employer.source = "import";
    }
    auto program = context;  // an old list may lack what a person is asked for; an officer enters it when the company is verified
    program.actor.kind = ActorKind::system;
    struct Taken {};
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<Taken, ImportReport> {
        ImportReport counted;
        Known known;
        for (const auto& one : store::names(tx, office_id)) {
            Employer kept;
            kept.name = one.name;
            kept.nib = one.nib;
            known.add(kept, fill(context.t("{nama} dalam daftar kantor"), {{"nama", one.name}}));
        }
        for (const auto& row : rows) {
            ++counted.rows;
            const auto& one = row.read.employer;
            for (const auto& fault : row.read.faults)
                counted.faults.push_back({row.line, std::string(heading(fault.cell)), std::string(context.t(reason(fault.why)))});
            if (!row.read.has_name) {
                counted.faults.push_back(
                    {row.line, std::string(heading(Cell::name)), std::string(context.t("tidak ada; baris ini dilewati"))});
                continue;
            }
            if (known.has(one)) {
                ++counted.unchanged;
                continue;
            }
            if (const auto like = known.like(context, one); !like.empty())
                counted.faults.push_back({row.line, "", fill(context.t("dicatat; mungkin sudah ada: {sebab}"), {{"sebab", like}})});
            known.add(one, fill(context.t("{nama} pada baris {n}"), {{"nama", one.name}, {"n", std::to_string(row.line)}}));
            const auto saved = save_employer(tx, program, one);
            if (saved)
                ++counted.added;
            else
                counted.faults.push_back({row.line, "", std::string(context.t(sentence(saved.error())))});
        }
        report = counted;
        if (dry_run == DryRun::yes) return counted;  // rolls back; the figures are the real ones
        return Taken{};
    });
    (void)done;
    return report;
}

}  // namespace employers
