#include "modules/vacancies/actions_import.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "base/text.hpp"
#include "modules/employers/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/vacancies/access.hpp"
#include "modules/vacancies/actions_gate.hpp"
#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/actions_review.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/store.hpp"
#include "modules/vacancies/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/tables/tables.hpp"
#include "platform/tables/workbook.hpp"

namespace vacancies {

namespace {

constexpr std::size_t rows_a_round = 400;
constexpr int experience_unit_months = 12;

// A key of the text, not the text: it is compared and never read.
std::string fingerprint(const Context& context, const std::string& likeness) {
    return context.platform.vault.blind_index("vacancies.likeness", likeness);
}

std::string fault_line(const Context& context, const FileRow& row, const std::vector<FieldError>& faults) {
    auto said = fill(context.t("Baris {n}"), {{"n", std::to_string(row.line)}});
    for (const auto& fault : faults)
        said +=
            (fault.field.empty() ? ": " : ", " + field_words(context, fault.field) + ": ") + std::string(context.t(sentence(fault.why)));
    return said;
}

ListedRow listed(const FileRow& row, OfficeId office, employers::EmployerId employer, std::vector<FieldError> faults) {
    ListedRow made;
    made.id = {ids::next()};
    made.office = office;
    made.employer = employer;
    made.line = row.line;
    made.cells = row.cells;
    if (!row.raw.empty()) made.cells.emplace_back("raw", row.raw);
    made.faults = std::move(faults);
    return made;
}

// Employers by the key of their name; made as the file brings new ones.
class Employers {
  public:
    Employers(sql::Transaction& tx, const Context& context, OfficeId office, std::string regency)
        : office_(office), regency_(std::move(regency)) {
        for (auto& one : employers::employers(tx, context, office, {})) {
            auto key = company_key(one.name);
            known_.emplace(std::move(key), std::move(one));
        }
    }

    const employers::Employer* find(const std::string& name) const {
        const auto found = known_.find(company_key(name));
        return found == known_.end() ? nullptr : &found->second;
    }

    Result<employers::Employer, employers::Refusal> make(sql::Transaction& tx, const Context& context, const std::string& name) {
        employers::Employer one;
        one.office = office_;
        one.name = name;
        one.regency_code = regency_;
        one.source = "import";
        auto program = context;  // an officer enters what the file did not tell when the company is verified
        program.actor.kind = ActorKind::system;
        const auto id = employers::save_employer(tx, program, one);
        if (!id) return id.error();
        one.id = *id;
        return one;
    }
    void remember(employers::Employer one) {
        auto key = company_key(one.name);
        known_.insert_or_assign(std::move(key), std::move(one));
    }

  private:
    OfficeId office_;
    std::string regency_;
    std::map<std::string, employers::Employer, std::less<>> known_;
};

// Everything but employer and number is settled before the transaction: it may run again.
void settle(Vacancy& vacancy, const employers::Employer& employer, Date today, Instant now) {
    vacancy.employer = employer.id;
    vacancy.employer_name = employer.name;
    vacancy.made_at = now;
    vacancy.submitted_at = now;
    vacancy.held_because = reason_to_hold(vacancy, employer);
    vacancy.overseas = !vacancy.held_because.empty() && mentions_abroad(vacancy);
    if (!vacancy.held_because.empty()) vacancy.state = VacancyState::held;
    if (vacancy.valid_until < today) {
        vacancy.state = VacancyState::expired;
        vacancy.closed_at = now;
    }
}

void count_in(ImportOutcome& outcome, const Vacancy& vacancy) {
    ++outcome.added;
    if (vacancy.state == VacancyState::expired) ++outcome.over;
    if (vacancy.state == VacancyState::held) ++outcome.held;
    if (vacancy.occupation.empty()) ++outcome.without_occupation;
    if (vacancy.place_code.empty()) ++outcome.without_place;
}

// A company writes "1 tahun"; the form counts months.
Typed with_months(Typed cells) {
    const auto typed = text::lower(first(cells, "experience"));
    std::erase_if(cells, [](const auto& one) { return one.first == "experience"; });
    if (typed.empty() || has(cells, "experience_months")) return cells;
    const auto digits = typed.find_first_of("0123456789");
    int months = 0;
    if (digits != std::string::npos) {
        for (std::size_t at = digits; at < typed.size() && typed[at] >= '0' && typed[at] <= '9' && months < 1'000; ++at)
            months = months * 10 + (typed[at] - '0');
        if (text::contains(typed, "th") || text::contains(typed, "year")) months *= experience_unit_months;
    }
    cells.emplace_back("experience_months", std::to_string(months));
    return cells;
}

// The company's own list answers to the law's list of contents, like its form.
Read read_own(const FileRow& row, const employers::Employer& employer, Date today) {
    Vacancy base;
    base.office = employer.office;
    base.employer = employer.id;
    base.employer_name = employer.name;
    base.source = Source::employer_portal;
    auto cells = with_months(row.cells);
    if (!has(cells, "days") && !has(cells, "valid_until")) cells.emplace_back("days", std::to_string(days_open_usual));
    return read_vacancy(cells, base, today, employer.regency_code);
}

// The same row next month is a new vacancy.
std::string own_likeness(const Vacancy& vacancy, Date today) { return likeness(vacancy) + "|" + today.iso().substr(0, 7); }

bool may_mend(sql::Transaction& tx, const Context& context, const ListedRow& row) {
    if (reviews(context, row.office)) return true;
    if (!row.employer || !is_company(context)) return false;
    const auto own = employers::own_employer(tx, context);
    return own && own->id == row.employer;
}

std::string by(const Context& context) { return context.actor.audit_name(); }

}  // namespace

ImportOutcome import_vacancies(const Context& context, OfficeId office_id, const FileRows& file, DryRun dry_run) {
    ImportOutcome outcome;
    auto& database = context.platform.database;
    const auto office = database.read([&](sql::Transaction& tx) { return office::find_office(tx, office_id); });
    if (!office || !reviews(context, office_id)) return outcome;
    const auto today = context.local(office->zone).date;
    auto known_employers = database.read([&](sql::Transaction& tx) { return Employers(tx, context, office_id, office->regency_code); });
    const bool publishes =
        database.read([&](sql::Transaction& tx) { return office::parameter(tx, office_id, "vacancy_imports_publish", today).is_on(); });

    std::vector<Imported> all;
    all.reserve(file.rows.size());
    for (const auto& row : file.rows) all.push_back(vacancy_from(row, office_id, today, office->regency_code));
    outcome.rows = static_cast<int>(all.size());

    std::set<std::string> seen;  // references and fingerprints of this file
    std::vector<VacancyId> clean;
    for (std::size_t begin = 0; begin < all.size(); begin += rows_a_round) {
        const auto count = std::min(rows_a_round, all.size() - begin);
        ImportOutcome part;
        std::vector<employers::Employer> made_employers;
        std::vector<VacancyId> part_clean;
        std::set<std::string> part_seen;
        auto work = [&](sql::Transaction& tx) {
            // On PostgreSQL this may run again: it begins anew.
            part = {};
            made_employers.clear();
            part_clean.clear();
            part_seen = seen;
            std::map<std::string, employers::Employer> fresh;
            for (std::size_t at = begin; at < begin + count; ++at) {
                const auto& imported = all[at];
                const auto& row = file.rows[at];
                const auto list = [&](const std::vector<FieldError>& faults) {
                    ++part.listed;
                    part.faults.push_back(fault_line(context, row, faults));
                    if (dry_run == DryRun::no)
                        store::add_row(tx, context.platform.vault, listed(row, office_id, {}, faults), context.now, by(context));
                };
                if (!imported.faults.empty()) {
                    list(imported.faults);
                    continue;
                }
                const auto mark = fingerprint(context, imported.fingerprint_of);
                const auto& reference = imported.vacancy.external_reference;
                const bool twin = part_seen.contains(mark) || (!reference.empty() && part_seen.contains("ref:" + reference));
                if (twin || store::is_known(tx, office_id, reference, mark)) {
                    ++part.known;
                    continue;
                }
                part_seen.insert(mark);
                if (!reference.empty()) part_seen.insert("ref:" + reference);
                auto vacancy = imported.vacancy;
                const auto key = company_key(imported.company);
                const auto* employer = known_employers.find(imported.company);
                if (employer == nullptr)
                    if (const auto one = fresh.find(key); one != fresh.end()) employer = &one->second;
                if (employer == nullptr) {
                    if (dry_run == DryRun::yes) {
                        employers::Employer assumed;
                        assumed.name = imported.company;
                        employer = &fresh.emplace(key, std::move(assumed)).first->second;
                    } else {
                        auto made = known_employers.make(tx, context, imported.company);
                        if (!made) {
                            list({{"company", Unfit::employer_missing}});
                            continue;
                        }
                        employer = &fresh.emplace(key, std::move(*made)).first->second;
                    }
                    ++part.employers;
                }
                settle(vacancy, *employer, today, context.now);
                count_in(part, vacancy);
                if (dry_run == DryRun::yes) continue;
                vacancy.id = {ids::next()};
                vacancy.receipt = receipt_of(today.year(), store::next_receipt_number(tx, today.year()));
                if (!store::add(tx, context.platform.vault, vacancy, mark)) {
                    --part.added;
                    ++part.known;
                    continue;
                }
                if (vacancy.state == VacancyState::submitted && vacancy.asked.empty()) part_clean.push_back(vacancy.id);
            }
            for (const auto& [key, one] : fresh) made_employers.push_back(one);
            if (dry_run == DryRun::no)
                audit::record(tx, context,
                              {office_id, "vacancy.imported", "office_office:" + office_id.text(),
                               R"({"rows":)" + std::to_string(count) + R"(,"added":)" + std::to_string(part.added) + R"(,"known":)" +
                                   std::to_string(part.known) + R"(,"listed":)" + std::to_string(part.listed) + "}"});
        };
        if (dry_run == DryRun::yes)
            database.read(work);
        else
            database.write(work);
        seen = std::move(part_seen);
        for (auto& one : made_employers) known_employers.remember(std::move(one));
        clean.insert(clean.end(), part_clean.begin(), part_clean.end());
        outcome.added += part.added;
        outcome.known += part.known;
        outcome.listed += part.listed;
        outcome.over += part.over;
        outcome.held += part.held;
        outcome.without_occupation += part.without_occupation;
        outcome.without_place += part.without_place;
        outcome.employers += part.employers;
        outcome.faults.insert(outcome.faults.end(), part.faults.begin(), part.faults.end());
    }
    if (publishes && dry_run == DryRun::no) {
        for (std::size_t begin = 0; begin < clean.size(); begin += rows_a_round) {
            const std::vector<VacancyId> part(clean.begin() + static_cast<std::ptrdiff_t>(begin),
                                              clean.begin() + static_cast<std::ptrdiff_t>(std::min(begin + rows_a_round, clean.size())));
            outcome.published += database.write([&](sql::Transaction& tx) { return publish_many(tx, context, part); }).published;
        }
    }
    return outcome;
}

TakenIn take_in(const Context& context, const employers::Employer& employer, const FileRows& file) {
    TakenIn taken;
    auto& database = context.platform.database;
    const auto today = database.read([&](sql::Transaction& tx) { return today_at(tx, context, employer.office); });
    for (std::size_t begin = 0; begin < file.rows.size(); begin += rows_a_round) {
        const auto part = std::span(file.rows).subspan(begin, std::min(rows_a_round, file.rows.size() - begin));
        const auto done = database.write([&](sql::Transaction& tx) {
            TakenIn one;
            for (const auto& row : part) {
                ++one.read;
                const auto read = row.readable ? read_own(row, employer, today) : Read{{}, {{"", Unfit::not_readable}}};
                if (!read.errors.empty()) {
                    ++one.faulty;
                    store::add_row(tx, context.platform.vault, listed(row, employer.office, employer.id, read.errors), context.now,
                                   by(context));
                    continue;
                }
                const auto mark = fingerprint(context, own_likeness(read.vacancy, today));
                if (store::is_known(tx, employer.office, "", mark) || !submit_of_many(tx, context, read.vacancy, mark))
                    ++one.known;
                else
                    ++one.added;
            }
            if (one.added > 0) tell_register(tx, context, employer.id);
            return one;
        });
        taken.read += done.read;
        taken.added += done.added;
        taken.known += done.known;
        taken.faulty += done.faulty;
    }
    return taken;
}

std::vector<ListedRow> listed_rows(sql::Transaction& tx, const Context& context, OfficeId office, employers::EmployerId employer, int limit,
                                   int offset) {
    ListedRow whose;
    whose.office = office;
    whose.employer = employer;
    if (!may_mend(tx, context, whose)) return {};
    return store::rows(tx, context.platform.vault, office, employer, limit, offset);
}

int count_listed_rows(sql::Transaction& tx, const Context& context, OfficeId office, employers::EmployerId employer) {
    ListedRow whose;
    whose.office = office;
    whose.employer = employer;
    return may_mend(tx, context, whose) ? store::count_rows(tx, office, employer) : 0;
}

Result<Mended, Refusal> mend_row(sql::Transaction& tx, const Context& context, RowId id, const Typed& typed) {
    auto row = store::find_row(tx, context.platform.vault, id);
    if (!row || !may_mend(tx, context, *row)) return Refusal::no_such_row;
    const auto office = office::find_office(tx, row->office);
    if (!office) return Refusal::no_such_row;
    const auto today = context.local(office->zone).date;
    for (const auto& [field, value] : typed) {
        const auto cell = std::ranges::find(row->cells, field, &Typed::value_type::first);
        if (cell == row->cells.end())
            row->cells.emplace_back(field, value);
        else
            cell->second = value;
    }
    FileRow again;
    again.line = row->line;
    again.cells = row->cells;
    std::erase_if(again.cells, [](const auto& one) { return one.first == "raw"; });
    std::vector<FieldError> faults;
    Mended mended;
    if (row->employer) {
        const auto employer = employers::find_employer(tx, context, row->employer);
        if (!employer) return Refusal::no_employer_of_yours;
        const auto read = read_own(again, *employer, today);
        faults = read.errors;
        if (faults.empty()) {
            const auto made = submit(tx, context, read.vacancy, fingerprint(context, own_likeness(read.vacancy, today)));
            if (!made && made.error() != Refusal::known_already) return made.error();
            mended = {made.has_value(), !made};
        }
    } else {
        auto imported = vacancy_from(again, row->office, today, office->regency_code);
        faults = imported.faults;
        if (faults.empty()) {
            Employers register_of_office(tx, context, row->office, office->regency_code);
            const auto* known = register_of_office.find(imported.company);
            auto employer = known != nullptr ? *known : employers::Employer{};
            if (known == nullptr) {
                auto made = register_of_office.make(tx, context, imported.company);
                if (!made) return Refusal::field_unfit;
                employer = std::move(*made);
            }
            settle(imported.vacancy, employer, today, context.now);
            imported.vacancy.id = {ids::next()};
            imported.vacancy.receipt = receipt_of(today.year(), store::next_receipt_number(tx, today.year()));
            const bool added = store::add(tx, context.platform.vault, imported.vacancy, fingerprint(context, imported.fingerprint_of));
            if (added) note(tx, context, imported.vacancy, "vacancy.row_mended");
            mended = {added, !added};
        }
    }
    store::remove_row(tx, id);
    if (!faults.empty()) {
        row->faults = std::move(faults);
        store::add_row(tx, context.platform.vault, *row, context.now, by(context));
    }
    return mended;
}

Result<Done, Refusal> drop_row(sql::Transaction& tx, const Context& context, RowId id) {
    const auto row = store::find_row(tx, context.platform.vault, id);
    if (!row || !may_mend(tx, context, *row) || !store::remove_row(tx, id)) return Refusal::no_such_row;
    audit::record(tx, context, {row->office, "vacancy.row_dropped", "vacancies_row:" + id.text(), ""});
    return Done{};
}

Result<int, Refusal> drop_rows(sql::Transaction& tx, const Context& context, OfficeId office, employers::EmployerId employer) {
    ListedRow whose;
    whose.office = office;
    whose.employer = employer;
    if (!may_mend(tx, context, whose)) return Refusal::no_such_row;
    const int count = store::remove_rows(tx, office, employer);
    audit::record(tx, context,
                  {office, "vacancy.rows_dropped", "office_office:" + office.text(), R"({"rows":)" + std::to_string(count) + "}"});
    return count;
}

// --- files out ---

std::string template_workbook() {
    tables::WorkbookSheet sheet;
    sheet.name = "Lowongan";
    sheet.empty_rows = 200;
    std::vector<tables::WorkbookCell> example;
    for (const auto& column : template_columns()) {
        tables::WorkbookColumn made{.title = std::string(column.heading), .width = column.width, .choices = {}};
        if (column.field == "contract") made.choices = {"PKWT", "PKWTT", "Magang", "Harian", "Lepas"};
        if (column.field == "education_min") made.choices = {"SD", "SMP", "SMA", "SMK", "D1", "D2", "D3", "D4", "S1", "S2"};
        sheet.columns.push_back(std::move(made));
        example.push_back({std::string(column.example), ""});
    }
    sheet.rows.push_back(std::move(example));
    return tables::write_workbook({sheet});
}

std::string template_csv() {
    std::vector<std::string> header;
    std::vector<std::string> example;
    for (const auto& column : template_columns()) {
        header.emplace_back(column.heading);
        example.emplace_back(column.example);
    }
    return tables::write_csv(header, {example});
}

std::string annotated_workbook(const Context& context, const std::vector<ListedRow>& rows) {
    tables::WorkbookSheet sheet;
    sheet.name = "Perbaikan";
    for (const auto& column : template_columns())
        sheet.columns.push_back({.title = std::string(column.heading), .width = column.width, .choices = {}});
    sheet.columns.push_back({.title = "Yang perlu diperbaiki", .width = 60, .choices = {}});
    for (const auto& row : rows) {
        std::vector<tables::WorkbookCell> cells;
        std::string all;
        for (const auto& fault : row.faults)
            all += (all.empty() ? "" : "; ") + field_words(context, fault.field) + ": " + std::string(context.t(sentence(fault.why)));
        for (const auto& column : template_columns()) {
            const auto field = column.field == "experience" ? std::string_view("experience_months") : column.field;
            const auto fault = std::ranges::find_if(row.faults, [&](const FieldError& one) { return one.field == field; });
            cells.push_back(
                {first(row.cells, column.field), fault == row.faults.end() ? std::string() : std::string(context.t(sentence(fault->why)))});
        }
        cells.push_back({all, ""});
        sheet.rows.push_back(std::move(cells));
    }
    return tables::write_workbook({sheet});
}

}  // namespace vacancies
