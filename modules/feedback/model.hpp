#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/personal.hpp"

namespace feedback {

using ComplaintId = Id<struct ComplaintTag>;

// PermenPANRB 14/2017, annex: the nine elements of the satisfaction survey (SKM), each rated from 1 to 4.
enum class Element { requirements, procedure, time, cost, product, competence, behaviour, complaints, facilities };
constexpr std::size_t element_count = 9;
using Ratings = std::array<int, element_count>;

// The same annex; where each begins is a parameter of the office (rules.hpp: GradeLimits).
enum class Grade { a, b, c, d };

enum class ComplaintState { received, in_progress, answered };

struct Contact {
    std::string name;
    std::string phone;  // "+628…"
    std::string email;
    bool empty() const { return name.empty() && phone.empty() && email.empty(); }
};

struct Complaint {
    ComplaintId id;
    OfficeId office;
    std::string number;   // "P-2026-000017"
    std::string service;  // "" = none in particular
    Personal body;
    bool has_contact{};  // who it is stays closed until somebody opens it
    bool is_english{};
    ComplaintState state{ComplaintState::received};
    Instant received_at;
    Date promised_on;
    Personal answer;
    std::optional<Instant> answered_at;
};

enum class Refusal {
    no_such_ticket,
    visit_not_over,
    survey_over,
    answered_already,
    rating_missing,
    words_missing,
    words_too_long,
    contact_unfit,
    no_such_complaint,
    wrong_state,
};

}  // namespace feedback
