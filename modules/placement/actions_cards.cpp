#include "modules/placement/actions_cards.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "modules/office/actions.hpp"
#include "modules/placement/actions_company.hpp"
#include "modules/placement/gate.hpp"
#include "modules/placement/rules.hpp"
#include "modules/placement/store.hpp"
#include "modules/registration/actions_card.hpp"
#include "platform/audit/audit.hpp"

namespace placement {
namespace {

CheckedCard check(sql::Transaction& tx, const Context& context, OfficeId office, const std::string& line) {
    const bool is_code = is_scanned_code(line);
    const auto found = is_code ? registration::verify_code(tx, context, line)
                               : registration::verify_number(tx, context, office, line, {}, registration::Told::masked_name);
    CheckedCard card;
    card.shown = !is_code ? line : found.number_end.empty() ? std::string() : "… " + found.number_end;
    card.verdict = found.verdict;
    card.masked_name = found.masked_name;
    card.office_name = found.office_name;
    card.valid_until = found.valid_until;
    return card;
}

}  // namespace

Result<std::vector<std::string>, Refusal> begin_check(sql::Transaction& tx, const Context& context, std::string_view pasted) {
    const auto company = company_of(tx, context);
    if (!company) return Refusal::not_your_company;
    auto lines = card_lines(pasted);
    if (lines.empty()) return Refusal::no_lines;
    if (lines.size() > static_cast<std::size_t>(cards_a_sheet)) return Refusal::too_many_lines;
    const auto today = today_at(tx, context, company->office);
    if (!store::count_checked(tx, company->id, company->office, today, static_cast<int>(lines.size()), cards_a_day))
        return Refusal::checks_used_up;
    const auto typed = lines.size() - static_cast<std::size_t>(std::ranges::count_if(lines, is_scanned_code));
    audit::record(tx, context,
                  {company->office, "cards.checked", "employers_employer:" + company->id.text(),
                   nlohmann::json{{"cards", lines.size()}, {"numbers", typed}}.dump()});
    return lines;
}

Sheet checked_sheet(sql::Transaction& tx, const Context& context, const std::vector<std::string>& lines) {
    const auto company = company_of(tx, context);
    const auto office = company ? office::find_office(tx, company->office) : std::nullopt;
    if (!office) return {};
    Sheet sheet{company->name, office->name, office->zone, {}};
    for (const auto& line : lines) sheet.cards.push_back(check(tx, context, office->id, line));
    return sheet;
}

}  // namespace placement
