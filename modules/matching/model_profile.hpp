#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/registration/model.hpp"
#include "modules/vacancies/model.hpp"

// What a person tells so that work can be found for them. One profile for a person in an office, whatever number of
// applications they hand in over the years.
//
// There is no name here, no sex, no age, no religion, no marital status, no ethnicity and no diagnosis: what the engine
// does not know it cannot use (UU 13/2003 art. 5 and 6; Permenaker 18/2024 art. 4 par. (4)).
namespace matching {

using ProfileId = Id<struct ProfileTag>;

// Who says so. Anybody says `self`; only a member of staff who saw it says the others.
enum class Evidence { self, certificate, tested, employer };

struct SkillHeld {
    std::string name;
    int level{3};  // 1 = begun to learn … 5 = teaches others
    Evidence evidence{Evidence::self};
};

struct Past {
    std::string occupation;  // KBJI unit group; "" = not coded
    std::string employer;    // sealed
    int months{};
};

// How far a person goes to work every day, and whether they would move.
enum class Reach { district, regency, province, anywhere };
enum class Travel { none, public_transport, motorcycle, car };

struct Wishes {
    std::vector<std::string> occupations;  // KBJI unit groups, dearest first
    Reach reach{Reach::regency};
    int kilometres{};  // one way every day, in a straight line, instead of `reach`; 0 = not said
    Travel travel{Travel::none};
    bool would_move{};
    std::int64_t wage{};                         // rupiah a month; 0 = not said
    std::vector<vacancies::Contract> contracts;  // accepted; none = every kind
    std::string hours;                           // in the person's words; for people to read, never counted; sealed
};

// Each is given and withdrawn on its own (UU 27/2022 art. 20 and 9).
struct Consent {
    bool suggestions{};   // compute what fits me
    bool shown_masked{};  // show me to companies and officers without my name
    bool digest{};        // tell me when something new fits
    friend bool operator==(const Consent&, const Consent&) = default;
};

struct Profile {
    ProfileId id;
    OfficeId office;
    std::string person_key;                   // blind index of the NIK
    registration::ApplicationId application;  // the newest one: where the person reads
    std::string home;                         // district, "64.71.01"
    std::string education{"none"};
    std::string major;
    std::vector<Past> experience;
    std::vector<SkillHeld> skills;
    std::vector<std::string> certificates;  // licences and certificates, as they call themselves
    std::vector<std::string> languages;
    Wishes wishes;
    std::vector<std::string> needs;  // codes of what the place of work must provide; sealed
    Date of_age_on;                  // from then on the law lets them work like everybody; sealed
    Consent consent;
    bool by_staff{};          // the last change
    std::int64_t revision{};  // grows with every change of any profile
    int version{};            // 0 = not saved yet
};

constexpr std::size_t skills_held_max = 30;
constexpr std::size_t pasts_max = 10;
constexpr std::size_t wanted_max = 5;
constexpr std::size_t papers_max = 20;  // certificates, and languages
constexpr int line_max = 100;           // characters
constexpr int kilometres_max = 500;

}  // namespace matching
