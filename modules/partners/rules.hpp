#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/partners/model.hpp"

// What a list of graduates must hold, what a licence allows and how a report adds up. Pure.
namespace partners {

// --- the list ---
struct ColumnFacts {
    Column column;
    std::string_view heading;  // Indonesian: the file is the office's form
    std::string_view guidance;
    std::string_view example;
    bool required;
    double width;
};
const std::vector<ColumnFacts>& columns();
const ColumnFacts& facts_of(Column column);
std::size_t index_of(Column column);

// Which column of the file is which of ours; -1 = the file has none. Headings are read leniently.
struct Places {
    std::array<int, column_count> of;
    std::vector<std::string_view> missing;  // headings of required columns that are not there
};
Places find_places(const std::vector<std::string>& header);
// The column that names the school, for lists of several schools; -1 = none.
int find_school_place(const std::vector<std::string>& header);

// Lookups of words that come again in every row, kept for one list.
class Words {
  public:
    explicit Words(std::string regency) : regency_(std::move(regency)) {}
    struct Village {
        std::string code;
        std::optional<Unfit> why;
    };
    const Village& village(std::string_view typed);
    const std::string& occupation(std::string_view typed);  // code, "" = unknown

  private:
    std::string regency_;
    std::map<std::string, Village, std::less<>> villages_;
    std::map<std::string, std::string, std::less<>> occupations_;
};

struct Checked {
    registration::Answers answers;  // complete when there are no faults
    std::vector<Fault> faults;      // in the order of the columns, one a cell
};
Checked check(const Cells& cells, const School& school, Date today, Words& words);

// What tells the same person in another file while the NIK is unfit: name and birth date, as far as they are there.
std::string likeness(const Cells& cells);

// --- the licence ---
Licence licence_on(const School& school, Date today, int warning_days);
bool may_hand_in(const School& school, Date today);

// --- reports ---
// "2026-03" for a day in it; months compare as text.
std::string month_of(Date day);
std::optional<Date> first_of_month(std::string_view month);
std::string month_before(std::string_view month);
// Whole months without a report up to the last full month; counted from the month after the school was registered.
int silent_months(const std::string& last_report, Date registered, Date today);
bool balances(const Figures& figures);  // nothing negative, nothing left below zero

std::string_view code(GraduateState state);
std::string_view code(GraduateOutcome outcome);
std::string_view code(Unfit why);
std::optional<GraduateState> parse_state(std::string_view code);
std::optional<GraduateOutcome> parse_outcome(std::string_view code);

}  // namespace partners
