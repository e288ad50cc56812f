#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/booking/actions.hpp"
#include "modules/booking/model_change.hpp"
#include "platform/context.hpp"
#include "platform/sql/sql.hpp"

// The manager changes what a day can hold: seen first, then done as one act, and undone exactly.
namespace booking {

constexpr int quota_max = 5000;

// What one window shall hold.
struct WindowWish {
    WindowId window;
    int quota{};
    bool closes{};          // nobody comes: everybody is moved, the window stops
    std::vector<int> keep;  // numbers that stay whatever their order: the officer knows why (pregnant, ill, disabled)
};
struct ChangeWish {
    OfficeId office;
    ChangeKind kind{ChangeKind::quota};
    Date from;
    Date to;
    std::vector<WindowWish> windows;
    std::string reason;  // or the decree's number
    Limits limits;
};

struct ChangePreview {
    std::string plan;  // names this very plan: the tickets and rooms it was made from
    struct Changed {
        Window window;  // as it is now
        int quota{};
        bool closes{};
    };
    struct Person {
        Ticket ticket;  // as it stands now
        Date date;
        Protection protection{Protection::none};
        std::optional<KeepRule> keeps;
        std::optional<MoveRule> moves;
        WindowId to;
        Date new_date;
        TimeOfDay opens;
        int new_number{};  // the next one there; the final one is given when the plan is applied
        std::string new_label() const;
    };
    std::vector<Changed> windows;
    std::vector<Person> keeps;  // by day, window and number
    std::vector<Person> moves;  // in the order of the plan
    std::vector<Person> unplaced;
    int reserve{};        // places for those who come on the old day uninformed
    int school_places{};  // without a name, that schools give up
    Instant answer_until;
};
// Who would keep, who would move where, by which rule; changes nothing.
Result<ChangePreview, Refusal> preview_change(sql::Transaction& tx, const Context& context, const ChangeWish& wish);

enum class QuotaOutcome { applied, waits_for_second_person };
struct ChangeDone {
    QuotaOutcome outcome{QuotaOutcome::applied};
    ChangeId change;
    ChangePreview preview;  // with the numbers that were given
};
// One act: every quota, every move and every message, or nothing. plan_changed when tickets changed since the preview.
// Unplaced people keep their number and wait for a place: nobody is cancelled. Raising waits for a second member of staff
// where the office says so; then earlier places are offered to those who were moved.
Result<ChangeDone, Refusal> apply_change(sql::Transaction& tx, const Context& context, const ChangeWish& wish, std::string_view plan);

// The same for one window, as the API knows it.
struct QuotaPreview {
    std::string plan;
    struct Keep {
        TicketId ticket;
        int number{};
    };
    struct Move {
        TicketId ticket;
        int number{};  // in the window it leaves
        WindowId to;
        Date date;
        TimeOfDay opens;
        int new_number{};
    };
    std::vector<Keep> keeps;
    std::vector<Move> moves;
    std::vector<Keep> unplaced;
};
Result<QuotaPreview, Refusal> preview_quota(sql::Transaction& tx, const Context& context, WindowId window, int quota);
struct QuotaChange {
    QuotaOutcome outcome{QuotaOutcome::applied};
    QuotaPreview plan;
};
Result<QuotaChange, Refusal> apply_quota(sql::Transaction& tx, const Context& context, WindowId window, int quota, std::string_view reason,
                                         std::string_view plan);

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

// Whether this person keeps the day when a quota is cut, where the office protects lanes. Says nothing of the cause; whoever
// knows it (the hall) writes the journal.
enum class DayProtection { on, off };
void protect_day(sql::Transaction& tx, OfficeId office, std::string_view person_key, DayProtection protection);

// --- what was decided ---
std::vector<DayChange> changes(sql::Transaction& tx, const Context& context, OfficeId office, Date not_before);
struct ChangeView {
    DayChange change;
    struct Changed {
        ChangedWindow was;
        Window window;  // as it is now
    };
    std::vector<Changed> windows;
    struct Person {
        ChangedPerson moved;
        Ticket ticket;  // as it stands now
        Window from;
        Window now;
        std::string old_label() const;
    };
    std::vector<Person> people;  // by old day, window and number
    int returns_open{};
    int returns_accepted{};
    bool can_be_undone{};
};
std::optional<ChangeView> change_view(sql::Transaction& tx, const Context& context, ChangeId id);

// Undoing: who said nothing returns to the old place and number; who answered, came or was moved again since keeps what
// they have; windows that are over stay as they were.
struct UndoPreview {
    std::string plan;
    std::vector<ChangeView::Person> returns;
    std::vector<ChangeView::Person> keeps;
    int windows_restored{};
    int windows_over{};
};
Result<UndoPreview, Refusal> preview_undo(sql::Transaction& tx, const Context& context, ChangeId id);
Result<UndoPreview, Refusal> undo_change(sql::Transaction& tx, const Context& context, ChangeId id, std::string_view plan);

// Days that the calendar or a rule closes although people hold numbers: a holiday that was declared late.
struct DayToSettle {
    Date date;
    int people{};
    int windows{};
};
std::vector<DayToSettle> days_to_settle(sql::Transaction& tx, const Context& context, OfficeId office);
// The windows of a day that are not over, as a wish that closes them all.
ChangeWish closing_of(sql::Transaction& tx, const Context& context, OfficeId office, Date date);

// --- "layanan terbatas" ---
// The windows of the range with the part of their quota that is left; services that are off close.
ChangeWish limited_service(sql::Transaction& tx, const Context& context, OfficeId office, Date from, Date to, const Limits& limits);
// What holds in the office on a day; the newest of several.
std::optional<DayChange> limits_on(sql::Transaction& tx, OfficeId office, Date day);

}  // namespace booking
