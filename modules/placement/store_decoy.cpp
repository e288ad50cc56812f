#include "modules/placement/store_decoy.hpp"

#include "base/text.hpp"

namespace placement::store {
namespace {

constexpr int slots = 3;  // as the table's check

std::string_view code(TouchKind kind) { return kind == TouchKind::sheet ? "sheet" : "invitation"; }

}  // namespace

bool add_decoy(sql::Transaction& tx, const Decoy& decoy) {
    for (int slot = 1; slot <= slots; ++slot)
        if (tx.try_run(
                "insert into placement_decoy (id, office_id, slot, label, education, skills, position, planted_at, planted_by) values"
                " (:id, :office, :slot, :label, :education, :skills, :position, :at, :by)",
                {{"id", decoy.id},
                 {"office", decoy.office},
                 {"slot", slot},
                 {"label", decoy.label},
                 {"education", decoy.education},
                 {"skills", text::join(decoy.skills, "\n")},
                 {"position", decoy.position},
                 {"at", decoy.planted_at},
                 {"by", decoy.planted_by}}))
            return true;
    return false;
}

bool end_decoy(sql::Transaction& tx, DecoyId id, OfficeId office, Instant now) {
    return tx.run("update placement_decoy set ended_at = :now where id = :id and office_id = :office and ended_at is null",
                  {{"now", now}, {"id", id}, {"office", office}}) == 1;
}

std::vector<Decoy> decoys(sql::Transaction& tx, OfficeId office) {
    std::vector<Decoy> all;
    for (const auto& row : tx.all("select id, label, education, skills, position, planted_at, planted_by, ended_at from placement_decoy"
                                  " where office_id = :office order by case when ended_at is null then 0 else 1 end, id desc limit 50",
                                  {{"office", office}})) {
        Decoy one{.id = row.id<DecoyId>(0),
                  .office = office,
                  .label = row.text(1),
                  .education = row.text(2),
                  .skills = {},
                  .position = row.text(4),
                  .planted_at = row.instant(5),
                  .planted_by = row.text(6),
                  .ended_at = row.instant_or_none(7)};
        for (const auto& skill : text::split(row.text(3), '\n'))
            if (!skill.empty()) one.skills.emplace_back(skill);
        all.push_back(std::move(one));
    }
    return all;
}

bool add_touch(sql::Transaction& tx, TouchId id, OfficeId office, const Touch& touch, Date day) {
    return tx.one(
                 "insert into placement_touch (id, office_id, decoy_id, employer_id, kind, day, first_at, last_at) values"
                 " (:id, :office, :decoy, :employer, :kind, :day, :now, :now)"
                 " on conflict (decoy_id, employer_id, kind, day) do update set times = placement_touch.times + 1, last_at = :now"
                 " returning times",
                 {{"id", id},
                  {"office", office},
                  {"decoy", touch.decoy},
                  {"employer", touch.employer},
                  {"kind", code(touch.kind)},
                  {"day", day},
                  {"now", touch.first_at}})
               ->number(0) == 1;
}

std::vector<Touch> touches(sql::Transaction& tx, OfficeId office) {
    std::vector<Touch> all;
    for (const auto& row :
         tx.all("select decoy_id, employer_id, kind, first_at, last_at, times from placement_touch where office_id = :office"
                " order by last_at desc, id desc limit 100",
                {{"office", office}}))
        all.push_back({row.id<DecoyId>(0), row.id<employers::EmployerId>(1),
                       row.text(2) == code(TouchKind::sheet) ? TouchKind::sheet : TouchKind::invitation, row.instant(3), row.instant(4),
                       row.number(5)});
    return all;
}

}  // namespace placement::store
