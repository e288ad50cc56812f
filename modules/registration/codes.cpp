#include <array>
#include <stdexcept>
#include <string>

#include "modules/registration/form.hpp"

namespace registration {

std::string_view code(Unfit why) {
    switch (why) {
        case Unfit::missing: return "missing";
        case Unfit::nik_length: return "nik_length";
        case Unfit::nik_unfit: return "nik_unfit";
        case Unfit::no_such_date: return "no_such_date";
        case Unfit::date_in_future: return "date_in_future";
        case Unfit::date_too_early: return "date_too_early";
        case Unfit::too_long: return "too_long";
        case Unfit::control_characters: return "control_characters";
        case Unfit::not_in_list: return "not_in_list";
        case Unfit::phone_unfit: return "phone_unfit";
        case Unfit::year_unfit: return "year_unfit";
        case Unfit::too_many: return "too_many";
    }
    return {};
}

std::string_view code(Purpose purpose) {
    switch (purpose) {
        case Purpose::domestic: return "domestic";
        case Purpose::abroad: return "abroad";
        case Purpose::both: return "both";
    }
    return {};
}

std::string_view code(EmploymentSituation situation) {
    switch (situation) {
        case EmploymentSituation::never_worked: return "never_worked";
        case EmploymentSituation::lost_or_left_job: return "lost_or_left_job";
        case EmploymentSituation::employed_looking: return "employed_looking";
    }
    return {};
}

std::string_view code(Channel channel) {
    switch (channel) {
        case Channel::online: return "online";
        case Channel::counter: return "counter";
        case Channel::school: return "school";
        case Channel::imported: return "imported";
    }
    return {};
}

std::string_view code(ApplicationState state) {
    switch (state) {
        case ApplicationState::draft: return "draft";
        case ApplicationState::submitted: return "submitted";
        case ApplicationState::needs_fix: return "needs_fix";
        case ApplicationState::at_counter: return "at_counter";
        case ApplicationState::approved: return "approved";
        case ApplicationState::refused: return "refused";
        case ApplicationState::withdrawn: return "withdrawn";
    }
    return {};
}

std::string_view code(CardState state) {
    switch (state) {
        case CardState::approved: return "approved";
        case CardState::printed: return "printed";
        case CardState::awaiting_signature: return "awaiting_signature";
        case CardState::ready: return "ready";
        case CardState::handed_over: return "handed_over";
        case CardState::inactive: return "inactive";
        case CardState::revoked: return "revoked";
    }
    return {};
}

std::string_view code(Verdict verdict) {
    switch (verdict) {
        case Verdict::valid: return "valid";
        case Verdict::expired: return "expired";
        case Verdict::inactive: return "inactive";
        case Verdict::revoked: return "revoked";
        case Verdict::unknown: return "unknown";
        case Verdict::before_this_system: return "before_this_system";
        case Verdict::forged: return "forged";
    }
    return {};
}

std::string_view code(Refusal why) {
    switch (why) {
        case Refusal::no_such_application: return "no_such_application";
        case Refusal::not_yours: return "not_yours";
        case Refusal::field_missing: return "field_missing";
        case Refusal::field_unfit: return "field_unfit";
        case Refusal::wrong_state: return "wrong_state";
        case Refusal::not_checked_in: return "not_checked_in";
        case Refusal::changed_meanwhile: return "changed_meanwhile";
        case Refusal::reason_missing: return "reason_missing";
        case Refusal::no_such_reason: return "no_such_reason";
        case Refusal::intake_unread: return "intake_unread";
        case Refusal::no_signatory: return "no_signatory";
        case Refusal::number_exhausted: return "number_exhausted";
        case Refusal::blank_serial_missing: return "blank_serial_missing";
        case Refusal::blank_serial_used: return "blank_serial_used";
        case Refusal::no_such_card: return "no_such_card";
        case Refusal::needs_other_person: return "needs_other_person";
        case Refusal::already_revoked: return "already_revoked";
        case Refusal::proxy_not_allowed: return "proxy_not_allowed";
        case Refusal::code_or_birth_date_wrong: return "code_or_birth_date_wrong";
        case Refusal::too_many_attempts: return "too_many_attempts";
        case Refusal::file_not_accepted: return "file_not_accepted";
        case Refusal::too_many_files: return "too_many_files";
        case Refusal::take_number_at_counter: return "take_number_at_counter";
    }
    return {};
}

std::string_view code(Sex sex) { return sex == Sex::male ? "L" : "P"; }

namespace {
template <class Enum, std::size_t count>
Enum of(std::string_view text, const std::array<Enum, count>& values) {
    for (const auto one : values)
        if (code(one) == text) return one;
    // Only our own rows are read here.
    throw std::runtime_error("unknown code in the register: " + std::string(text));
}
}  // namespace

Channel channel_of(std::string_view text) {
    return of(text, std::array{Channel::online, Channel::counter, Channel::school, Channel::imported});
}

ApplicationState application_state_of(std::string_view text) {
    using enum ApplicationState;
    return of(text, std::array{draft, submitted, needs_fix, at_counter, approved, refused, withdrawn});
}

CardState card_state_of(std::string_view text) {
    using enum CardState;
    return of(text, std::array{approved, printed, awaiting_signature, ready, handed_over, inactive, revoked});
}

}  // namespace registration
