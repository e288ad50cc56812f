#include "modules/oversight/actions.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "modules/booking/actions.hpp"
#include "modules/booking/actions_quota.hpp"
#include "modules/hall/actions.hpp"
#include "modules/identity/actions.hpp"
#include "modules/office/actions.hpp"
#include "modules/oversight/access.hpp"
#include "modules/oversight/rules.hpp"
#include "platform/audit/audit.hpp"

namespace oversight {

namespace {

constexpr int lines_read_max = 20'000;
constexpr int minutes_around_hours = 60;  // people prepare, and finish what was begun

struct Counts {
    std::string name;
    int calls{};
    int prints{};
    int check_ins{};
    int by_measure[std::size(all_measures)]{};
};

std::size_t position(Measure measure) { return static_cast<std::size_t>(measure); }

int of(const Counts& counts, Measure measure) {
    switch (measure) {
        case Measure::out_of_order:
        case Measure::skipped:
        case Measure::call_undone: return counts.calls;
        case Measure::reprints:
        case Measure::after_hours: return counts.prints;
        case Measure::other_day: return counts.check_ins;
    }
    return 0;
}

int copy_of(const std::string& details) {
    constexpr std::string_view key = "\"copy\":";
    const auto at = details.find(key);
    int copy = 1;
    if (at != std::string::npos) std::from_chars(details.data() + at + key.size(), details.data() + details.size(), copy);
    return copy;
}

// When the office was open on each day of the period.
struct Hours {
    TimeOfDay opens{24 * 60};
    TimeOfDay closes{0};
};

class Gathering {
  public:
    Gathering(sql::Transaction& tx, const Context& context, const office::Office& office, Date from, Date to)
        : tx_(tx), context_(context), office_(office) {
        report_.from = from;
        report_.to = to;
    }

    Report gather() {
        read_windows();
        read_hall();
        read_journal();
        judge();
        std::ranges::stable_sort(report_.occurrences, std::ranges::greater{}, [](const Occurrence& one) { return one.at; });
        return std::move(report_);
    }

  private:
    Counts& of_account(AccountId account) {
        auto& counts = by_account_[account.value];
        if (counts.name.empty()) {
            const auto found = identity::find_account(tx_, account);
            counts.name = found ? found->user_name : account.text();
        }
        return counts;
    }

    void read_windows() {
        for (const auto& [window, state] : booking::coming_windows(tx_, context_, office_.id, report_.from, report_.to)) {
            report_.reserve += window.reserve;
            report_.reserve_taken += window.reserve_taken;
            auto& hours = hours_[window.date.days];
            hours.opens = std::min(hours.opens, window.opens);
            hours.closes = std::max(hours.closes, window.closes);
        }
    }

    void occur(Measure measure, const hall::HallEvent& event) {
        ++of_account(event.account).by_measure[position(measure)];
        report_.occurrences.push_back({.measure = measure,
                                       .at = event.at,
                                       .account = event.account,
                                       .officer = of_account(event.account).name,
                                       .subject = "booking_ticket:" + event.ticket.text(),
                                       .label = event.label,
                                       .reason = event.reason,
                                       .passed = event.passed});
    }

    void read_hall() {
        for (const auto& event : hall::events(tx_, context_, office_.id, report_.from, report_.to)) {
            if (!event.account) continue;
            if (event.act == hall::Act::called || event.act == hall::Act::called_out_of_order) ++of_account(event.account).calls;
            if (event.act == hall::Act::called_out_of_order) occur(Measure::out_of_order, event);
            if (event.act == hall::Act::skipped) occur(Measure::skipped, event);
            if (event.act == hall::Act::call_undone) occur(Measure::call_undone, event);
        }
    }

    bool is_after_hours(Instant at) const {
        const auto local = at.in(office_.zone);
        const auto hours = hours_.find(local.date.days);
        if (hours == hours_.end()) return true;  // no window at all that day
        return local.time.minutes < hours->second.opens.minutes - minutes_around_hours ||
               local.time.minutes > hours->second.closes.minutes + minutes_around_hours;
    }

    void occur(Measure measure, const audit::Line& line, AccountId account) {
        ++of_account(account).by_measure[position(measure)];
        report_.occurrences.push_back({.measure = measure,
                                       .at = line.at,
                                       .account = account,
                                       .officer = of_account(account).name,
                                       .subject = line.subject,
                                       .label = "",
                                       .reason = "",
                                       .passed = 0});
    }

    void take(const audit::Line& line) {
        constexpr std::string_view prefix = "account:";
        if (!line.actor.starts_with(prefix)) return;
        const auto account = AccountId::parse(std::string_view(line.actor).substr(prefix.size())).value_or(AccountId{});
        if (line.verb == "views.used_up" || line.verb == "decoy.touched") {
            const auto details = nlohmann::json::parse(line.details, nullptr, false);
            if (!details.is_object()) return;
            const auto found = identity::find_account(tx_, account);
            if (line.verb == "decoy.touched") {
                const auto name = found ? found->display_name : account.text();
                report_.alarms.push_back({line.at, name, line.subject, details.value("kind", "") == "invitation"});
                return;
            }
            report_.used_up.push_back(
                {line.at, found ? found->display_name : account.text(), details.value("kind", "") == "contact", details.value("most", 0)});
        } else if (line.verb == "card.printed") {
            ++of_account(account).prints;
            if (copy_of(line.details) > 1) occur(Measure::reprints, line, account);
            if (is_after_hours(line.at)) occur(Measure::after_hours, line, account);
        } else if (line.verb.starts_with("ticket.checked_in")) {
            ++of_account(account).check_ins;
            if (line.verb == "ticket.checked_in_other_day") occur(Measure::other_day, line, account);
        } else if (line.verb.starts_with("quota.")) {
            report_.quota_changes.push_back({line.at, of_account(account).name, line.details, line.subject});
        }
    }

    void read_journal() {
        const auto begin = instant({report_.from, {}, office_.zone});
        const auto end = instant({report_.to + 1, {}, office_.zone});
        int searched = 0;
        for (std::int64_t before = 0;;) {
            const auto batch = audit::of_office(tx_, office_.id, before, 500);
            if (batch.empty()) return;
            if (!report_.last_entry) report_.last_entry = batch.front().at;
            for (const auto& line : batch) {
                before = line.id;
                if (line.at < begin) return;
                if (line.at < end) take(line);
            }
            searched += static_cast<int>(batch.size());
            if (searched < lines_read_max) continue;
            report_.journal_cut = true;
            return;
        }
    }

    void judge() {
        for (const auto& [account, counts] : by_account_) {
            Officer officer{.account = {account}, .name = counts.name, .calls = counts.calls};
            report_.officers.push_back(std::move(officer));
        }
        for (const auto measure : all_measures) {
            std::vector<Rate> rates;
            for (const auto& [account, counts] : by_account_) rates.push_back({counts.by_measure[position(measure)], of(counts, measure)});
            const auto judged = judge_all(rates);
            for (std::size_t at = 0; at < judged.size(); ++at) report_.officers[at].by_measure[position(measure)] = judged[at];
        }
        std::ranges::stable_sort(report_.officers, {}, &Officer::name);
    }

    sql::Transaction& tx_;
    const Context& context_;
    const office::Office& office_;
    Report report_;
    std::map<std::int64_t, Counts> by_account_;
    std::map<std::int32_t, Hours> hours_;
};

}  // namespace

Report report(sql::Transaction& tx, const Context& context, OfficeId office_id, Date from, Date to) {
    const auto office = office::find_office(tx, office_id);
    if (!office || !may_read(context, office_id)) return {.from = from, .to = to};
    return Gathering(tx, context, *office, std::max(from, to - days_max), to).gather();
}

int promised_minutes(sql::Transaction& tx, OfficeId office, Date on) {
    return office::parameter(tx, office, "promised_wait_minutes", on).number();
}

std::vector<WaitingTimes> waiting_times(sql::Transaction& tx, const Context& context, OfficeId office_id, int weeks) {
    std::vector<WaitingTimes> list;
    const auto office = office::find_office(tx, office_id);
    if (!office) return list;
    const auto today = context.local(office->zone).date;
    const auto this_week = today - (today.weekday() - 1);
    const int promised = promised_minutes(tx, office_id, today);
    for (int back = 0; back <= weeks; ++back) {
        const auto monday = this_week - 7 * back;
        std::map<std::string, std::vector<int>> by_service;
        for (Date day = monday; day < monday + 7 && day <= today; day = day + 1) {
            for (const auto& place : hall::places(tx, office_id, day)) {
                if (place.called_at)
                    by_service[place.service].push_back(static_cast<int>((place.called_at->seconds - place.arrived_at.seconds + 59) / 60));
            }
        }
        for (auto& [service, minutes] : by_service) list.push_back(times_of(service, monday, std::move(minutes), promised));
    }
    return list;
}

}  // namespace oversight
