#include "modules/office/actions_list.hpp"

#include "base/text.hpp"
#include "modules/office/store_list.hpp"
#include "platform/audit/audit.hpp"
#include "platform/clock/clock.hpp"
#include "platform/files/files.hpp"

namespace office {

namespace {

constexpr std::size_t name_max = 120;

bool may_bring(const Context& context, OfficeId office) {
    return office && context.actor.kind == ActorKind::staff && context.actor.office == office && context.may(Permission::import_register);
}

void record(sql::Transaction& tx, const Context& context, OfficeId office, std::string_view kind, std::string_view verb) {
    audit::record(tx, context,
                  {office, "list." + std::string(verb), "office_office:" + office.text(), R"({"kind":")" + std::string(kind) + "\"}"});
}

}  // namespace

void bring_list(const Context& context, OfficeId office, std::string_view kind, std::string_view file_name, std::string_view bytes,
                const ListOutcome& trial) {
    if (!may_bring(context, office)) return;
    auto& files = context.platform.files;
    const BroughtList list{.id = {ids::next()},
                           .kind = std::string(kind),
                           .file = files.put(bytes),
                           .file_name = text::clean_line(file_name, name_max).value_or(""),
                           .outcome = trial,
                           .brought_at = context.now};
    std::string before;
    context.platform.database.write([&](sql::Transaction& tx) {
        const auto waited = store::find_list(tx, office, kind);
        before = waited ? waited->file : "";
        store::put_list(tx, office, list, context.actor.audit_name());
        record(tx, context, office, kind, "brought");
    });
    if (!before.empty()) files.remove(before);
}

std::optional<BroughtList> waiting_list(sql::Transaction& tx, const Context& context, std::string_view kind) {
    if (!may_bring(context, context.actor.office)) return {};
    return store::find_list(tx, context.actor.office, kind);
}

std::optional<std::string> claim_list(const Context& context, std::string_view kind, ListId id, std::string_view verb) {
    const auto office = context.actor.office;
    if (!may_bring(context, office)) return {};
    std::string file;
    context.platform.database.write([&](sql::Transaction& tx) {
        file.clear();
        const auto list = store::find_list(tx, office, kind);
        if (!list || list->id != id || !store::remove_list(tx, id)) return;
        file = list->file;
        record(tx, context, office, kind, verb);
    });
    if (file.empty()) return {};
    auto bytes = context.platform.files.get(file);
    context.platform.files.remove(file);
    return bytes;
}

}  // namespace office
