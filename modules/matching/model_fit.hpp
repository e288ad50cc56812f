#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/matching/model_profile.hpp"
#include "modules/matching/structured_index.hpp"

// How a person and a vacancy go together, and why.
namespace matching {

// What a score is added up from.
enum class Feature { occupation, place, education, experience, wage, kind, skills, words, liked, fresh };

// What must be, or a vacancy is not suggested: law, safety, papers, what the workplace can provide, what the person is
// willing to do, and the schooling that the employer said is needed.
enum class Hard { of_age, education, certificate, language, contract, distance, accommodation, occupation };

struct Failed {
    Hard what{};
    std::string detail;     // "SIM B1", "smk", "wheelchair"; names no person
    bool may_be_relaxed{};  // by an officer with a reason; never the legal age
};

struct Reason {
    Feature feature{};
    Addend points;
    std::string detail;  // the skill, the occupation … where there is one
};

// Told to people in words; a number is told to nobody.
enum class Band { strong, good, possible };

struct Fit {
    vacancies::VacancyId vacancy;
    ProfileId profile;
    registration::ApplicationId application;
    std::int32_t score{};  // in ten-thousandths
    Band band{Band::possible};
    Points points;
    std::vector<Failed> failed;          // empty = may be suggested
    std::vector<Reason> speaks_for;      // at most three, the strongest first
    std::vector<Reason> speaks_against;  // at most one, that somebody could change
    std::vector<std::string> to_learn;   // skills that are asked for and not held
    bool asks_about_accommodation{};     // the company did not say whether it can provide what the person needs
    bool is_relaxed{};                   // an officer set a condition aside, with a reason
};

}  // namespace matching
