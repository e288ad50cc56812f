#include "modules/employers/rules_warning.hpp"

namespace employers {

std::string_view code(Matter matter) {
    switch (matter) {
        case Matter::vacancy: return "vacancy";
        case Matter::filled: return "filled";
    }
    return {};
}

std::string_view code(WarningState state) {
    switch (state) {
        case WarningState::draft: return "draft";
        case WarningState::answered: return "answered";
        case WarningState::sent: return "sent";
        case WarningState::closed: return "closed";
        case WarningState::withdrawn: return "withdrawn";
    }
    return {};
}

std::optional<Matter> parse_matter(std::string_view typed) {
    for (const auto one : {Matter::vacancy, Matter::filled})
        if (code(one) == typed) return one;
    return {};
}

std::optional<WarningState> parse_warning_state(std::string_view typed) {
    for (const auto one : {WarningState::draft, WarningState::answered, WarningState::sent, WarningState::closed, WarningState::withdrawn})
        if (code(one) == typed) return one;
    return {};
}

std::string_view roman(int level) { return level == 1 ? "I" : level == 2 ? "II" : "III"; }

bool is_open(WarningState state) { return state == WarningState::draft || state == WarningState::answered || state == WarningState::sent; }

NextLevel next_level(const std::vector<Warning>& earlier, Matter matter, Date today, int last_level) {
    NextLevel next;
    for (const auto& one : earlier) {  // oldest first
        if (one.matter != matter || one.state == WarningState::withdrawn) continue;
        if (one.state == WarningState::closed) {
            next.level = one.closing_note == not_followed ? one.level + 1 : 1;
            continue;
        }
        if (one.state != WarningState::sent) return {one.level, WarningRefusal::already_open, {}};
        if (one.valid_until && today <= *one.valid_until) return {one.level, WarningRefusal::still_running, {}};
        next = {one.level + 1, {}, one.id};
    }
    if (next.level > last_level) next.why_not = WarningRefusal::was_the_last;
    return next;
}

std::optional<WarningRefusal> may_send(const Warning& warning, Date today) {
    if (warning.state == WarningState::answered) return {};
    if (warning.state != WarningState::draft) return WarningRefusal::wrong_state;
    if (today <= warning.answer_until) return WarningRefusal::answer_awaited;
    return {};
}

bool has_letter(const Warning& warning, Date today) { return warning.sent_at.has_value() || !may_send(warning, today); }

}  // namespace employers
