#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/access/permission.hpp"
#include "platform/context.hpp"

namespace sql {
class Transaction;
}

// What modules see of HTTP. The server library is included by server.cpp only.
namespace http {

enum class Method { get, post, put, patch, del };
std::string_view name(Method method);

// One part of a multipart form that carried a file name.
struct Upload {
    std::string field;
    std::string file_name;  // as the client said; never used as a path
    std::string bytes;
};

// Names and values in order of arrival; a name may come twice.
class Fields {
  public:
    void add(std::string name, std::string value) { items_.emplace_back(std::move(name), std::move(value)); }
    std::optional<std::string> find(std::string_view name) const;
    std::string text(std::string_view name) const { return find(name).value_or(""); }
    std::vector<std::string> all(std::string_view name) const;
    bool has(std::string_view name) const { return find(name).has_value(); }
    const std::vector<std::pair<std::string, std::string>>& items() const { return items_; }

    // application/x-www-form-urlencoded; empty for broken percent signs, invalid UTF-8 or NUL.
    static std::optional<Fields> parse(std::string_view encoded);

  private:
    std::vector<std::pair<std::string, std::string>> items_;
};

struct Request {
    Method method{Method::get};
    std::string path;  // decoded, "/antrean/12"
    Fields query;
    Fields form;  // urlencoded or multipart text fields
    std::vector<Upload> uploads;
    std::string body;                                          // raw, for JSON
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::vector<std::string> path_values;                      // in the order of the {names} in the route
    std::string address;
    bool secure{};  // came by https (also through the proxy)
    bool head{};    // HEAD: served as GET, sent without its body

    std::string header(std::string_view lower_name) const;
    // As `with_cookie` named it. Where the connection is encrypted the browser knows it as "__Host-sesi" and refuses it from anywhere else.
    std::string cookie(std::string_view name) const;
    const std::string& path_value(std::size_t position) const { return path_values.at(position); }
    template <class IdType>
    IdType path_id(std::size_t position) const {
        return IdType::parse(path_value(position)).value_or(IdType{});
    }
};

struct Cookie {
    std::string name;          // without __Host-: the gate adds it
    std::string value;         // empty = delete it
    std::int64_t max_age_s{};  // 0 = until the browser is closed
};

// What a form of this person must bring back as `_csrf`.
std::string csrf_token(const Context& context);

struct Response {
    int status{200};
    std::string content_type{"text/html; charset=utf-8"};
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::vector<Cookie> cookies;
    std::string event_topic;  // not empty: an SSE stream that says "changed" whenever the topic is announced

    Response&& with_header(std::string name, std::string value) &&;
    Response&& with_cookie(Cookie cookie) &&;
};

// Answers in the order of how often they are needed.
Response page(std::string html, int status = 200);
Response see_other(std::string location);
Response json(std::string body, int status = 200);
Response no_content();
Response bytes(std::string body, std::string content_type, std::string download_name = "");
Response events(std::string topic);

// RFC 9457 application/problem+json. `code` is stable snake_case, `title` the Indonesian sentence.
struct FieldProblem {
    std::string field;
    std::string code;
    std::string title;
};
Response problem(int status, std::string_view code, std::string_view title, const std::vector<FieldProblem>& errors = {});

using Handler = Response (*)(const Request& request, Context& context);

enum class Rate { page, write, login, upload, api };  // limits per address and minute; see gate.cpp

// Whether people without a session are all shown the same at one address. What `everybody` is shown may be kept for as
// long as nothing is written, at most to the end of the second; the token in its forms is each person's own.
enum class Audience { each, everybody };

struct Route {
    Method method;
    std::string_view pattern;  // "/antrean/{window}/ambil"; {name} matches one segment
    Handler handler;
    Permission permission;
    Rate rate{Rate::page};
    std::size_t body_max{64 * 1024};  // above it: 413
    std::string_view summary{};       // for /openapi.json, API routes only
    Audience audience{Audience::each};
};

// A page that anyone may open and that everybody without a session is shown alike.
constexpr Route public_page(std::string_view pattern, Handler handler) {
    return {Method::get, pattern, handler, Permission::anyone, Rate::page, 64 * 1024, {}, Audience::everybody};
}

struct MenuEntry {
    std::string_view label;  // Indonesian; translated when shown
    std::string_view path;
    Permission permission;
    std::string_view group{};  // Indonesian; what it stands under where somebody has many. app/commands_serve.cpp decides
};

// Something that happened in one module and that others act upon, in the same transaction.
struct Event {
    std::string_view name;  // "booking.checked_in"
    OfficeId office;
    std::int64_t subject{};
};
using EventHandler = void (*)(sql::Transaction& tx, const Context& context, const Event& event);
struct EventSubscription {
    std::string_view name;
    EventHandler handler;
};

// Work in the background: called every `every_s` seconds by one thread, as ActorKind::system.
struct Job {
    std::string_view name;
    int every_s;
    void (*run)(Context& context);
};

// A bounded context as the rest of the program sees it. app/modules.cpp lists them all.
struct Module {
    std::string_view name;
    std::vector<Route> routes;
    std::vector<MenuEntry> menu;
    std::vector<EventSubscription> events;
    std::vector<Job> jobs;
};

}  // namespace http
