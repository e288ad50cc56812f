#include "platform/http/gate.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <map>
#include <mutex>
#include <stdexcept>

#include "platform/assets/assets.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/html/components.hpp"
#include "platform/http/compress.hpp"
#include "platform/http/forms.hpp"
#include "platform/http/kept_answers.hpp"
#include "platform/http/limits.hpp"
#include "platform/http/openapi.hpp"
#include "platform/http/router.hpp"
#include "platform/http/server.hpp"
#include "platform/log/log.hpp"
#include "platform/metrics/metrics.hpp"
#include "platform/sql/sql.hpp"

namespace http {
namespace {

constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; require-trusted-types-for 'script'; trusted-types antarkerja";
constexpr std::size_t worth_compressing = 1024;
constexpr std::int64_t visitor_cookie_s = 12 * 3600;
constexpr std::int64_t language_cookie_s = 365 * 24 * 3600;

bool is_api(const Request& request) { return request.path.starts_with("/api/"); }

bool has_header(const Response& response, std::string_view name) {
    for (const auto& [one, value] : response.headers)
        if (one == name) return true;
    return false;
}

void set_default(Response& response, std::string_view name, std::string_view value) {
    if (!has_header(response, name)) response.headers.emplace_back(name, value);
}

// Unique while the program runs and hard to confuse with another run: "k3f9x2-4g7".
std::string new_request_id() {
    static const std::string run = [] {
        std::string name;
        for (const char byte : crypto::random_bytes(6)) name += "0123456789abcdefghjkmnpqrstvwxyz"[static_cast<unsigned char>(byte) % 32];
        return name;
    }();
    static std::atomic<std::uint64_t> count{0};
    return run + "-" + std::to_string(++count);
}

Language language_of(const Request& request) {
    auto wanted = request.query.find("lang");
    if (!wanted) wanted = request.cookie("lang");
    if (*wanted == "en") return Language::english;
    return Language::indonesian;
}

// FNV-1a over words: tells two versions of one page apart, no defence against anybody.
std::string entity_tag(std::string_view body) {
    std::uint64_t hash = 14695981039346656037ULL;
    std::size_t at = 0;
    for (; at + 8 <= body.size(); at += 8) {
        std::uint64_t word;
        std::memcpy(&word, body.data() + at, 8);
        hash = (hash ^ word) * 1099511628211ULL;
        hash ^= hash >> 29;
    }
    for (; at < body.size(); ++at) hash = (hash ^ static_cast<unsigned char>(body[at])) * 1099511628211ULL;
    return "W/\"" + std::to_string(hash) + "\"";
}

bool matches_tag(std::string_view if_none_match, std::string_view tag) {
    if (if_none_match == "*") return true;
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    return !if_none_match.empty() && if_none_match.find(tag) != std::string_view::npos;
}

std::string target_of(const Request& request) {
    std::string target;
    std::string_view path = request.path;
    while (!path.empty()) {
        const auto slash = path.find('/', 1);
        const auto part = path.substr(1, slash == std::string_view::npos ? slash : slash - 1);
        target += '/' + percent_encoded(part);
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash);
    }
    char mark = '?';
    for (const auto& [name, value] : request.query.items()) {
        target += mark + percent_encoded(name) + '=' + percent_encoded(value);
        mark = '&';
    }
    return target;
}

// One refusal of the gate, in the form the asker reads: a page for people, RFC 9457 for programs.
struct GateRefusal {
    int status;
    std::string_view code;
    std::string_view title;
    std::string_view text;
    std::string_view way_out{msg("Ke halaman depan")};
    std::string href{"/"};
};

Response answer(const Request& request, const Context& context, const GateRefusal& why, std::string_view reference = "") {
    if (is_api(request)) return problem(why.status, why.code, why.title);
    return page(html::message_document(context, context.t(why.title), context.t(why.text), context.t(why.way_out), why.href, reference),
                why.status);
}

GateRefusal not_found() {
    return {404, "not_found", msg("Halaman tidak ditemukan"),
            msg("Periksa kembali alamatnya. Halaman itu mungkin sudah dipindahkan atau tidak pernah ada.")};
}
GateRefusal method_not_allowed() {
    return {405, "method_not_allowed", msg("Cara itu tidak tersedia di alamat ini"),
            msg("Buka halaman ini dari tautannya, bukan dengan mengirim ulang formulir.")};
}
GateRefusal too_large() {
    return {413, "too_large", msg("Kiriman terlalu besar"),
            msg("Kecilkan berkasnya, lalu kirim lagi. Isian Anda masih ada di halaman sebelumnya.")};
}
GateRefusal malformed() {
    return {400, "malformed_request", msg("Kiriman tidak dapat dibaca"),
            msg("Kembali ke halaman sebelumnya, lalu kirim lagi. Jika tetap gagal, muat ulang halamannya dahulu.")};
}
GateRefusal too_many() {
    return {429, "too_many_requests", msg("Terlalu banyak permintaan"),
            msg("Tunggu sebentar, lalu coba lagi. Isian Anda masih ada di halaman sebelumnya.")};
}
GateRefusal sign_in_required() {
    return {401, "sign_in_required", msg("Anda perlu masuk dahulu"), msg("Masuk, lalu ulangi."), msg("Masuk"), "/masuk"};
}
GateRefusal not_allowed() {
    return {403, "not_allowed", msg("Anda tidak berhak membuka ini"),
            msg("Halaman ini untuk tugas yang lain. Tanyakan kepada admin kantor jika menurut Anda ini keliru.")};
}
GateRefusal cross_site() {
    return {403, "cross_site", msg("Kiriman dari situs lain ditolak"), msg("Isi formulir di halaman kami sendiri.")};
}
GateRefusal stale_form() {
    return {403, "csrf_token_invalid", msg("Formulir sudah kedaluwarsa"), msg("Muat ulang halaman formulirnya, lalu kirim lagi.")};
}
GateRefusal unavailable() {
    return {503, "unavailable", msg("Layanan sedang terganggu"),
            msg("Data Anda tidak berubah. Coba lagi beberapa menit lagi, atau sebutkan nomor kejadian ini kepada kantor.")};
}
GateRefusal failed() {
    return {500, "internal_error", msg("Ada yang gagal pada sistem kami"),
            msg("Data Anda tidak berubah. Coba lagi, atau sebutkan nomor kejadian ini kepada kantor.")};
}

// A form that arrived after its session had ended. Nothing typed is lost: the page carries it, under a fresh token,
// and one more press sends it. Only for requests that our own page made (the browser says so).
enum class Before { nothing, signing_in, opening_the_file };
Response ask_to_send_again(const Request& request, const Context& context, Before before) {
    const bool opens_file = before == Before::opening_the_file;
    Markup out;
    out << "<h1>"_html << context.t("Isian Anda belum terkirim") << "</h1>"_html;
    if (before != Before::nothing) {
        out << "<p>"_html
            << (opens_file ? context.t("Berkas Anda tidak terbuka lagi di ponsel ini. Isian Anda masih ada di halaman ini.")
                           : context.t("Sesi Anda sudah berakhir. Isian Anda masih ada di halaman ini."))
            << "</p><ol><li><a target=\"_blank\" rel=\"noopener\""_html;
        out.attribute("href"_html, opens_file ? "/berkas" : "/masuk");
        out << ">"_html << (opens_file ? context.t("Buka berkas Anda di tab baru") : context.t("Masuk di tab baru")) << "</a></li><li>"_html
            << context.t("Kembali ke tab ini, lalu tekan Kirim ulang") << "</li></ol>"_html;
    } else {
        out << "<p>"_html << context.t("Formulir sudah kedaluwarsa. Isian Anda masih ada di halaman ini. Tekan Kirim ulang.")
            << "</p>"_html;
    }
    if (!request.uploads.empty())
        out << "<p>"_html << context.t("Berkas tidak ikut tersimpan. Pilih lagi berkasnya setelah ini.") << "</p>"_html;
    html::form_open(out, context, target_of(request));
    for (const auto& [name, value] : request.form.items())
        if (name != "_csrf") html::hidden(out, name, value);
    html::button(out, context.t("Kirim ulang"));
    html::form_close(out);
    html::Frame frame;
    frame.title = context.t("Isian Anda belum terkirim");
    return page(html::document(context, frame, out), 403);
}

Response plain(std::string text) { return bytes(std::move(text), "text/plain; charset=utf-8").with_header("Cache-Control", "no-store"); }

Response healthz(const Request&, Context&) { return plain("ok\n"); }

Response readyz(const Request&, Context& context) {
    context.platform.database.read([](sql::Transaction& tx) { return tx.one("select 1"); });
    return plain("ready\n");
}

Response metrics_page(const Request&, Context& context) {
    auto answer = plain(metrics::text() + "# database: " + context.platform.database.statistics() + "\n");
    answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return answer;
}

Response robots(const Request&, Context& context) {
    return bytes(
        "User-agent: *\nDisallow: /api/\nDisallow: /masuk\nDisallow: /berkas\nDisallow: /tiket\nDisallow: "
        "/verifikasi\nSitemap: " +
            context.platform.public_url + "/sitemap.xml\n",
        "text/plain; charset=utf-8");
}

Response favicon(const Request&, Context&) {
    if (const auto icon = assets::find("web/favicon.ico")) return bytes(std::string(icon->bytes), std::string(icon->content_type));
    if (assets::find("web/favicon.svg")) return see_other(assets::url("favicon.svg"));
    return no_content();
}

// Answered from the route table itself (Entry::fixed_json).
Response described(const Request&, Context&) { return json("{}"); }

}  // namespace

Module platform_module() {
    return {.name = "platform",
            .routes = {{Method::get, "/healthz", healthz, Permission::anyone},
                       {Method::get, "/readyz", readyz, Permission::anyone},
                       {Method::get, "/metrics", metrics_page, Permission::anyone},
                       {Method::get, "/openapi.json", described, Permission::anyone},
                       {Method::get, "/robots.txt", robots, Permission::anyone},
                       {Method::get, "/favicon.ico", favicon, Permission::anyone}}};
}

namespace {

struct Entry {
    Route route;
    bool is_described{};
    metrics::Counter answered[6];  // by hundreds of the status
};

}  // namespace

struct Application::Inside {
    const Platform& platform;
    std::vector<Module> modules;
    ResolveActor resolve;
    Router router;
    std::vector<Entry> entries;
    std::string description;
    mutable Limits limits;
    mutable KeptAnswers kept;
    metrics::Histogram seconds;
    metrics::Counter refused;

    Response through(Request& request, Context& context, std::size_t& entry_position) const;
    Response handled(Request& request, Context& context, const Entry& entry) const;
    Response kept_or_made(const Request& request, Context& context, const Route& route) const;
    void finish(const Request& request, const Context& context, Response& response) const;
};

Application::Application(const Platform& platform, std::vector<Module> modules, ResolveActor resolve)
    : inside_(new Inside{platform, std::move(modules), resolve, {}, {}, {}, {}, {}, {}, {}}) {
    auto& in = *inside_;
    in.modules.push_back(platform_module());
    for (const auto& module : in.modules) {
        for (const auto& route : module.routes) {
            if (!route.pattern.starts_with('/') || route.handler == nullptr)
                throw std::runtime_error("module " + std::string(module.name) + ": route " + std::string(route.pattern) +
                                         " is not complete");
            in.router.add(route.method, route.pattern, in.entries.size());
            Entry entry{route, route.handler == described, {}};
            for (int hundred = 1; hundred <= 5; ++hundred)
                entry.answered[hundred] = metrics::counter("antarkerja_http_requests_total", "Answers by route and status",
                                                           {{"method", std::string(name(route.method))},
                                                            {"route", std::string(route.pattern)},
                                                            {"status", std::to_string(hundred) + "xx"}});
            in.entries.push_back(std::move(entry));
        }
    }
    for (const auto& module : in.modules)
        for (const auto& entry : module.menu)
            if (!in.router.find(Method::get, entry.path.substr(0, entry.path.find('?'))).found)
                throw std::runtime_error("module " + std::string(module.name) + ": the menu leads to " + std::string(entry.path) +
                                         ", which no route answers");
    in.description = openapi(in.modules, platform.public_url);
    in.seconds = metrics::histogram("antarkerja_http_seconds", "Time from the gate to the answer");
    in.refused = metrics::counter("antarkerja_http_limited_total", "Requests refused by a rate limit");
}

Application::~Application() = default;

const std::vector<Module>& Application::modules() const { return inside_->modules; }
const Platform& Application::platform() const { return inside_->platform; }

namespace {

// Files with their hash in the name: no session, no limits, no database.
std::optional<Response> asset_answer(const Request& request) {
    if (!request.path.starts_with("/aset/")) return {};
    const auto asset = assets::served(request.path);
    if (!asset) return {};
    static const auto packed = [] {
        // Made on first use of each file, kept for good: the table of embedded files does not change.
        return std::make_unique<std::pair<std::mutex, std::map<std::string_view, std::string>>>();
    }();
    Response response;
    response.content_type = asset->content_type;
    response.headers = {{"Cache-Control", "public, max-age=31536000, immutable"}, {"ETag", "\"" + std::string(asset->etag) + "\""}};
    const bool text = is_compressible(asset->content_type) && asset->bytes.size() > worth_compressing;
    if (text) response.headers.emplace_back("Vary", "Accept-Encoding");
    if (matches_tag(request.header("if-none-match"), asset->etag)) {
        response.status = 304;
        return response;
    }
    if (text && accepts_gzip(request.header("accept-encoding"))) {
        const std::lock_guard lock(packed->first);
        auto& kept = packed->second[asset->bytes];
        if (kept.empty()) kept = gzipped(asset->bytes, 9);
        response.body = kept;
        response.headers.emplace_back("Content-Encoding", "gzip");
    } else {
        response.body = asset->bytes;
    }
    return response;
}

std::string set_cookie(const Cookie& cookie, bool secure) {
    std::string line;
    if (secure && !cookie.name.starts_with("__Host-")) line = "__Host-";
    line += cookie.name + "=" + cookie.value + "; Path=/; HttpOnly; SameSite=Lax";
    if (cookie.value.empty())
        line += "; Max-Age=0";
    else if (cookie.max_age_s > 0)
        line += "; Max-Age=" + std::to_string(cookie.max_age_s);
    if (secure) line += "; Secure";
    return line;
}

}  // namespace

Response Application::serve(Request request) const {
    const auto& in = *inside_;
    const auto started = std::chrono::steady_clock::now();
    Context context{in.platform, {}, wall_clock::now(), language_of(request), new_request_id(), request.address};
    Response response;
    std::size_t position = in.entries.size();
    try {
        if (auto asset = asset_answer(request)) {
            response = std::move(*asset);
        } else {
            response = in.through(request, context, position);
        }
    } catch (const sql::Failure& failure) {
        // The statement's text may stand in what(), never the values bound to it.
        log_line::error("database_failed", {{"incident", context.request_id}, {"why", failure.what()}});
        response = answer(request, context, unavailable(), context.request_id).with_header("Retry-After", "5");
    } catch (const std::exception& failure) {
        log_line::error("request_failed",
                        {{"incident", context.request_id},
                         {"why", failure.what()},
                         {"route", position < in.entries.size() ? in.entries[position].route.pattern : std::string_view("-")}});
        response = answer(request, context, failed(), context.request_id);
    }
    in.finish(request, context, response);
    if (position < in.entries.size()) in.entries[position].answered[std::clamp(response.status / 100, 1, 5)].add();
    in.seconds.observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count());
    return response;
}

Response Application::Inside::through(Request& request, Context& context, std::size_t& position) const {
    auto match = router.find(request.method, request.path);
    if (!match.found && request.path.size() > 1 && request.path.ends_with('/') && request.method == Method::get) {
        auto bare = request;
        while (bare.path.size() > 1 && bare.path.ends_with('/')) bare.path.pop_back();
        if (router.find(Method::get, bare.path).found) {
            auto moved = see_other(target_of(bare));
            moved.status = 308;
            return moved;
        }
    }
    const auto rate = match.found ? entries[match.position].route.rate : Rate::page;
    if (platform.limits) {
        if (const int wait = limits.seconds_to_wait(request.address, rate, wall_clock::monotonic_ms())) {
            refused.add();
            return answer(request, context, too_many()).with_header("Retry-After", std::to_string(wait));
        }
    }
    if (!match.path_known) return answer(request, context, not_found());
    if (!match.found) return answer(request, context, method_not_allowed()).with_header("Allow", match.allow);

    position = match.position;
    request.path_values = std::move(match.values);
    const auto& entry = entries[position];
    if (request.body.size() > entry.route.body_max) return answer(request, context, too_large());
    if (!request.body.empty() && !read_form(request)) return answer(request, context, malformed());

    context.actor = resolve(request, platform, context.now);
    if (context.actor.session_key.empty() && !context.actor.bearer) {
        // Somebody without a session still gets tokens of their own.
        context.actor.session_key = request.cookie("visitor");
    }
    std::string new_visitor;
    if (context.actor.session_key.empty() && !context.actor.bearer && !is_api(request))
        context.actor.session_key = new_visitor = crypto::random_token();

    auto response = handled(request, context, entry);
    // Only a page that carries a form needs the cookie; the others stay the same for everybody.
    if (!new_visitor.empty() && response.body.find("_csrf") != std::string::npos)
        response.cookies.push_back({"visitor", new_visitor, visitor_cookie_s});
    if (request.method == Method::get && request.query.has("lang") && !is_api(request))
        response.cookies.push_back({"lang", std::string(code(context.language)), language_cookie_s});
    return response;
}

Response Application::Inside::handled(Request& request, Context& context, const Entry& entry) const {
    const auto& route = entry.route;
    const bool writes = request.method != Method::get;
    // A browser sends cookies by itself, so only requests that carry some can be forged by another site.
    const bool forgeable = writes && !context.actor.bearer && !(is_api(request) && request.header("cookie").empty());
    const auto origin = forgeable ? gate::origin_of(request) : gate::Origin::same;
    if (origin == gate::Origin::cross) return answer(request, context, cross_site());

    if (!context.may(route.permission)) {
        if (context.actor.kind != ActorKind::anonymous) return answer(request, context, not_allowed());
        if (is_api(request)) return answer(request, context, sign_in_required()).with_header("WWW-Authenticate", "Bearer");
        const bool opens_file = route.permission == Permission::hold_application;
        if (writes && origin == gate::Origin::same)
            return ask_to_send_again(request, context, opens_file ? Before::opening_the_file : Before::signing_in);
        if (opens_file) {
            // A page below /berkas belongs to one file, and it is not known yet which one will be opened.
            const bool comes_back = !writes && !request.path.starts_with("/berkas/");
            return see_other(comes_back ? "/berkas?next=" + percent_encoded(target_of(request)) : "/berkas");
        }
        return see_other("/masuk?next=" + percent_encoded(writes ? "/" : target_of(request)));
    }
    if (forgeable && !gate::brings_token(request, context)) {
        if (is_api(request) || origin != gate::Origin::same) return answer(request, context, stale_form());
        return ask_to_send_again(request, context, Before::nothing);
    }
    if (entry.is_described) return json(description);
    if (route.audience == Audience::everybody && context.actor.kind == ActorKind::anonymous) return kept_or_made(request, context, route);
    return route.handler(request, context);
}

Response Application::Inside::kept_or_made(const Request& request, Context& context, const Route& route) const {
    const auto commits = platform.database.commits();
    if (!commits) return route.handler(request, context);
    const KeptAnswers::Moment moment{context.now.seconds, *commits};
    auto address = std::string(code(context.language)) + ' ' + target_of(request);
    if (auto found = kept.find(address, moment, context)) return std::move(*found);
    auto for_all = context;
    for_all.actor.session_key = kept.session_key();
    return kept.keep(std::move(address), moment, route.handler(request, for_all), context);
}

void Application::Inside::finish(const Request& request, const Context& context, Response& response) const {
    for (const auto& cookie : response.cookies) response.headers.emplace_back("Set-Cookie", set_cookie(cookie, request.secure));
    gate::add_security_headers(response, request.secure);
    set_default(response, "X-Request-Id", context.request_id);
    if (!response.event_topic.empty()) {
        set_default(response, "Cache-Control", "no-store");
        return;
    }
    const bool somebody = context.actor.kind != ActorKind::anonymous || context.actor.bearer;
    const bool same_for_all = request.method == Method::get && response.status == 200 && !somebody;
    if (!has_header(response, "Cache-Control")) {
        if (same_for_all) {
            response.headers.emplace_back("Cache-Control", "private, no-cache");
            set_default(response, "ETag", entity_tag(response.body));
        } else {
            response.headers.emplace_back("Cache-Control", "no-store");
        }
    }
    if (response.status == 200 && request.method == Method::get) {
        for (const auto& [name, value] : response.headers) {
            if (name != "ETag" || !matches_tag(request.header("if-none-match"), value)) continue;
            response.status = 304;
            response.body.clear();
            break;
        }
    }
    if (response.status != 304 && response.body.size() > worth_compressing && is_compressible(response.content_type) &&
        !has_header(response, "Content-Encoding")) {
        set_default(response, "Vary", "Accept-Encoding");
        if (accepts_gzip(request.header("accept-encoding"))) {
            response.body = gzipped(response.body, 3);
            response.headers.emplace_back("Content-Encoding", "gzip");
        }
    }
    if (request.head) {
        response.headers.emplace_back("Content-Length", std::to_string(response.body.size()));
        response.body.clear();
    }
}

namespace gate {

Origin origin_of(const Request& request) {
    const auto site = request.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none") return Origin::cross;
    const auto origin = request.header("origin");
    if (origin.empty()) return site.empty() ? Origin::unknown : Origin::same;
    const auto scheme = origin.find("://");
    // "null" is what a sandboxed or redirected form of another site sends.
    if (scheme == std::string::npos) return Origin::cross;
    return std::string_view(origin).substr(scheme + 3) == request.header("host") ? Origin::same : Origin::cross;
}

bool brings_token(const Request& request, const Context& context) {
    if (context.actor.session_key.empty()) return false;
    auto token = request.form.text("_csrf");
    if (token.empty()) token = request.header("x-csrf-token");
    return crypto::equal_in_constant_time(token, csrf_token(context));
}

void add_security_headers(Response& response, bool secure) {
    set_default(response, "Content-Security-Policy", content_security_policy);
    set_default(response, "X-Content-Type-Options", "nosniff");
    // Not no-referrer: browsers would then send "Origin: null" with our own forms.
    set_default(response, "Referrer-Policy", "same-origin");
    set_default(response, "Cross-Origin-Opener-Policy", "same-origin");
    set_default(response, "Cross-Origin-Resource-Policy", "same-origin");
    set_default(response, "Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()");
    if (secure) set_default(response, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

}  // namespace gate
}  // namespace http
