#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/registration/model.hpp"
#include "modules/registration/model_contact.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"
#include "platform/tables/tables.hpp"

// The old register, taken over on day one: XLSX or CSV, one card a row, numbers verbatim.
namespace registration {

// Columns by their Indonesian or English heading, in any order: Nomor, NIK, Nama, Tanggal Lahir, Jenis Kelamin, Tanggal
// Terbit, Berlaku Sampai, Lapor Terakhir, Pendidikan, Jurusan, Jabatan, Nomor HP, Alamat, Kelurahan (name or code). Needed: Nomor,
// Nama, Tanggal Terbit. Dates as YYYY-MM-DD, DD-MM-YYYY, DD/MM/YYYY. A telephone that is none, or a village that is not found,
// leaves out nothing but itself: the village's words go with the address.
struct ImportFault {
    int line{};  // of the file
    std::string column;
    std::string sentence;  // in the reader's language
};
struct ImportReport {
    int rows{};
    int added{};
    int known{};                      // the same number and holder, from an earlier import
    int duplicates{};                 // the same number again, with another holder or day: listed among the faults
    std::vector<ImportFault> faults;  // rows that were left out
};
enum class ImportRefusal { file_unreadable, column_missing, not_yours, no_such_office };
std::string_view sentence(ImportRefusal why);
std::string_view code(ImportRefusal why);

// A row of the file, read and judged; outside the transaction.
struct OldCard {
    int line{};
    std::string number;
    std::optional<Nik> nik;
    std::string name;
    std::optional<Date> birth_date;
    std::optional<Sex> sex;
    Date issued_on;
    std::optional<Date> valid_until;
    std::optional<Date> last_report;
    std::string education;
    std::string major;
    std::string occupation;
    CardContact contact;
};
struct OldRegister {
    std::vector<OldCard> cards;
    ImportReport report;
};
// `regency`: where a village's name is looked up.
Result<OldRegister, ImportRefusal> read_old_register(const Context& context, std::string_view file, Date today,
                                                     std::string_view regency = {});

// Writes `cards`, or with `dry_run` only counts; a number that stands there already is never changed. Cards past their
// day come in as expired; of two cards of one NIK the older is replaced. Call with a few hundred cards a transaction.
enum class DryRun { no, yes };
Result<ImportReport, ImportRefusal> import_cards(sql::Transaction& tx, const Context& context, OfficeId office,
                                                 const std::vector<OldCard>& cards, DryRun dry_run);

// The whole file: what reading found and what writing found in one report. Opens its own transactions, a few hundred cards
// each, so that the counter goes on in between; a part that is refused leaves the earlier parts written.
Result<ImportReport, ImportRefusal> import_register(const Context& context, OfficeId office, const OldRegister& old, DryRun dry_run);

}  // namespace registration
