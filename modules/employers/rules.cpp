#include "modules/employers/rules.hpp"

#include <algorithm>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/reference/actions.hpp"
#include "modules/reference/industries.hpp"

namespace employers {

namespace {

constexpr std::string_view legal_forms[] = {"pt",      "cv",    "tbk",       "ud",       "pd",    "fa",      "persero",
                                            "terbuka", "perum", "perseroan", "terbatas", "firma", "koperasi"};

template <class Enum, std::size_t count>
std::optional<Enum> parse(const std::array<Enum, count>& all, std::string_view typed) {
    for (const auto one : all)
        if (code(one) == typed) return one;
    return {};
}

bool is_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

class Tidier {
  public:
    explicit Tidier(std::vector<Fault>& faults) : faults_(faults) {}

    void refuse(Field field, Unfit why) {
        if (std::ranges::find(faults_, field, &Fault::field) == faults_.end()) faults_.push_back({field, why});
    }
    // True when something is there to look at further.
    bool line(Field field, std::string& value, std::size_t most, bool needed) {
        const auto clean = text::clean_line(value, most);
        if (!clean) {
            refuse(field, Unfit::too_long);
            return false;
        }
        value = *clean;
        if (value.empty() && needed) refuse(field, Unfit::missing);
        return !value.empty();
    }

  private:
    std::vector<Fault>& faults_;
};

}  // namespace

std::string_view code(EmployerState state) {
    switch (state) {
        case EmployerState::submitted: return "submitted";
        case EmployerState::verified: return "verified";
        case EmployerState::refused: return "refused";
        case EmployerState::suspended: return "suspended";
    }
    return {};
}

std::string_view code(Ownership ownership) {
    switch (ownership) {
        case Ownership::government: return "government";
        case Ownership::state_company: return "state_company";
        case Ownership::cooperative: return "cooperative";
        case Ownership::private_company: return "private_company";
        case Ownership::other_body: return "other_body";
        case Ownership::individual: return "individual";
    }
    return {};
}

std::string_view code(Size size) {
    switch (size) {
        case Size::micro: return "micro";
        case Size::small: return "small";
        case Size::medium: return "medium";
        case Size::large: return "large";
    }
    return {};
}

std::optional<EmployerState> parse_state(std::string_view typed) { return parse(all_states, typed); }
std::optional<Ownership> parse_ownership(std::string_view typed) { return parse(all_ownerships, typed); }
std::optional<Size> parse_size(std::string_view typed) { return parse(all_sizes, typed); }

Size size_of(std::int64_t workers) {
    if (workers < 5) return Size::micro;
    if (workers < 20) return Size::small;
    return workers < 100 ? Size::medium : Size::large;
}

std::string firm_key(std::string_view name) {
    std::string key;
    std::string whole;
    std::string word;
    const auto take = [&] {
        whole += word;
        if (std::ranges::find(legal_forms, word) == std::end(legal_forms)) key += word;
        word.clear();
    };
    for (const char c : text::lower(name)) {
        const bool in_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (in_word)
            word += c;
        else if (c != '.')
            take();  // "P.T." is one word
    }
    take();
    if (!key.empty()) return key;
    return whole.empty() ? text::lower(name) : whole;
}

bool looks_alike(const Likeness& one, const Likeness& other) {
    if (!one.nib.empty() && one.nib == other.nib) return true;
    if (one.key == other.key) return true;
    const auto shorter = std::min(text::length(one.key), text::length(other.key));
    const int errors = shorter >= 12 ? 2 : shorter >= 6 ? 1 : 0;
    return errors > 0 && text::distance(one.key, other.key, errors) <= errors;
}

bool fits_search(std::string_view name, std::string_view nib, std::string_view typed) {
    if (const auto number = plain_nib(typed); is_nib(number)) return nib == number;
    const auto parts = text::split(text::lower(name), ' ');
    return std::ranges::all_of(text::split(text::lower(text::squeeze(typed)), ' '), [&](const std::string& word) {
        return word.empty() || std::ranges::any_of(parts, [&](const std::string& part) { return part.starts_with(word); });
    });
}

std::string plain_nib(std::string_view typed) {
    std::string digits;
    for (const char c : typed)
        if (c != ' ' && c != '.' && c != '-') digits += c;
    return digits;
}

bool is_nib(std::string_view digits) { return digits.size() == 13 && is_digits(digits); }

std::vector<Fault> tidy(Employer& employer) {
    std::vector<Fault> faults;
    Tidier tidier(faults);
    tidier.line(Field::name, employer.name, 120, true);
    employer.nib = plain_nib(employer.nib);
    if (!employer.nib.empty() && !is_nib(employer.nib)) tidier.refuse(Field::nib, Unfit::nib_digits);
    if (tidier.line(Field::kbli, employer.kbli, 5, false)) {
        if (employer.kbli_version.empty()) employer.kbli_version = "2020";
        if (employer.kbli_version != "2020" && employer.kbli_version != "2025") tidier.refuse(Field::kbli, Unfit::kbli_version);
        const bool is_code = employer.kbli.size() == 5 && is_digits(employer.kbli);
        // A list that is not at hand: its codes are taken as they are.
        const bool is_listed = reference::has_industries(employer.kbli_version);
        if (!is_code || (is_listed && !reference::find_industry(employer.kbli, employer.kbli_version)))
            tidier.refuse(Field::kbli, Unfit::kbli_unknown);
    } else {
        employer.kbli_version.clear();
    }
    if (tidier.line(Field::regency, employer.regency_code, 13, false) && !reference::find_area(employer.regency_code))
        tidier.refuse(Field::regency, Unfit::regency_unknown);
    tidier.line(Field::address, employer.address, 200, true);
    tidier.line(Field::contact_name, employer.contact_name, 100, true);
    if (tidier.line(Field::contact_phone, employer.contact_phone, 24, true)) {
        if (const auto phone = Phone::parse(employer.contact_phone))
            employer.contact_phone = phone->reveal();
        else
            tidier.refuse(Field::contact_phone, Unfit::phone);
    }
    if (tidier.line(Field::contact_email, employer.contact_email, 120, false)) {
        const auto at = employer.contact_email.find('@');
        const bool whole = at != std::string::npos && at > 0 && employer.contact_email.find('.', at) != std::string::npos &&
                           employer.contact_email.find(' ') == std::string::npos;
        if (!whole) tidier.refuse(Field::contact_email, Unfit::email);
    }
    if (tidier.line(Field::website, employer.website, 120, false)) {
        if (!employer.website.starts_with("https://") && !employer.website.starts_with("http://"))
            employer.website = "https://" + employer.website;
        if (employer.website.find('.') == std::string::npos || employer.website.find_first_of(" <>\"'") != std::string::npos)
            tidier.refuse(Field::website, Unfit::website);
    }
    constexpr std::int64_t workers_max = 10'000'000;
    const auto counted = [&](Field field, std::int64_t value) {
        if (value < 0 || value > workers_max)
            tidier.refuse(field, Unfit::number);
        else if (field != Field::workers && value > employer.workers)
            tidier.refuse(field, Unfit::more_than_workers);
    };
    counted(Field::workers, employer.workers);
    counted(Field::workers_disabled, employer.workers_disabled);
    counted(Field::workers_local, employer.workers_local);
    return faults;
}

bool is_public_body(Ownership ownership) { return ownership == Ownership::government || ownership == Ownership::state_company; }

}  // namespace employers
