#include "modules/office/queue_facts.hpp"

namespace office {

std::optional<QueueFacts> queue_facts(sql::Transaction& tx, OfficeId office, std::string_view service) {
    const auto row = tx.one(
        "select o.zone, s.letter from office_office o left join office_service s on s.office_id = o.id"
        " and s.code = :service where o.id = :office",
        {{"service", service}, {"office", office}});
    if (!row) return {};
    const auto letter = row->text(1);
    return QueueFacts{parse_zone(row->text(0)).value_or(Zone::wib), letter.empty() ? 'A' : letter.front()};
}

}  // namespace office
