#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/office/actions_manage.hpp"
#include "modules/office/model.hpp"
#include "platform/context.hpp"
#include "platform/html/components.hpp"
#include "platform/sql/sql.hpp"

// Two managers on one page of settings: a form carries a mark of what it showed, so that a save over somebody else's
// change is refused once, with that change named and what was typed kept. Internal.
namespace office {

struct ShownValue {
    std::string field;  // the control that shows it
    std::string label;
    std::string value;  // as a person reads it
};
using ShownValues = std::vector<ShownValue>;

// A hidden field: a short hash of each value, in order.
void write_mark(Markup& out, const ShownValues& now);
// What is not any more as the form showed it; nothing for a form without a mark.
ShownValues changed_since(const http::Fields& typed, const ShownValues& now);
// One sentence at each field that changed.
void refuse_stale(const Context& context, html::FormState& state, const ShownValues& changed);
// The same for what came as a file, which a browser does not keep: it is chosen again. A few, and how many more.
void refuse_stale_file(const Context& context, html::FormState& state, const std::string& field, const ShownValues& changed);

// A list of days (holidays, exceptions): only the day that is typed must still be as the page showed it.
struct ShownDay {
    Date date;
    std::string value;  // as a person reads it
};
void write_day_marks(Markup& out, const std::vector<ShownDay>& days);
// What stands on that day now, when it is not what the form showed; nothing for a form without marks.
std::optional<ShownValue> changed_day(const Context& context, const http::Fields& typed, Date date, const std::vector<ShownDay>& now);

std::string yes_or_no(const Context& context, bool yes);

// `now(tx)` reads what the form shows, `save(tx)` keeps what was typed; between them nobody else saves settings of this
// office. Gives why it was not kept; changed_meanwhile is said at the fields already.
template <class Now, class Save>
std::optional<Refusal> keep_unless_changed(const Context& context, OfficeId office, html::FormState& state, Now now, Save save) {
    ShownValues changed;
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<Done, Refusal> {
        hold_settings(tx, office);
        changed = changed_since(state.typed, now(tx));
        if (!changed.empty()) return Refusal::changed_meanwhile;
        const auto saved = save(tx);
        if (!saved) return saved.error();
        return Done{};
    });
    if (done) return {};
    refuse_stale(context, state, changed);
    return done.error();
}

// The same for one day of a list; the sentence stands at the field "tanggal".
template <class Now, class Save>
std::optional<Refusal> keep_day_unless_changed(const Context& context, OfficeId office, html::FormState& state, Date date, Now now,
                                               Save save) {
    std::optional<ShownValue> changed;
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<Done, Refusal> {
        hold_settings(tx, office);
        changed = changed_day(context, state.typed, date, now(tx));
        if (changed) return Refusal::changed_meanwhile;
        return save(tx);
    });
    if (done) return {};
    if (changed) refuse_stale(context, state, {*changed});
    return done.error();
}

// The same for a list of days that came as a file; `dates(tx)`: those that it would write.
template <class Now, class Dates, class Save>
std::optional<Refusal> keep_file_unless_changed(const Context& context, OfficeId office, html::FormState& state, const std::string& field,
                                                Now now, Dates dates, Save save) {
    ShownValues changed;
    const auto done = context.platform.database.write([&](sql::Transaction& tx) -> Result<Done, Refusal> {
        hold_settings(tx, office);
        const auto days = now(tx);
        changed.clear();
        for (const auto date : dates(tx))
            if (auto one = changed_day(context, state.typed, date, days)) changed.push_back(std::move(*one));
        if (!changed.empty()) return Refusal::changed_meanwhile;
        save(tx);
        return Done{};
    });
    if (done) return {};
    refuse_stale_file(context, state, field, changed);
    return done.error();
}

inline int status_after(std::optional<Refusal> why) { return why == Refusal::changed_meanwhile ? 409 : 422; }

}  // namespace office
