#include "platform/http/tests/small_office.hpp"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "platform/html/components.hpp"
#include "platform/http/forms.hpp"
#include "platform/http/streams.hpp"
#include "platform/sql/sql.hpp"

namespace small_office {
namespace {

using http::Method;
using http::Request;
using http::Response;

std::atomic<int> notes{0};

Response front(const Request&, Context& context) {
    Markup out;
    out << "<h1>Selamat datang</h1>"_html;
    for (int i = 0; i < 100; ++i) out << "<p>"_html << context.t("Nomor antrean") << "</p>"_html;
    return http::page(html::document(context, {}, out));
}
Response form(const Request&, Context& context) {
    Markup out;
    html::form_open(out, context, "/catatan");
    html::form_close(out);
    return http::page(html::document(context, {}, out));
}
Response write_note(const Request& request, Context&) {
    ++notes;
    return http::page("ditulis: " + request.form.text("isi"));
}
Response desk(const Request&, Context& context) { return http::page("meja " + context.actor.name); }
Response broken(const Request&, Context&) { throw std::runtime_error("the wheel came off"); }
Response no_record(const Request&, Context&) { throw sql::Failure("disk full"); }
Response file(const Request&, Context&) { return http::page("berkas"); }
Response api(const Request& request, Context&) { return http::json("{\"body\":" + std::to_string(request.body.size()) + "}"); }
Response live(const Request&, Context&) { return http::events("antrean"); }
Response called(const Request& request, Context&) { return http::numbered_events(request, "dipanggil:1", 0); }
Response slow(const Request&, Context&) {
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    return http::page("selesai");
}

}  // namespace

int written() { return notes; }

http::Module module() {
    return {.name = "small_office",
            .routes = {{Method::get, "/", front, Permission::anyone},
                       {Method::get, "/formulir", form, Permission::anyone},
                       {Method::post, "/catatan", write_note, Permission::anyone, http::Rate::write, 2000},
                       {Method::get, "/meja", desk, Permission::see_day_list},
                       {Method::post, "/meja", desk, Permission::see_day_list, http::Rate::write},
                       {Method::get, "/berkas-saya", file, Permission::hold_application},
                       {Method::post, "/berkas-saya", file, Permission::hold_application},
                       {Method::get, "/rusak", broken, Permission::anyone},
                       {Method::get, "/tanpa-catatan", no_record, Permission::anyone},
                       {Method::get, "/langsung", live, Permission::anyone},
                       {Method::get, "/dipanggil", called, Permission::anyone},
                       {Method::get, "/lambat", slow, Permission::anyone},
                       {Method::post, "/masuk", write_note, Permission::anyone, http::Rate::login},
                       {Method::post, "/api/v1/notes", api, Permission::anyone, http::Rate::api, 100, "write a note"},
                       {Method::post, "/api/v1/windows/{id}/bookings", api, Permission::check_in, http::Rate::api, 100, "book"}},
            .menu = {{"Meja", "/meja", Permission::see_day_list}},
            .events = {},
            .jobs = {}};
}

Actor resolve(const http::Request& request, const Platform&, Instant) {
    Actor actor;
    const auto session = request.cookie("sesi");
    const auto bearer = request.header("authorization");
    if (session == "petugas" || bearer == "Bearer petugas") {
        actor.kind = ActorKind::staff;
        actor.account = {7};
        actor.name = "Bu Rina";
        actor.permissions = {Permission::see_day_list, Permission::check_in};
    } else if (session == "pelamar") {
        actor.kind = ActorKind::applicant;
        actor.permissions = {Permission::hold_application};
    }
    actor.bearer = !bearer.empty();
    if (!actor.bearer && actor.kind != ActorKind::anonymous) actor.session_key = session;
    return actor;
}

http::Request get(std::string target, std::vector<std::pair<std::string, std::string>> headers) {
    Request request;
    http::read_target(request, target);
    request.headers = std::move(headers);
    request.headers.emplace_back("host", "kantor.test");
    request.address = "192.0.2.1";
    return request;
}

http::Request post(std::string target, std::string form, std::vector<std::pair<std::string, std::string>> headers) {
    auto request = get(std::move(target), std::move(headers));
    request.method = Method::post;
    if (!request.path.starts_with("/api/")) request.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    request.body = std::move(form);
    return request;
}

std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [one, value] : response.headers)
        if (one == name) return value;
    return "";
}

}  // namespace small_office
