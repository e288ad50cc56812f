#include "tests/fuzz/targets.hpp"

#include <zip.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/nik.hpp"
#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/employers/rules_import.hpp"
#include "modules/search/analyser.hpp"
#include "modules/search/cursor.hpp"
#include "modules/search/form.hpp"
#include "modules/search/roots.hpp"
#include "modules/search/words.hpp"
#include "modules/vacancies/fairness.hpp"
#include "modules/vacancies/intake.hpp"
#include "modules/vacancies/pages_job_posting.hpp"
#include "modules/vacancies/plain_text.hpp"
#include "modules/vacancies/rules.hpp"
#include "platform/tables/tables.hpp"
#include "tests/fuzz/job_posting.hpp"

namespace fuzz {

namespace {

constexpr std::string_view regency = "64.74";
const auto today = Date::parse("2026-11-22").value();

void require(bool holds, const char* promise) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", promise);
    std::abort();
}

// Words as terms: nothing grows, and a text read twice reads the same.
void analyser(std::string_view bytes) {
    for (const auto& word : search::words_of(bytes)) {
        require(!word.empty(), "a word has letters");
        require(!search::root_of(word).empty(), "a word has a root");
    }
    const auto terms = search::terms_of(bytes);
    require(terms == search::terms_of(bytes), "the same text gives the same terms");
    (void)search::RelatedWords::shipped().of(bytes);
}

const search::SearchIndex& market() {
    static const auto index = [] {
        std::vector<search::Entry> entries;
        for (const auto* title : {"Sopir Truk", "Driver Operasional", "Welder 6G", "Kasir Toko", "Petugas K3", "Staf Gudang", "Perawat"}) {
            search::Entry entry{.id = static_cast<std::int64_t>(entries.size()) + 1, .title = title, .words = "SIM B1, kerja malam"};
            entry.province = 64;
            entry.regency = 6474;
            entry.occupation = 8332;
            entry.closes = 0xFFFFFFFF;
            entries.push_back(std::move(entry));
        }
        return search::SearchIndex().with(entries, {});
    }();
    return index;
}

// The address of a search: what was read is written and reads back as the same search, and is answered.
void search(std::string_view bytes) {
    const auto fields = http::Fields::parse(bytes);
    if (!fields) return;
    const auto read = search::read_search_form(*fields);
    const auto address = search::address_of(read.form);
    const auto again = http::Fields::parse(address.empty() ? std::string_view{} : std::string_view(address).substr(1));
    require(again.has_value(), "an address that was written can be read");
    require(search::read_search_form(*again).form == read.form, "the address of a search reads back as the same search");
    (void)search::hit_of(fields->text("cursor"));
    auto question = search::question_of(market(), read.form, Instant{1'800'000'000});
    question.facets = {search::Facet::education, search::Facet::regency};
    const auto answer = search::find_kindly(market(), std::move(question));
    require(answer.found.best.size() <= answer.found.count, "no more is shown than was found");
}

// A list of vacancies: CSV, TSV, JSON or a workbook as it stands.
void vacancies_list(std::string_view bytes) {
    const auto file = vacancies::read_rows(bytes);
    if (!file) return;
    for (const auto& row : file->rows) {
        const auto imported = vacancies::vacancy_from(row, OfficeId{1}, today, regency);
        require(text::is_valid_utf8(imported.vacancy.title), "a title is text");
        require(text::is_valid_utf8(imported.vacancy.description), "a description is text");
        (void)vacancies::company_key(imported.company);
    }
}

// A list of companies.
void companies_list(std::string_view bytes) {
    const auto sheet = tables::read(bytes);
    if (!sheet) return;
    const auto places = employers::find_places(sheet->header);
    for (const auto& row : sheet->rows) {
        require(row.size() == sheet->header.size(), "a row is as wide as its header");
        const auto read = employers::read_row(places, row, regency);
        require(!read.has_name || !read.employer.name.empty(), "a company that has a name is named");
    }
}

// The parts of a workbook in a zip: its sheet, and behind a NUL its texts. A fuzzer cannot invent checksums.
std::string workbook_of(std::string_view bytes) {
    const auto cut = bytes.find('\0');
    const std::string sheet(bytes.substr(0, cut));
    const std::string texts(cut == std::string_view::npos ? std::string_view{} : bytes.substr(cut + 1));
    static const std::string book =
        R"(<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>)";
    static const std::string relations =
        R"(<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>)";
    zip_error_t error;
    zip_error_init(&error);
    auto* const source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(source);
    auto* const archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    const auto add = [&](const char* name, const std::string& part) {
        const auto at = zip_file_add(archive, name, zip_source_buffer(archive, part.data(), part.size(), 0), ZIP_FL_OVERWRITE);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
    };
    add("xl/workbook.xml", book);
    add("xl/_rels/workbook.xml.rels", relations);
    add("xl/worksheets/sheet1.xml", sheet);
    add("xl/sharedStrings.xml", texts);
    zip_close(archive);
    zip_source_open(source);
    zip_source_seek(source, 0, SEEK_END);
    std::string made(static_cast<std::size_t>(zip_source_tell(source)), '\0');
    zip_source_seek(source, 0, SEEK_SET);
    zip_source_read(source, made.data(), made.size());
    zip_source_close(source);
    zip_source_free(source);
    zip_error_fini(&error);
    return made;
}

void workbook(std::string_view bytes) { vacancies_list(workbook_of(bytes)); }

// HTML of others as plain text, and what is found in that: conditions, and what holds it.
void html(std::string_view bytes) {
    const auto plain = vacancies::plain_text(bytes);
    require(text::is_valid_utf8(plain), "plain text is UTF-8");
    for (const char c : plain) require(c == '\n' || static_cast<unsigned char>(c) >= 0x20, "plain text has no control characters");
    const auto line = vacancies::plain_line(bytes, 100);
    require(line.find('\n') == std::string::npos && text::length(line) <= 100, "a line is one line, and no longer than it may be");
    for (const auto& finding : vacancies::doubtful_conditions(plain)) require(finding.begin < plain.size(), "a finding stands in the text");
    vacancies::Vacancy one;
    one.title = line;
    one.description = plain;
    const auto read = one.title + "\n" + one.description;
    for (const auto& hold : vacancies::holds_of(one, {}))
        require(!hold.words.empty() && read.find(hold.words) != std::string::npos, "what holds a vacancy stands in it");
}

// What stands on cards and in forms.
void card(std::string_view bytes) {
    if (const auto nik = Nik::parse(bytes)) {
        require(nik->reveal().size() == 16 && Nik::parse(nik->reveal()) == nik, "a number reads back as itself");
        (void)nik->birth_date_not_after(today);
        (void)nik->to_masked();
    }
    if (const auto phone = Phone::parse(bytes)) require(Phone::parse(phone->reveal()) == phone, "a telephone number reads back as itself");
    if (const auto date = Date::parse(bytes)) require(Date::parse(date->iso()) == date, "a date reads back as itself");
    (void)text::name_key(bytes);
    if (const auto line = text::clean_line(bytes, 50)) require(text::length(*line) <= 50, "a line is no longer than it may be");
    if (const auto bare = text::from_base64(bytes)) require(text::base64(*bare) == bytes, "base64 has one spelling");
}

// What search engines read of a vacancy.
void job_posting(std::string_view bytes) {
    constexpr std::string_view home = "https://antarkerja.contoh.go.id";
    const auto one = vacancy_of(bytes);
    employers::PublicEmployer firm;
    firm.website = website_of(bytes);
    const auto broken = broken_promise(std::move(vacancies::job_posting(home, one, firm, Zone::wit)).take(), one, home);
    require(broken.empty(), broken.c_str());
}

constexpr std::array<Target, 8> all = {{{"analyser", analyser},
                                        {"search", search},
                                        {"vacancies_list", vacancies_list},
                                        {"companies_list", companies_list},
                                        {"workbook", workbook},
                                        {"html", html},
                                        {"card", card},
                                        {"job_posting", job_posting}}};

}  // namespace

std::span<const Target> targets() { return all; }

}  // namespace fuzz
