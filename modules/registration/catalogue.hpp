#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/i18n/language.hpp"

// Reasons that clerks choose from. Sentences are Indonesian and translated when shown.
namespace registration {

// Why an application is refused in writing: with its legal basis, as Law 25/2009 on public services and Law 30/2014 on
// government administration want it, and with the way to object.
struct RefusalReason {
    std::string_view code;
    std::string_view sentence;
    std::string_view legal_basis;
    bool needs_note{};
};
const std::vector<RefusalReason>& refusal_reasons();
const RefusalReason* find_refusal_reason(std::string_view code);
// How to object, under every refusal; days and their text are the office's parameter objection_days.
std::string objection_text(Language language, int working_days, std::string_view legal_basis);

struct MarkReason {
    std::string_view code;
    std::string_view sentence;
};
const std::vector<MarkReason>& mark_reasons();
const MarkReason* find_mark_reason(std::string_view code);

// Why a card leaves the register.
struct RemovalReason {
    std::string_view code;
    std::string_view sentence;
};
const std::vector<RemovalReason>& removal_reasons();
const RemovalReason* find_removal_reason(std::string_view code);

// Why a card is printed again.
const std::vector<MarkReason>& reprint_reasons();
bool is_reprint_reason(std::string_view code);

}  // namespace registration
