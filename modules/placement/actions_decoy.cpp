#include "modules/placement/actions_decoy.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "modules/employers/actions.hpp"
#include "modules/messages/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/placement/actions_company.hpp"
#include "modules/placement/gate.hpp"
#include "modules/placement/store_decoy.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/i18n/language.hpp"

namespace placement {
namespace {

constexpr std::size_t line_max = 120;

bool plants_at(const Context& context, OfficeId office) {
    return context.actor.kind == ActorKind::staff && office && context.actor.office == office && context.may(Permission::manage_office);
}

std::string alarm_address(sql::Transaction& tx, const Context& context, OfficeId office) {
    return office::parameter(tx, office, "alarm_mail", today_at(tx, context, office)).value;
}

std::vector<Decoy> planted_at(sql::Transaction& tx, OfficeId office) {
    auto all = store::decoys(tx, office);
    std::erase_if(all, [](const Decoy& one) { return one.ended_at.has_value(); });
    return all;
}

// Quiet hours are for people who are told something; this is for those who want to be woken.
void ring(sql::Transaction& tx, const Context& context, const employers::Employer& company, const Decoy& decoy, TouchKind kind,
          TouchId touch) {
    audit::record(tx, context,
                  {company.office, "decoy.touched", "placement_decoy:" + decoy.id.text(),
                   nlohmann::json{{"employer", company.id.text()}, {"kind", kind == TouchKind::sheet ? "sheet" : "invitation"}}.dump()});
    const auto office = office::find_office(tx, company.office);
    messages::queue(tx, context,
                    {.office = company.office,
                     .text = "placement.decoy_touched",
                     .about = "decoy:" + decoy.id.text(),
                     .occasion = touch.text(),
                     .to = {.name = "Manajer", .phone = "", .email = alarm_address(tx, context, company.office)},
                     .values = {{"perusahaan", company.name},
                                {"umpan", decoy.label},
                                {"apa", std::string(label(kind))},
                                {"waktu", date_and_clock(Language::indonesian, context.local(office ? office->zone : Zone::wib))},
                                {"tautan", context.platform.public_url + "/rujuk/umpan"}},
                     .not_before = {},
                     .holder = "",
                     .haste = messages::Haste::at_once});
}

}  // namespace

Result<DecoyId, DecoyRefusal> plant(sql::Transaction& tx, const Context& context, const DecoyDraft& draft) {
    const auto office = context.actor.office;
    if (!plants_at(context, office)) return DecoyRefusal::not_yours;
    const auto name = text::clean_line(draft.label, line_max);
    const auto education = text::clean_line(draft.education, line_max);
    const auto skills = text::clean_line(draft.skills, line_max);
    const auto position = text::clean_line(draft.position, line_max);
    if (!name || !education || !skills || !position) return DecoyRefusal::too_long;
    if (name->empty()) return DecoyRefusal::label_missing;
    if (education->empty()) return DecoyRefusal::education_missing;
    Decoy decoy{.id = DecoyId{ids::next()},
                .office = office,
                .label = *name,
                .education = *education,
                .skills = {},
                .position = *position,
                .planted_at = context.now,
                .planted_by = context.actor.audit_name(),
                .ended_at = {}};
    for (const auto& one : text::split(*skills, ','))
        if (auto skill = text::trim(one); !skill.empty()) decoy.skills.emplace_back(skill);
    if (!store::add_decoy(tx, decoy)) return DecoyRefusal::all_planted;
    audit::record(tx, context, {office, "decoy.planted", "placement_decoy:" + decoy.id.text(), ""});
    return decoy.id;
}

Result<Done, DecoyRefusal> take_away(sql::Transaction& tx, const Context& context, DecoyId id) {
    const auto office = context.actor.office;
    if (!plants_at(context, office) || !store::end_decoy(tx, id, office, context.now)) return DecoyRefusal::not_yours;
    audit::record(tx, context, {office, "decoy.taken_away", "placement_decoy:" + id.text(), ""});
    return Done{};
}

DecoyBoard decoy_board(sql::Transaction& tx, const Context& context) {
    DecoyBoard board;
    const auto office = context.actor.office;
    if (!plants_at(context, office)) return board;
    board.decoys = store::decoys(tx, office);
    for (const auto& touch : store::touches(tx, office)) {
        const auto found = std::ranges::find(board.decoys, touch.decoy, &Decoy::id);
        const auto company = employers::find_employer(tx, context, touch.employer);
        board.touches.push_back({touch, found == board.decoys.end() ? "" : found->label, company ? company->name : touch.employer.text()});
    }
    board.has_address = !alarm_address(tx, context, office).empty();
    return board;
}

std::vector<Decoy> planted(sql::Transaction& tx, const Context& context) {
    const auto company = company_of(tx, context);
    return company ? planted_at(tx, company->office) : std::vector<Decoy>{};
}

std::optional<Decoy> touch_decoy(sql::Transaction& tx, const Context& context, std::int64_t id, TouchKind kind) {
    const auto company = company_of(tx, context);
    if (!company) return {};
    const auto all = planted_at(tx, company->office);
    const auto found = std::ranges::find(all, DecoyId{id}, &Decoy::id);
    if (found == all.end()) return {};
    const TouchId touch{ids::next()};
    const Touch made{found->id, company->id, kind, context.now, context.now, 1};
    if (store::add_touch(tx, touch, company->office, made, today_at(tx, context, company->office)))
        ring(tx, context, *company, *found, kind, touch);
    return *found;
}

std::optional<Decoy> touch_decoy(const Context& context, std::int64_t id, TouchKind kind) {
    auto& database = context.platform.database;
    const auto all = database.read([&](sql::Transaction& tx) { return planted(tx, context); });
    if (std::ranges::find(all, DecoyId{id}, &Decoy::id) == all.end()) return {};
    return database.write([&](sql::Transaction& tx) { return touch_decoy(tx, context, id, kind); });
}

std::string_view label(TouchKind kind) {
    switch (kind) {
        case TouchKind::sheet: return msg("membuka alamat orang rekaan");
        case TouchKind::invitation: return msg("mengundang orang rekaan");
    }
    return "";
}

std::string_view sentence(DecoyRefusal why) {
    switch (why) {
        case DecoyRefusal::not_yours: return msg("Umpan ini tidak ada di kantor Anda.");
        case DecoyRefusal::label_missing: return msg("Tulis nama umpan, misalnya Umpan 1.");
        case DecoyRefusal::education_missing: return msg("Tulis pendidikan orang rekaan itu.");
        case DecoyRefusal::too_long: return msg("Tulis paling banyak 120 huruf di setiap isian.");
        case DecoyRefusal::all_planted: return msg("Paling banyak tiga umpan sekaligus. Cabut satu dulu.");
    }
    return "";
}

}  // namespace placement
