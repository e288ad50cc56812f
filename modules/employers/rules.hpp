#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/employers/model.hpp"

// What a company's record must hold, which names mean the same firm, and what the law counts. Pure.
namespace employers {

inline constexpr std::array all_states{EmployerState::submitted, EmployerState::verified, EmployerState::refused, EmployerState::suspended};
inline constexpr std::array all_ownerships{Ownership::government,      Ownership::state_company, Ownership::cooperative,
                                           Ownership::private_company, Ownership::other_body,    Ownership::individual};
inline constexpr std::array all_sizes{Size::micro, Size::small, Size::medium, Size::large};

std::string_view code(EmployerState state);
std::string_view code(Ownership ownership);
std::string_view code(Size size);
std::optional<EmployerState> parse_state(std::string_view code);
std::optional<Ownership> parse_ownership(std::string_view code);
std::optional<Size> parse_size(std::string_view code);

// BPS: micro up to 4 workers, small to 19, medium to 99.
Size size_of(std::int64_t workers);

// The form in which two spellings of one firm meet: without PT, CV, Tbk, dots and blanks. Never empty for a name.
std::string firm_key(std::string_view name);
// The same firm by its number, or a name that differs by a typing error at most.
struct Likeness {
    std::string key;  // firm_key
    std::string nib;
};
bool looks_alike(const Likeness& one, const Likeness& other);
// Whether each typed word begins a word of the name, or all of it is the number. Nothing typed fits everybody.
bool fits_search(std::string_view name, std::string_view nib, std::string_view typed);
// Digits only, as typed with blanks, dots or dashes.
std::string plain_nib(std::string_view typed);
bool is_nib(std::string_view digits);

enum class Field {
    name,
    nib,
    kbli,
    regency,
    address,
    contact_name,
    contact_phone,
    contact_email,
    website,
    workers,
    workers_disabled,
    workers_local
};
enum class Unfit {
    missing,
    too_long,
    nib_digits,
    kbli_unknown,
    kbli_version,
    regency_unknown,
    phone,
    email,
    website,
    number,
    more_than_workers
};
struct Fault {
    Field field{};
    Unfit why{};

    bool operator==(const Fault&) const = default;
};
// Brings what was typed into its stored form; what cannot be is told, one fault a field, in the order of the form.
std::vector<Fault> tidy(Employer& employer);

// A share of all workers that is no whole number of people: the next whole person, or only the whole ones.
enum class Rounding { up, down };

// A share that the law wants of all workers: how many people that is, and how many there are.
struct Share {
    std::int64_t workers{};
    std::int64_t counted{};
    int percent{};  // wanted; 0 = nothing is wanted
    Rounding rounding = Rounding::up;

    bool is_known() const { return workers > 0; }
    // "At least 1 %" of 80 is one person: nobody would be less. An office may read its law otherwise.
    std::int64_t wanted() const { return (workers * percent + (rounding == Rounding::up ? 99 : 0)) / 100; }
    bool is_whole() const { return workers * percent % 100 == 0; }
    bool is_reached() const { return counted >= wanted(); }
    // Per mille, so that 0.6 % can be said.
    std::int64_t per_mille() const { return workers > 0 ? counted * 1000 / workers : 0; }
};
// UU 8/2016 art. 53 (1): government and its companies; (2): private companies.
bool is_public_body(Ownership ownership);

}  // namespace employers
