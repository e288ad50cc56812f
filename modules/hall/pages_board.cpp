#include <nlohmann/json.hpp>

#include "base/whole.hpp"
#include "modules/hall/actions.hpp"
#include "modules/hall/actions_board.hpp"
#include "modules/hall/pages_devices.hpp"
#include "modules/hall/pages_slip.hpp"
#include "modules/hall/rules_speech.hpp"
#include "modules/office/actions.hpp"
#include "platform/assets/assets.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The television: number and counter, what was called before, and nothing about who.
namespace hall {
namespace {

constexpr std::string_view topic_begin = "board:";

std::optional<office::Office> office_at(sql::Transaction& tx, const http::Request& request) {
    auto office = office::find_office(tx, request.path_value(0));
    if (office && office->state != office::OfficeState::open) office.reset();
    return office;
}

http::Response not_there(const Context& context) {
    return http::page(html::message_document(context, context.t("Kantor ini tidak ditemukan"),
                                             context.t("Alamatnya mungkin salah ketik, atau kantornya belum dibuka di sini."),
                                             context.t("Lihat daftar kantor"), "/"),
                      404);
}

// "A-023" -> 'A', 23
std::pair<char, int> parts(std::string_view label) {
    const auto dash = label.find('-');
    const auto number = dash == std::string_view::npos ? std::nullopt : text::whole(label.substr(dash + 1));
    return {label.empty() ? ' ' : label.front(), number.value_or(0)};
}

std::string data_of(const BoardCall& call) {
    nlohmann::ordered_json data;
    switch (call.word) {
        case BoardWord::called: data["word"] = "called"; break;
        case BoardWord::again: data["word"] = "again"; break;
        case BoardWord::undone: data["word"] = "undone"; break;
        case BoardWord::notice: data["word"] = "notice"; break;
        case BoardWord::come_in: data["word"] = "come_in"; break;
        case BoardWord::full: data["word"] = "full"; break;
        case BoardWord::free: data["word"] = "free"; break;
    }
    data["at"] = call.at.seconds;
    data["label"] = call.label;
    if (!call.counter.empty()) {
        data["counter"] = call.counter;
        const auto [letter, number] = parts(call.label);
        data["speech"] = spoken_call(letter, number, call.counter);
    }
    return data.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

// In the words of the people who wait; the numbers are the office's own.
std::string policy_sentence(const Context& context, const Policy& policy) {
    auto said = fill(context.t("Urutan: dari {semua} panggilan, {janji} untuk yang memesan, {datang} untuk yang datang langsung, {utama} "
                               "untuk yang didahulukan."),
                     {{"semua", std::to_string(policy.booked + policy.walk_in + policy.priority)},
                      {"janji", std::to_string(policy.booked)},
                      {"datang", std::to_string(policy.walk_in)},
                      {"utama", std::to_string(policy.priority)}});
    said += " " + fill(context.t("Dalam urutan ini tidak ada yang didahului lebih dari {kali} kali."),
                       {{"kali", std::to_string(policy.overtaken_max)}});
    said += " " + std::string(
                      context.t("Panggilan di luar urutan dan nomor yang dilewati dicatat dengan alasannya, dan diperiksa kepala kantor."));
    return said;
}

void write_called(Markup& out, const Context& context, const Board& board) {
    out << "<section class=\"board-called\" data-board-called aria-live=\"polite\""_html;
    out.attribute("aria-label"_html, context.t("Sedang dipanggil"));
    out << "><p class=\"board-word\" data-board-word>"_html;
    if (board.calls.empty()) {
        out << context.t("Belum ada yang dipanggil hari ini")
            << "</p><p class=\"board-number\" data-board-number></p><p class=\"board-counter\" data-board-counter></p></section>"_html;
        return;
    }
    const auto& last = board.calls.front();
    out << context.t("Nomor antrean") << "</p><p class=\"board-number\" data-board-number>"_html << last.label
        << "</p><p class=\"board-counter\" data-board-counter>"_html << counter_name(context, last.counter) << "</p></section>"_html;
}

void write_before(Markup& out, const Context& context, const Board& board) {
    out << "<section class=\"board-side\"><h2>"_html << context.t("Panggilan terakhir")
        << "</h2><ol class=\"board-before\" data-board-before>"_html;
    for (const auto& call : board.calls)
        out << "<li><b>"_html << call.label << "</b><span>"_html << counter_name(context, call.counter) << "</span></li>"_html;
    out << "</ol></section>"_html;
}

// For those outside: whether there is room, and who may come in. Not spoken, so that nobody takes it for a call.
void write_room(Markup& out, const Context& context, const Board& board, Date today) {
    const bool is_full = board.full_on == today;
    Markup let_in;
    for (const auto& call : board.let_in) {
        if (context.now.seconds - call.at.seconds >= come_in_shown_s) continue;
        let_in << "<b"_html;
        let_in.attribute("data-at"_html, std::to_string(call.at.seconds));
        let_in << ">"_html << call.label << "</b>"_html;
    }
    const bool is_nobody = let_in.empty();
    out << "<section class=\"board-room\" data-board-room role=\"status\""_html << (is_full || !is_nobody ? ""_html : " hidden"_html)
        << "><p data-board-full"_html << (is_full ? ""_html : " hidden"_html) << ">"_html
        << context.t("Ruang tunggu penuh. Mohon tunggu di luar; urutan Anda tetap.") << "</p><p"_html
        << (is_nobody ? " hidden"_html : ""_html) << ">"_html << context.t("Boleh masuk sekarang") << "<span data-board-come-in>"_html
        << let_in << "</span></p></section>"_html;
}

http::Response get_board(const http::Request& request, Context& context) {
    return context.platform.database.read([&](sql::Transaction& tx) {
        const auto office = office_at(tx, request);
        if (!office) return not_there(context);
        const auto now = context.local(office->zone);
        const auto shown = board(tx, office->id, now.date);
        Markup out;
        out << "<div class=\"hall-board\" data-board"_html;
        out.attribute("data-stream"_html, "/papan/" + office->code + "/peristiwa");
        out.attribute("data-shown"_html, std::to_string(shown.last_number));
        out.attribute("data-now"_html, std::to_string(context.now.seconds));
        out.attribute("data-offset"_html, std::to_string(offset_hours(office->zone)));
        out.attribute("data-zone"_html, name(office->zone));
        out.attribute("data-come-in"_html, std::to_string(come_in_shown_s));
        out.attribute("data-voice"_html, assets::url("voice/id.mp3"));
        out.attribute("data-places"_html, assets::url("voice/id.json"));
        out << "><div class=\"board-head\"><p class=\"board-office\">"_html << office->name
            << "</p><p class=\"board-lost\" data-board-lost role=\"status\"></p>"
               "<button type=\"button\" class=\"button board-sound\" data-board-sound hidden>"_html
            << html::icon("bell-ring") << " "_html << context.t("Nyalakan suara")
            << "</button><p class=\"board-clock\"><span data-board-clock>"_html << clock(now.time) << "</span> "_html << name(office->zone)
            << "</p></div>"_html;
        write_called(out, context, shown);
        write_before(out, context, shown);
        write_room(out, context, shown, now.date);
        out << "<div class=\"board-foot\"><p class=\"board-notice\" data-board-notice>"_html << shown.notice
            << "</p><p class=\"board-policy\">"_html << policy_sentence(context, policy(tx, office->id, now.date))
            << "</p></div></div>"_html;
        html::Frame frame;
        frame.title = fill(context.t("Papan antrean {kantor}"), {{"kantor", office->name}});
        frame.density = html::Density::board;
        frame.scripts = {"board"};
        frame.current_path = "/papan/" + office->code;
        return http::page(html::document(context, frame, out));
    });
}

http::Response get_events(const http::Request& request, Context& context) {
    const auto office = context.platform.database.read([&](sql::Transaction& tx) { return office_at(tx, request); });
    if (!office) return not_there(context);
    const auto shown = text::whole<std::int64_t>(request.query.text("sejak")).value_or(0);
    return http::numbered_events(request, std::string(topic_begin) + office->id.text(), shown);
}

}  // namespace

std::vector<http::NumberedEvent> board_events(const Platform& platform, std::string_view topic, std::int64_t after) {
    const auto office = OfficeId::parse(topic.substr(topic_begin.size()));
    if (!office) return {};
    std::vector<http::NumberedEvent> events;
    for (const auto& call : platform.database.read([&](sql::Transaction& tx) { return board_calls_after(tx, *office, after); }))
        events.push_back({call.number, data_of(call)});
    return events;
}

std::vector<http::Route> board_routes() {
    using enum http::Method;
    return {{get, "/papan/{code}", get_board, Permission::anyone}, {get, "/papan/{code}/peristiwa", get_events, Permission::anyone}};
}

}  // namespace hall
