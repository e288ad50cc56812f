#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/booking/actions.hpp"
#include "modules/booking/model.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// The manager changes what a day can hold.
namespace booking {

struct QuotaPreview {
    std::string plan;  // names this very plan: the tickets and rooms it was made from
    struct Keep {
        TicketId ticket;
        int number{};
    };
    struct Move {
        TicketId ticket;
        int number{};       // in the window it leaves
        WindowId to;
        Date date;
        TimeOfDay opens;
        int new_number{};   // the next one there; the final one is given when the plan is applied
    };
    std::vector<Keep> keeps;
    std::vector<Move> moves;
    std::vector<Keep> unplaced;
};
// Who would keep, who would move where; changes nothing.
Result<QuotaPreview, Refusal> preview_quota(sql::Transaction& tx, const Context& context, WindowId window, int quota);

enum class QuotaOutcome { applied, waits_for_second_person };
struct QuotaChange {
    QuotaOutcome outcome{QuotaOutcome::applied};
    QuotaPreview plan;
};
// One act: the quota and every move, or nothing. plan_changed when tickets changed since the preview. Unplaced people
// keep their number: nobody is cancelled. Raising waits for a second member of staff where the office says so.
Result<QuotaChange, Refusal> apply_quota(sql::Transaction& tx, const Context& context, WindowId window, int quota,
                                         std::string_view reason, std::string_view plan);

// The windows of every service from one day to another, by day and hour.
std::vector<WindowView> coming_windows(sql::Transaction& tx, const Context& context, OfficeId office, Date from, Date to);
// A raise that waits for a second member of staff.
struct AskedQuota {
    int quota{};
    std::string reason;
    bool asked_by_me{};
};
std::optional<AskedQuota> asked_quota(sql::Transaction& tx, const Context& context, WindowId window);

Result<Done, Refusal> suspend_window(sql::Transaction& tx, const Context& context, WindowId window, std::string_view reason);
Result<Done, Refusal> resume_window(sql::Transaction& tx, const Context& context, WindowId window);

}  // namespace booking
