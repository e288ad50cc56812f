#include "modules/vacancies/form.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

#include "base/text.hpp"
#include "base/written_wage.hpp"
#include "modules/reference/actions.hpp"
#include "modules/vacancies/places.hpp"
#include "modules/vacancies/rules.hpp"
#include "modules/vacancies/words.hpp"

namespace vacancies {

namespace {

constexpr std::size_t hours_max = 160;
constexpr std::size_t line_max = 200;
constexpr std::size_t reason_max = 400;
constexpr std::size_t list_max = 30;
constexpr std::int64_t wage_max = 2'000'000'000;
constexpr int experience_max = 600;
constexpr int age_least = 15;
constexpr int age_most = 99;

std::optional<std::int64_t> whole(std::string_view typed) {
    std::string digits;
    for (const char c : text::trim(typed)) {
        if (c == '.' || c == ' ') continue;
        digits += c;
    }
    std::int64_t value{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return {};
    return value;
}

class Reader {
  public:
    Reader(const Typed& typed, const Vacancy& base, Date today, std::string_view regency)
        : typed_(typed), today_(today), regency_(regency), read_{base, {}} {}

    // In the order of the screen, so that what is to be mended is told from the top down.
    Read read() && {
        auto& made = read_.vacancy;
        title();
        number("openings", made.openings, 1, heads_max, true);
        place();
        contract();
        wage();
        line("hours", made.hours, hours_max, true);
        lines("conditions", made.conditions, text_max, true);
        if (has(typed_, "education_min")) made.education_min = level("education_min");
        if (made.education_min.empty()) refuse("education_min", Unfit::missing);
        number("experience_months", made.experience_months, 0, experience_max, false);
        list("skills", made.skills);
        days();
        lines("description", made.description, text_max, true);
        rest();
        made.asked = conditions_of(made, reasons());
        for (const auto& one : made.asked)
            if (one.reason.empty()) refuse("reason." + one.kind, Unfit::reason_missing);
        return std::move(read_);
    }

  private:
    void refuse(std::string field, Unfit why) { read_.errors.push_back({std::move(field), why}); }

    void line(std::string_view field, std::string& into, std::size_t most, bool required) {
        if (has(typed_, field)) {
            const auto typed = first(typed_, field);
            if (auto clean = text::clean_line(typed, most))
                into = std::move(*clean);
            else
                return refuse(std::string(field), text::length(typed) > most ? Unfit::too_long : Unfit::unprintable);
        }
        if (required && into.empty()) refuse(std::string(field), Unfit::missing);
    }

    void lines(std::string_view field, std::string& into, std::size_t most, bool required) {
        if (has(typed_, field)) {
            std::string typed = first(typed_, field);
            std::erase(typed, '\r');
            if (auto clean = text::clean_lines(typed, most))
                into = text::trim(*clean);
            else
                return refuse(std::string(field), text::length(typed) > most ? Unfit::too_long : Unfit::unprintable);
        }
        if (required && into.empty()) refuse(std::string(field), Unfit::missing);
    }

    void number(std::string_view field, int& into, int least, int most, bool required) {
        if (has(typed_, field)) {
            const auto typed = text::trim(first(typed_, field));
            if (typed.empty() && !required) {
                into = 0;
                return;
            }
            const auto value = whole(typed);
            if (!value) return refuse(std::string(field), typed.empty() ? Unfit::missing : Unfit::number_unfit);
            if (*value < least || *value > most) return refuse(std::string(field), Unfit::out_of_range);
            into = static_cast<int>(*value);
        }
        if (required && into < least) refuse(std::string(field), Unfit::missing);
    }

    void list(std::string_view field, std::vector<std::string>& into) {
        if (!has(typed_, field)) return;
        into = read_list(first(typed_, field), list_max);
    }

    // The code comes with a choice from the list; a title that was typed freely is looked up by its words.
    void title() {
        auto& made = read_.vacancy;
        const auto before = made.title;
        line("title", made.title, title_max, true);
        if (const auto told = first(typed_, "occupation"); !told.empty()) {
            if (told.size() == 4 && reference::find_occupation(told))
                made.occupation = told;
            else
                refuse("occupation", Unfit::not_in_list);
            return;
        }
        if (made.title == before && !made.occupation.empty()) return;
        // The hidden code stays behind when the title is typed anew without script: it counts while it says the same.
        const auto chosen = reference::find_occupation(first(typed_, "title-kode"));
        if (chosen && chosen->code.size() == 4 && (made.title == chosen->title || made.title == chosen->title_en)) {
            made.occupation = chosen->code;
            return;
        }
        const auto found = reference::find_occupations(made.title, 1);
        made.occupation = found.empty() ? "" : found.front().code;
    }

    void place() {
        auto& made = read_.vacancy;
        const auto before = made.place_text;
        line("place", made.place_text, line_max, false);
        if (const auto told = first(typed_, "place_code"); !told.empty()) {
            if (!reference::find_area(told)) return refuse("place", Unfit::place_unknown);
            made.place_code = told;
            if (made.place_text.empty()) made.place_text = reference::full_name(told);
            return;
        }
        if (made.place_text.empty()) return refuse("place", Unfit::missing);
        const auto chosen = first(typed_, "place-kode");
        if (!chosen.empty() && made.place_text == reference::full_name(chosen))
            made.place_code = chosen;
        else if (made.place_text != before || made.place_code.empty())
            made.place_code = find_place(made.place_text, regency_);
        if (made.place_code.empty()) refuse("place", Unfit::place_unknown);
    }

    std::string level(std::string_view field) {
        const auto typed = text::trim(first(typed_, field));
        if (typed.empty()) return {};
        auto known = read_education(typed);
        if (known.empty()) refuse(std::string(field), Unfit::not_in_list);
        return known;
    }

    void wage() {
        auto& made = read_.vacancy;
        if (has(typed_, "wage")) {
            const auto typed = first(typed_, "wage");
            if (const auto read = written_wage(typed))
                std::tie(made.wage_low, made.wage_high) = *read;
            else
                return refuse("wage", text::trim(typed).empty() ? Unfit::missing : Unfit::wage_unfit);
        } else if (has(typed_, "wage_low") || has(typed_, "wage_high")) {
            const auto low = whole(first(typed_, "wage_low")).value_or(0);
            const auto high = whole(first(typed_, "wage_high")).value_or(low);
            made.wage_low = low > 0 ? low : high;
            made.wage_high = high;
        }
        if (made.wage_low <= 0) return refuse("wage", Unfit::missing);
        if (made.wage_high < made.wage_low || made.wage_high > wage_max) refuse("wage", Unfit::wage_unfit);
        if (made.wage_high < made.wage_low) made.wage_high = made.wage_low;
    }

    void contract() {
        if (!has(typed_, "contract")) return;
        if (const auto known = read_contract(first(typed_, "contract")))
            read_.vacancy.contract = *known;
        else
            refuse("contract", first(typed_, "contract").empty() ? Unfit::missing : Unfit::not_in_list);
    }

    void days() {
        auto& made = read_.vacancy;
        if (made.valid_from.days == 0) made.valid_from = today_;
        if (has(typed_, "days")) {
            int count = days_open_usual;
            number("days", count, 1, days_open_max, true);
            made.valid_from = today_;
            made.valid_until = today_ + count;
        } else if (has(typed_, "valid_until")) {
            const auto day = Date::parse(text::trim(first(typed_, "valid_until")));
            if (!day)
                refuse("valid_until", Unfit::date_unfit);
            else if (*day < today_)
                refuse("valid_until", Unfit::date_over);
            else if (*day > today_ + days_open_max)
                refuse("valid_until", Unfit::out_of_range);
            else
                made.valid_until = *day;
        }
        if (made.valid_until < made.valid_from) made.valid_until = made.valid_from + days_open_usual;
    }

    void rest() {
        auto& made = read_.vacancy;
        number("openings_men", made.openings_men, 0, heads_max, false);
        number("openings_women", made.openings_women, 0, heads_max, false);
        const int split = made.openings_men + made.openings_women;
        if (split != 0 && split != made.openings) refuse("openings_men", Unfit::split_unfit);
        number("age_min", made.age_min, 0, age_most, false);
        number("age_max", made.age_max, 0, age_most, false);
        if (made.age_min != 0 && made.age_min < age_least) refuse("age_min", Unfit::out_of_range);
        if (made.age_max != 0 && made.age_max < made.age_min) refuse("age_max", Unfit::ages_reversed);
        if (has(typed_, "mode")) {
            if (const auto known = parse_mode(first(typed_, "mode")))
                made.mode = *known;
            else
                refuse("mode", Unfit::not_in_list);
        }
        list("majors", made.majors);
        list("certificates", made.certificates);
        list("certificates_preferred", made.certificates_preferred);
        list("languages", made.languages);
        list("accommodations", made.accommodations);
        if (has(typed_, "open_to_disability")) made.open_to_disability = first(typed_, "open_to_disability") == "yes";
        line("address", made.address, line_max, false);
        lines("how_to_apply", made.how_to_apply, text_max, false);
        line("contact", made.contact, line_max, false);
        number("answer_days", made.answer_days, 1, 365, true);
        number("applications_max", made.applications_max, 0, heads_max, false);
    }

    std::vector<Condition> reasons() {
        auto known = read_.vacancy.asked;
        for (const auto& [field, typed] : typed_) {
            constexpr std::string_view prefix = "reason.";
            if (!field.starts_with(prefix)) continue;
            const auto kind = field.substr(prefix.size());
            const auto clean = text::clean_line(typed, reason_max);
            if (!clean) {
                refuse(field, Unfit::too_long);
                continue;
            }
            const auto one = std::ranges::find(known, kind, &Condition::kind);
            if (one == known.end())
                known.push_back({kind, "", *clean, false});
            else if (one->reason != *clean)
                *one = {kind, "", *clean, false};  // another reason is looked at anew
        }
        return known;
    }

    const Typed& typed_;
    Date today_;
    std::string_view regency_;
    Read read_;
};

}  // namespace

std::string first(const Typed& typed, std::string_view field) {
    const auto found = std::ranges::find(typed, field, &Typed::value_type::first);
    return found == typed.end() ? std::string() : found->second;
}

bool has(const Typed& typed, std::string_view field) { return std::ranges::find(typed, field, &Typed::value_type::first) != typed.end(); }

Read read_vacancy(const Typed& typed, const Vacancy& base, Date today, std::string_view regency) {
    return Reader(typed, base, today, regency).read();
}

Typed typed_from(const Vacancy& one) {
    const auto amount = [](std::int64_t value) {
        auto digits = std::to_string(value);
        for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ".");
        return digits;
    };
    auto wage = one.wage_low > 0 ? amount(one.wage_low) : std::string();
    if (one.wage_high > one.wage_low) wage += " - " + amount(one.wage_high);
    Typed typed{{"title", one.title},
                {"title-kode", one.occupation},
                {"openings", one.openings > 0 ? std::to_string(one.openings) : ""},
                {"place", one.place_text},
                {"place-kode", one.place_code},
                {"education_min", one.education_min},
                {"experience_months", std::to_string(one.experience_months)},
                {"skills", text::join(one.skills, ", ")},
                {"wage", wage},
                {"hours", one.hours},
                {"contract", std::string(code(one.contract))},
                {"description", one.description},
                {"conditions", one.conditions},
                {"days", std::to_string(std::clamp(one.valid_until - one.valid_from, 1, days_open_max))}};
    for (const auto& asked : one.asked) typed.emplace_back("reason." + asked.kind, asked.reason);
    return typed;
}

Typed typed_details(const Vacancy& one) {
    const auto or_empty = [](int value) { return value > 0 ? std::to_string(value) : std::string(); };
    return {{"certificates", text::join(one.certificates, ", ")},
            {"certificates_preferred", text::join(one.certificates_preferred, ", ")},
            {"languages", text::join(one.languages, ", ")},
            {"majors", text::join(one.majors, ", ")},
            {"mode", std::string(code(one.mode))},
            {"address", one.address},
            {"age_min", or_empty(one.age_min)},
            {"age_max", or_empty(one.age_max)},
            {"openings_men", or_empty(one.openings_men)},
            {"openings_women", or_empty(one.openings_women)},
            {"open_to_disability", one.open_to_disability ? "yes" : "no"},
            {"accommodations", text::join(one.accommodations, ", ")},
            {"how_to_apply", one.how_to_apply},
            {"answer_days", std::to_string(one.answer_days)},
            {"applications_max", or_empty(one.applications_max)}};
}

Typed typed_whole(const Vacancy& one) {
    auto typed = typed_from(one);
    std::erase_if(typed, [](const auto& field) { return field.first == "days"; });
    auto details = typed_details(one);
    typed.insert(typed.end(), std::make_move_iterator(details.begin()), std::make_move_iterator(details.end()));
    return typed;
}

std::string read_education(std::string_view typed) {
    if (const auto* known = reference::find_education_level(text::lower(text::trim(typed)))) return std::string(known->code);
    struct Named {
        std::string_view code;
        Phrase phrase;
    };
    static const std::vector<Named> names = {
        {"none", Phrase("tidak|tanpa|belum sekolah|ijazah|bersekolah|pendidikan|batasan|ada")},
        {"none", Phrase("semua jenjang|pendidikan|lulusan")},
        {"sd", Phrase("sd|mi|sekolah dasar")},
        {"sd", Phrase("sd|mi")},
        {"sd", Phrase("elementary")},
        {"smp", Phrase("smp|mts|sltp")},
        {"smp", Phrase("junior high")},
        {"smk", Phrase("smk|stm|smea")},
        {"sma", Phrase("sma|slta|smu|ma")},
        {"sma", Phrase("senior high")},
        {"sma", Phrase("high school")},
        {"sma", Phrase("sma smk")},
        {"paket_c", Phrase("paket c")},
        {"d1", Phrase("d # ")},
        {"d4", Phrase("diploma iv")},
        {"d3", Phrase("diploma iii")},
        {"d2", Phrase("diploma ii")},
        {"d1", Phrase("diploma i")},
        {"d4", Phrase("sarjana terapan")},
        {"d4", Phrase("div|d4")},
        {"d3", Phrase("diii|d3|diploma|akademi|ahli")},
        {"d2", Phrase("dii|d2")},
        {"d1", Phrase("di|d1")},
        {"profesi", Phrase("profesi")},
        {"s2", Phrase("magister|master|s2|pascasarjana")},
        {"s3", Phrase("doktor|s3|doctor|phd")},
        {"s1", Phrase("sarjana|bachelor|strata|s1|s")},
    };
    const auto words = words_of(typed);
    std::string lowest;
    int lowest_at = 1'000;
    const auto take = [&](std::string_view code) {
        const auto& levels = reference::education_levels();
        const auto place = std::ranges::find(levels, code, &reference::EducationLevel::code);
        if (place == levels.end()) return;
        const auto at = static_cast<int>(place - levels.begin());
        if (at < lowest_at) {
            lowest_at = at;
            lowest = code;
        }
    };
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto& word = words[at].text;
        // Letters and digits are words of their own: "S1" is "s", "1".
        if ((word == "s" || word == "d") && at + 1 < words.size() && words[at + 1].is_number()) {
            take(word + words[at + 1].text);
            ++at;
            continue;
        }
        for (const auto& [level, phrase] : names) {
            const auto count = phrase.length_at(words, at);
            if (count == 0 || word == "s" || word == "d") continue;
            take(level);
            at += count - 1;
            break;
        }
    }
    return lowest;
}

std::optional<Contract> read_contract(std::string_view typed) {
    const auto lower = text::lower(text::trim(typed));
    if (const auto known = parse_contract(lower)) return known;
    const auto says = [&](std::initializer_list<std::string_view> any_of) {
        return std::ranges::any_of(any_of, [&](std::string_view one) { return text::contains(lower, one); });
    };
    if (says({"magang", "intern", "apprentice", "pkl"})) return Contract::apprenticeship;
    if (says({"harian", "daily", "casual"})) return Contract::daily;
    if (says({"lepas", "freelance", "borongan", "mitra"})) return Contract::freelance;
    if (says({"pkwtt", "permanent", "tetap"}) && !says({"tidak tetap"})) return Contract::permanent;
    if (says({"pkwt", "kontrak", "contract", "fixed", "temporary", "full", "part", "paruh", "penuh waktu"})) return Contract::fixed_term;
    return {};
}

std::vector<std::string> read_list(std::string_view typed, std::size_t most) {
    std::string same(typed);
    for (char& c : same)
        if (c == '\n' || c == ';' || c == '|') c = ',';
    std::vector<std::string> made;
    for (const auto& part : text::split(same, ',')) {
        auto clean = text::clean_line(part, 120);
        if (!clean || clean->empty() || std::ranges::find(made, *clean) != made.end()) continue;
        made.push_back(std::move(*clean));
        if (made.size() == most) break;
    }
    return made;
}

}  // namespace vacancies
