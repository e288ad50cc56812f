#include "modules/booking/rules.hpp"

#include <algorithm>

namespace booking {

std::string Ticket::label() const {
    std::string digits = std::to_string(number);
    if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
    return std::string(1, letter) + "-" + digits;
}

bool is_over(const Window& window, LocalTime now) {
    return window.date < now.date || (window.date == now.date && window.closes <= now.time);
}

WindowState state_of(const Window& window, const Policy& policy, LocalTime now) {
    if (is_over(window, now)) return WindowState::over;
    if (window.suspended) return WindowState::suspended;
    if (window.date - now.date > policy.days_ahead_max) return WindowState::too_far;
    if (window.taken >= window.quota || window.online_taken >= window.online_quota) return WindowState::full;
    if (window.by_draw) return WindowState::too_far;
    return WindowState::open;
}

std::optional<Refusal> refusal(const Window& window, const Policy& policy, TicketChannel channel, LocalTime now) {
    // A paper ticket of a day without power is entered when the day is over.
    if (channel == TicketChannel::late_entry) return {};
    if (window.suspended) return Refusal::window_suspended;
    if (is_over(window, now)) return Refusal::window_over;
    if (window.date - now.date > policy.days_ahead_max) return Refusal::too_far_ahead;
    switch (channel) {
        case TicketChannel::online:
            if (window.taken >= window.quota || window.online_taken >= window.online_quota) return Refusal::quota_full;
            if (window.by_draw) return Refusal::too_far_ahead;  // not open to the quickest
            return {};
        case TicketChannel::counter:
        case TicketChannel::school:
            if (window.taken >= window.quota) return Refusal::quota_full;
            return {};
        case TicketChannel::reserve:
            if (window.reserve_taken >= window.reserve) return Refusal::quota_full;
            return {};
        case TicketChannel::late_entry: return {};
    }
    return {};
}

bool is_open(TicketState state) { return state == TicketState::booked || state == TicketState::checked_in || state == TicketState::called; }

bool may_move_to(TicketState from, TicketState to) {
    switch (to) {
        case TicketState::booked: return from == TicketState::no_show;  // undo of a day's closing
        case TicketState::checked_in: return from == TicketState::booked || from == TicketState::called || from == TicketState::no_show;
        case TicketState::called: return from == TicketState::checked_in;
        case TicketState::done: return from == TicketState::checked_in || from == TicketState::called;
        case TicketState::no_show: return from == TicketState::booked;
        case TicketState::cancelled: return from == TicketState::booked;
        case TicketState::left: return from == TicketState::checked_in || from == TicketState::called;
    }
    return false;
}

int online_part(int quota, int not_online_percent, int school_percent) {
    const auto share = [quota](int percent) { return (quota * percent + 99) / 100; };
    return std::max(0, quota - share(not_online_percent) - share(school_percent));
}

std::vector<Outcome> outcomes(std::string_view service) {
    if (service == "ak1") {
        return {{"approved", "Kartu disetujui"},
                {"correction_asked", "Perlu perbaikan"},
                {"refused", "Ditolak"},
                {"left", "Pergi sebelum selesai"}};
    }
    if (service == "legalisation") {
        return {{"copies_certified", "Salinan dilegalisasi"}, {"not_genuine", "Kartu tidak sesuai"}, {"other", "Lainnya"}};
    }
    if (service == "dispute") {
        return {{"explained", "Diberi penjelasan"},
                {"registered", "Dicatat"},
                {"returned_incomplete", "Berkas belum lengkap"},
                {"referred", "Dirujuk ke instansi lain"},
                {"other", "Lainnya"}};
    }
    return {{"answered", "Selesai dijawab"},
            {"follow_up", "Perlu tindak lanjut"},
            {"referred", "Dirujuk ke instansi lain"},
            {"other", "Lainnya"}};
}

std::string_view code(TicketState state) {
    switch (state) {
        case TicketState::booked: return "booked";
        case TicketState::checked_in: return "checked_in";
        case TicketState::called: return "called";
        case TicketState::done: return "done";
        case TicketState::no_show: return "no_show";
        case TicketState::cancelled: return "cancelled";
        case TicketState::left: return "left";
    }
    return {};
}

std::string_view code(TicketChannel channel) {
    switch (channel) {
        case TicketChannel::online: return "online";
        case TicketChannel::counter: return "counter";
        case TicketChannel::reserve: return "reserve";
        case TicketChannel::school: return "school";
        case TicketChannel::late_entry: return "late_entry";
    }
    return {};
}

std::string_view code(WindowState state) {
    switch (state) {
        case WindowState::open: return "open";
        case WindowState::full: return "full";
        case WindowState::over: return "over";
        case WindowState::suspended: return "suspended";
        case WindowState::too_far: return "too_far";
    }
    return {};
}

std::optional<TicketState> parse_ticket_state(std::string_view text) {
    using enum TicketState;
    for (const auto one : {booked, checked_in, called, done, no_show, cancelled, left}) {
        if (code(one) == text) return one;
    }
    return {};
}

std::optional<TicketChannel> parse_channel(std::string_view text) {
    using enum TicketChannel;
    for (const auto one : {online, counter, reserve, school, late_entry}) {
        if (code(one) == text) return one;
    }
    return {};
}

}  // namespace booking
