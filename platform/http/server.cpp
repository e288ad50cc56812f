#include "platform/http/server.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <deque>
#include <list>
#include <map>
#include <restinio/all.hpp>
#include <span>
#include <unordered_map>
#include <utility>

#include "platform/http/forms.hpp"
#include "platform/http/gate.hpp"
#include "platform/http/inspector.hpp"
#include "platform/http/streams.hpp"
#include "platform/log/log.hpp"
#include "platform/metrics/metrics.hpp"
#include "platform/tasks/tasks.hpp"

namespace asio = restinio::asio_ns;

namespace http {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

constexpr auto first_byte_limit = seconds(10);  // a new connection that says nothing
constexpr auto idle_limit = seconds(30);        // between two requests
constexpr auto head_limit = seconds(10);
constexpr auto body_grace = seconds(10);  // then at least body_bytes_per_s on average
constexpr int body_bytes_per_s = 4096;
constexpr auto stalled_read_limit = seconds(10);
constexpr auto stalled_write_limit = seconds(30);
constexpr auto refused_limit = seconds(2);  // time to read the refusal before the line is cut
constexpr auto heartbeat_every = seconds(5);
constexpr auto drain_limit = seconds(25);
constexpr std::size_t connections_max = 4096;
constexpr std::size_t connections_per_address_max = 256;
constexpr std::size_t streams_max = 4096;
constexpr std::size_t waiting_max = 4096;         // requests that wait for a worker
constexpr std::size_t unsent_max = 64 * 1024;     // events that a slow listener may still have to take; then it comes anew
constexpr std::size_t announcements_kept = 8192;  // for those who come back after a cut line

std::string_view reason(int status) {
    constexpr std::pair<int, std::string_view> reasons[] = {{200, "OK"},
                                                            {201, "Created"},
                                                            {202, "Accepted"},
                                                            {204, "No Content"},
                                                            {206, "Partial Content"},
                                                            {301, "Moved Permanently"},
                                                            {302, "Found"},
                                                            {303, "See Other"},
                                                            {304, "Not Modified"},
                                                            {307, "Temporary Redirect"},
                                                            {308, "Permanent Redirect"},
                                                            {400, "Bad Request"},
                                                            {401, "Unauthorized"},
                                                            {403, "Forbidden"},
                                                            {404, "Not Found"},
                                                            {405, "Method Not Allowed"},
                                                            {406, "Not Acceptable"},
                                                            {409, "Conflict"},
                                                            {410, "Gone"},
                                                            {411, "Length Required"},
                                                            {412, "Precondition Failed"},
                                                            {413, "Content Too Large"},
                                                            {414, "URI Too Long"},
                                                            {415, "Unsupported Media Type"},
                                                            {422, "Unprocessable Content"},
                                                            {428, "Precondition Required"},
                                                            {429, "Too Many Requests"},
                                                            {431, "Request Header Fields Too Large"},
                                                            {500, "Internal Server Error"},
                                                            {501, "Not Implemented"},
                                                            {503, "Service Unavailable"}};
    for (const auto& [one, text] : reasons)
        if (one == status) return text;
    return "Status";
}

// An answer written past the library, before it saw a request: always as problem+json, always the connection's last.
std::string raw_refusal(int status, std::string_view code, std::string_view title) {
    auto response = problem(status, code, title);
    gate::add_security_headers(response, false);
    std::string raw = "HTTP/1.1 " + std::to_string(status) + " " + std::string(reason(status)) + "\r\n";
    raw += "Content-Type: " + response.content_type + "\r\nContent-Length: " + std::to_string(response.body.size()) +
           "\r\nConnection: close\r\nCache-Control: no-store\r\n";
    if (status == 503) raw += "Retry-After: 5\r\n";
    for (const auto& [name, value] : response.headers) raw += name + ": " + value + "\r\n";
    return raw + "\r\n" + response.body;
}

std::string raw_refusal(Inspector::Verdict verdict) {
    using Verdict = Inspector::Verdict;
    switch (verdict) {
        case Verdict::fine: break;
        case Verdict::malformed: return raw_refusal(400, "malformed_request", "Permintaan tidak dapat dibaca");
        case Verdict::too_large_head: return raw_refusal(431, "header_too_large", "Kepala permintaan terlalu besar");
        case Verdict::too_long_target: return raw_refusal(414, "address_too_long", "Alamat terlalu panjang");
        case Verdict::too_large_body: return raw_refusal(413, "too_large", "Kiriman terlalu besar");
        case Verdict::length_required: return raw_refusal(411, "length_required", "Sebutkan Content-Length");
        case Verdict::unknown_method: return raw_refusal(501, "unknown_method", "Metode tidak dikenal");
    }
    return {};
}

class WatchedSocket;

// What we know of each connection; all of it is touched by the one network thread only.
struct Link {
    WatchedSocket* socket{};
    Inspector inspector;
    std::string address;
    Clock::time_point since;  // of the phase it is in
    Clock::time_point last_read;
    std::uint64_t received{};  // in this request's body
    bool reading{};
    bool writing{};
    bool refused{};
    bool served_one{};
    Clock::time_point write_since;
    std::list<Link*>::iterator place;
};

// All connections of one server: an asio service, because the library makes its sockets from the io_context alone.
class Links final : public asio::execution_context::service {
  public:
    using key_type = Links;
    static inline asio::execution_context::id id;
    explicit Links(asio::execution_context& owner) : service(owner) {}
    void shutdown() noexcept override {}

    std::list<Link*> all;
    std::unordered_map<std::string, std::size_t> per_address;
    bool capped{true};
    bool trusts_loopback{};
    std::size_t total_max{connections_max};

    // False when there are too many already.
    bool admit(Link& link, std::string address) {
        link.address = std::move(address);
        all.push_back(&link);
        link.place = std::prev(all.end());
        const auto of_address = ++per_address[link.address];
        if (all.size() > total_max) return false;
        if (!capped) return true;
        // Behind our own proxy every visitor has the proxy's address.
        const bool is_proxy = trusts_loopback && (link.address == "127.0.0.1" || link.address == "::1");
        return all.size() <= connections_max && (is_proxy || of_address <= connections_per_address_max);
    }
    void leave(Link& link) {
        all.erase(link.place);
        const auto found = per_address.find(link.address);
        if (--found->second == 0) per_address.erase(found);
    }
    void sweep(Clock::time_point now);
    void shut_all();
    bool is_receiving() const {
        return std::any_of(all.begin(), all.end(),
                           [](const Link* link) { return link->reading && link->inspector.phase() != Inspector::Phase::between; });
    }
};

// The library's socket, with our eyes on it: heads are inspected before the library parses them, and a sweep can see
// who is slow. (The library has one time limit for head, body and idling together, and cuts without a word.)
class WatchedSocket : public asio::ip::tcp::socket {
  public:
    using Base = asio::ip::tcp::socket;

    explicit WatchedSocket(asio::io_context& context) : Base(context), links_(&asio::use_service<Links>(context)) {}
    WatchedSocket(WatchedSocket&& other) noexcept : Base(std::move(other)), links_(other.links_), link_(std::move(other.link_)) {
        if (link_) link_->socket = this;
    }
    WatchedSocket& operator=(WatchedSocket&& other) = delete;
    ~WatchedSocket() {
        if (link_) links_->leave(*link_);
    }

    template <class Buffer, class Done>
    void async_read_some(const Buffer& buffer, Done&& done) {
        const auto now = Clock::now();
        if (!link_) {
            link_ = std::make_unique<Link>();
            link_->socket = this;
            asio::error_code error;
            const auto peer = Base::remote_endpoint(error);
            if (!links_->admit(*link_, error ? "" : peer.address().to_string())) {
                refuse(raw_refusal(503, "too_many_connections", "Terlalu banyak sambungan"));
                return discard(buffer, std::forward<Done>(done), 0);
            }
            link_->since = now;
        }
        if (link_->inspector.phase() == Inspector::Phase::between) link_->since = now;
        link_->last_read = now;
        link_->reading = true;
        Base::async_read_some(buffer, asio::bind_executor(get_executor(), [this, buffer, done = std::forward<Done>(done)](
                                                                              asio::error_code error, std::size_t size) mutable {
                                  link_->reading = false;
                                  if (!error) {
                                      if (auto refusal = inspected(static_cast<const char*>(buffer.data()), size); !refusal.empty()) {
                                          refuse(refusal);
                                          return discard(buffer, std::move(done), 0);
                                      }
                                  }
                                  done(error, size);
                              }));
    }

    template <class Buffers, class Done>
    void async_write_some(const Buffers& buffers, Done&& done) {
        link_->writing = true;
        link_->write_since = Clock::now();
        Base::async_write_some(buffers, asio::bind_executor(get_executor(), [this, done = std::forward<Done>(done)](
                                                                                const asio::error_code& error, std::size_t size) mutable {
                                   if (link_) link_->writing = false;
                                   done(error, size);
                               }));
    }

    void shut() {
        asio::error_code ignored;
        Base::shutdown(Base::shutdown_both, ignored);
    }

  private:
    // The refusal to send, or nothing.
    std::string inspected(const char* bytes, std::size_t size) {
        const auto now = Clock::now();
        const auto before = link_->inspector.phase();
        const auto verdict = link_->inspector.feed({bytes, size});
        const auto after = link_->inspector.phase();
        if (before != after) {
            link_->since = now;
            link_->received = 0;
        }
        link_->received += size;
        link_->served_one = true;
        if (verdict != Inspector::Verdict::fine) return raw_refusal(verdict);
        if (link_->inspector.take_expects_continue()) write_now("HTTP/1.1 100 Continue\r\n\r\n");
        return {};
    }
    void refuse(const std::string& raw) {
        write_now(raw);
        asio::error_code ignored;
        Base::shutdown(Base::shutdown_send, ignored);
        link_->refused = true;
        link_->since = Clock::now();
    }
    void write_now(std::string_view raw) {
        asio::error_code ignored;
        Base::non_blocking(true, ignored);
        Base::write_some(asio::buffer(raw.data(), raw.size()), ignored);
    }
    // Reads what still comes and forgets it: closing at once would send a reset that overtakes the refusal.
    template <class Buffer, class Done>
    void discard(const Buffer& buffer, Done&& done, std::size_t so_far) {
        Base::async_read_some(buffer, asio::bind_executor(get_executor(), [this, buffer, so_far, done = std::forward<Done>(done)](
                                                                              const asio::error_code& error, std::size_t size) mutable {
                                  constexpr std::size_t patience = 1024 * 1024;
                                  if (error || so_far + size > patience) return done(asio::error::eof, std::size_t{0});
                                  discard(buffer, std::move(done), so_far + size);
                              }));
    }

    Links* links_;
    std::unique_ptr<Link> link_;
};

void Links::sweep(Clock::time_point now) {
    for (auto* link : all) {
        bool slow = false;
        if (link->refused) {
            slow = now - link->since > refused_limit;
        } else if (link->writing) {
            slow = now - link->write_since > stalled_write_limit;
        } else if (link->reading) {
            switch (link->inspector.phase()) {
                case Inspector::Phase::between: slow = now - link->since > (link->served_one ? idle_limit : first_byte_limit); break;
                case Inspector::Phase::head: slow = now - link->since > head_limit; break;
                case Inspector::Phase::body:
                    slow = now - link->last_read > stalled_read_limit ||
                           now - link->since > body_grace + seconds(static_cast<long>(link->received) / body_bytes_per_s);
                    break;
            }
        }
        if (slow) link->socket->shut();
    }
}

void Links::shut_all() {
    for (auto* link : all) link->socket->shut();
}

using OnRequest = std::function<restinio::request_handling_status_t(restinio::request_handle_t)>;
struct Traits
    : restinio::traits_t<restinio::asio_timer_manager_t, restinio::null_logger_t, OnRequest, restinio::noop_strand_t, WatchedSocket> {};
using Library = restinio::http_server_t<Traits>;
using Chunked = restinio::response_builder_t<restinio::chunked_output_t>;

struct Stream {
    std::string topic;
    Chunked output;
    std::int64_t heard{};  // numbered topics: the last number it was sent
    bool writing{};
    std::string unsent;  // said while a write was under way
    bool dead{};
};

// A numbered topic that somebody listens to, and the question to its source that is under way.
struct Asking {
    EventSource source{};
    bool under_way{};
    bool again{};
};

std::string written_event(const NumberedEvent& event) { return "id: " + std::to_string(event.number) + "\ndata: " + event.data + "\n\n"; }

std::optional<Method> method_of(const restinio::http_method_id_t& id) {
    if (id == restinio::http_method_get() || id == restinio::http_method_head()) return Method::get;
    if (id == restinio::http_method_post()) return Method::post;
    if (id == restinio::http_method_put()) return Method::put;
    if (id == restinio::http_method_patch()) return Method::patch;
    if (id == restinio::http_method_delete()) return Method::del;
    return {};
}

std::string http_date(std::int64_t unix_s) {
    const auto seconds_now = static_cast<std::time_t>(unix_s);
    std::tm parts{};
    gmtime_r(&seconds_now, &parts);
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                       months[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

std::size_t raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 65536);
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<std::size_t>(limit.rlim_cur);
}

}  // namespace

struct Server::Inside {
    Application& application;
    ServerOptions options;
    asio::io_context context{1};
    Links& links{asio::use_service<Links>(context)};
    std::unique_ptr<Library> library;
    asio::steady_timer sweep_timer{context};
    asio::steady_timer heartbeat_timer{context};
    asio::steady_timer drain_timer{context};

    std::optional<tasks::Crew> workers;               // while it runs
    std::vector<restinio::request_handle_t> arrived;  // network thread only; not handed over yet

    std::atomic<std::size_t> in_hand{0};  // requests taken and not yet answered
    std::atomic<bool> draining{false};
    Clock::time_point drain_until;
    std::list<Stream> streams;  // network thread only
    std::multimap<std::string, Stream*, std::less<>> by_topic;
    std::map<std::string, Asking, std::less<>> asking;
    // Plain topics: what was announced, for those whose line was cut. The run's name tells that we were not here before.
    const std::string run{std::to_string(std::chrono::system_clock::now().time_since_epoch().count() % 1'000'000'000)};
    std::uint64_t announced{};
    std::deque<std::size_t> recent;  // hashes of topics; the last one is announcement number `announced`

    metrics::Gauge connections_gauge{metrics::gauge("antarkerja_http_connections", "Open connections")};
    metrics::Gauge streams_gauge{metrics::gauge("antarkerja_http_streams", "Open event streams")};
    metrics::Counter overflow{metrics::counter("antarkerja_http_overflow_total", "Requests refused because all workers were busy")};

    Inside(Application& the_application, const ServerOptions& the_options) : application(the_application), options(the_options) {}

    struct Asked final : tasks::Job {
        Asked(Inside& the_server, restinio::request_handle_t the_request) : server(the_server), request(std::move(the_request)) {}
        void run() override { server.answer(request); }
        Inside& server;
        restinio::request_handle_t request;
    };

    restinio::request_handling_status_t take(restinio::request_handle_t request) {
        ++in_hand;
        arrived.push_back(std::move(request));
        // What the network brings at one time is handed over at one time: posted now, this runs after it.
        if (arrived.size() == 1) asio::post(context, [this] { hand_over(); });
        return restinio::request_accepted();
    }

    void hand_over() {
        std::vector<std::unique_ptr<tasks::Job>> jobs;
        jobs.reserve(arrived.size());
        for (const auto& request : arrived) jobs.push_back(std::make_unique<Asked>(*this, request));
        const auto taken = workers->take(jobs);
        for (const auto& request : std::span(arrived).subspan(taken)) {
            overflow.add();
            auto busy = problem(503, "busy", "Sedang sangat ramai, coba lagi sebentar").with_header("Retry-After", "2");
            gate::add_security_headers(busy, false);
            send(request, std::move(busy));
        }
        arrived.clear();
    }

    void answer(const restinio::request_handle_t& raw) {
        Request request;
        Response response;
        if (!method_of(raw->header().method()))
            response =
                problem(405, "method_not_allowed", "Metode tidak tersedia").with_header("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE");
        else if (!read(*raw, request))
            response = problem(400, "malformed_request", "Permintaan tidak dapat dibaca");
        else
            response = application.serve(std::move(request));
        gate::add_security_headers(response, request.secure);
        if (response.event_topic.empty()) return send(raw, std::move(response));
        std::string heard_last;
        if (const auto header = raw->header().opt_value_of("Last-Event-ID")) heard_last = *header;
        asio::post(context, [this, raw, response = std::move(response), heard_last = std::move(heard_last)]() mutable {
            open_stream(raw, std::move(response), heard_last);
        });
    }

    // False when the request line cannot be read.
    bool read(restinio::request_t& raw, Request& request) {
        const auto& header = raw.header();
        request.head = header.method() == restinio::http_method_head();
        request.method = method_of(header.method()).value_or(Method::get);
        if (!read_target(request, header.request_target())) return false;
        header.for_each_field([&](const restinio::http_header_field_t& field) {
            std::string name = field.name();
            for (auto& letter : name)
                if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
            request.headers.emplace_back(std::move(name), field.value());
        });
        request.body = raw.body();
        request.address = raw.remote_endpoint().address().to_string();
        if (options.trust_proxy && (request.address == "127.0.0.1" || request.address == "::1")) {
            auto forwarded = request.header("x-forwarded-for");
            if (const auto comma = forwarded.rfind(','); comma != std::string::npos) forwarded = forwarded.substr(comma + 1);
            while (forwarded.starts_with(' ')) forwarded.erase(0, 1);
            if (!forwarded.empty() && forwarded.size() <= 45) request.address = forwarded;
            request.secure = request.header("x-forwarded-proto") == "https";
        }
        return true;
    }

    // Takes the headers along: the response has none afterwards.
    template <class Builder>
    void add_head(Builder& builder, const restinio::request_t& raw, Response& response) {
        static thread_local std::pair<std::time_t, std::string> date;
        if (const auto now = std::time(nullptr); date.first != now) date = {now, http_date(now)};
        builder.append_header(restinio::http_field::date, date.second);
        const bool has_body = response.status != 204 && response.status != 304 && response.status != 303;
        if (has_body) builder.append_header(restinio::http_field::content_type, std::move(response.content_type));
        for (auto& [name, value] : response.headers)
            if (name != "Content-Length") builder.append_header(std::move(name), std::move(value));
        // After an Upgrade header the library would serve this request again: such a connection ends here.
        if (draining || raw.header().has_field(restinio::http_field::upgrade)) builder.connection_close();
    }

    void send(const restinio::request_handle_t& raw, Response response) {
        const auto sent = [this](const asio::error_code&) { --in_hand; };
        const restinio::http_status_line_t status{restinio::http_status_code_t{static_cast<std::uint16_t>(response.status)},
                                                  std::string(reason(response.status))};
        std::optional<std::size_t> told_length;
        for (const auto& [name, value] : response.headers)
            if (name == "Content-Length") told_length = static_cast<std::size_t>(std::stoull(value));
        if (told_length) {  // HEAD: the length of what GET would have sent
            auto builder = raw->create_response<restinio::user_controlled_output_t>(status);
            add_head(builder, *raw, response);
            builder.set_content_length(*told_length);
            builder.done(sent);
        } else {
            auto builder = raw->create_response(status);
            add_head(builder, *raw, response);
            builder.set_body(std::move(response.body));
            builder.done(sent);
        }
    }

    void open_stream(const restinio::request_handle_t& raw, Response response, const std::string& heard_last) {
        if (draining || streams.size() >= streams_max) {
            auto busy = problem(503, "too_many_streams", "Terlalu banyak halaman langsung yang terbuka").with_header("Retry-After", "30");
            gate::add_security_headers(busy, false);
            return send(raw, std::move(busy));
        }
        const auto begins = begins_after(response);
        auto output = raw->create_response<restinio::chunked_output_t>(restinio::status_ok());
        add_head(output, *raw, response);
        output.append_header("X-Accel-Buffering", "no");  // a proxy must not hold the events back
        streams.push_back({std::move(response.event_topic), std::move(output), begins});
        auto& stream = streams.back();
        by_topic.emplace(stream.topic, &stream);
        --in_hand;  // a stream is never "answered"; draining ends it
        std::string first = "retry: 3000\n";
        if (const auto source = find_event_source(stream.topic)) {
            write(stream, first + "event: hello\ndata: {}\n\n");
            ask(stream.topic, source);
            return;
        }
        const auto id = "id: " + run + "." + std::to_string(announced) + "\n";
        first += id + "event: hello\ndata: {}\n\n";
        if (!heard_last.empty() && has_missed(heard_last, stream.topic)) first += id + "event: changed\ndata: {}\n\n";
        write(stream, first);
    }

    // Whether this topic was announced after the one whose id the browser heard last; true when that is too long ago.
    bool has_missed(const std::string& heard_last, const std::string& topic) const {
        if (!heard_last.starts_with(run + ".")) return true;
        std::uint64_t number{};
        const auto* const begin = heard_last.data() + run.size() + 1;
        const auto* const end = heard_last.data() + heard_last.size();
        if (std::from_chars(begin, end, number).ec != std::errc{} || number > announced || announced - number > recent.size()) return true;
        const auto hash = std::hash<std::string>{}(topic);
        return std::find(recent.end() - static_cast<std::ptrdiff_t>(announced - number), recent.end(), hash) != recent.end();
    }

    void write(Stream& stream, std::string_view text) {
        stream.writing = true;
        stream.output.append_chunk(std::string(text));
        stream.output.flush([this, &stream](const asio::error_code& error) {
            // Called by the library inside its own bookkeeping: decide later.
            asio::post(context, [this, &stream, failed = static_cast<bool>(error)] { written(stream, failed); });
        });
    }

    void say(Stream& stream, std::string_view text) {
        if (!stream.writing) return write(stream, text);
        if (stream.unsent.size() + text.size() <= unsent_max)
            stream.unsent += text;
        else
            stream.dead = true;  // too slow: it comes back and names what it heard last
    }

    void written(Stream& stream, bool failed) {
        stream.writing = false;
        if (failed) return drop(stream);
        if (stream.dead) {
            if (!draining) stream.output.done();
            return drop(stream);
        }
        if (!stream.unsent.empty()) write(stream, std::exchange(stream.unsent, {}));
    }

    void drop(Stream& stream) {
        const auto [first, last] = by_topic.equal_range(stream.topic);
        for (auto at = first; at != last; ++at) {
            if (at->second != &stream) continue;
            by_topic.erase(at);
            break;
        }
        if (!by_topic.contains(stream.topic)) asking.erase(stream.topic);
        streams.remove_if([&](const Stream& one) { return &one == &stream; });
    }

    // We were cut off from the others for a while: whatever people look at may have changed.
    void all_changed() {
        recent.clear();
        std::vector<std::string> topics;
        for (const auto& [topic, stream] : by_topic)
            if (topics.empty() || topics.back() != topic) topics.push_back(topic);
        for (const auto& topic : topics) changed(topic);
    }

    void changed(const std::string& topic) {
        ++announced;
        recent.push_back(std::hash<std::string>{}(topic));
        if (recent.size() > announcements_kept) recent.pop_front();
        const auto [first, last] = by_topic.equal_range(topic);
        if (first == last) return;
        if (const auto source = find_event_source(topic)) return ask(topic, source);
        const auto text = "id: " + run + "." + std::to_string(announced) + "\nevent: changed\ndata: {}\n\n";
        for (auto at = first; at != last; ++at)
            if (at->second->unsent.empty()) say(*at->second, text);  // one "changed" says as much as two
    }

    // Asks the source of a numbered topic what nobody here has heard yet, one question at a time.
    void ask(const std::string& topic, EventSource source) {
        auto& state = asking[topic];
        state.source = source;
        if (state.under_way) {
            state.again = true;
            return;
        }
        const auto [first, last] = by_topic.equal_range(topic);
        if (first == last) {
            asking.erase(topic);
            return;
        }
        auto after = first->second->heard;
        for (auto at = first; at != last; ++at) after = std::min(after, at->second->heard);
        state.under_way = true;
        workers->take_first(std::make_unique<Question>(*this, topic, source, after));
    }

    // To the source of a numbered topic.
    struct Question final : tasks::Job {
        Question(Inside& the_server, std::string the_topic, EventSource the_source, std::int64_t heard)
            : server(the_server), topic(std::move(the_topic)), source(the_source), after(heard) {}
        void run() override {
            std::vector<NumberedEvent> events;
            try {
                events = source(server.application.platform(), topic, after);
            } catch (const std::exception& failure) {  // the next announcement, or the next listener, asks again
                log_line::error("events_failed", {{"topic", topic}, {"why", failure.what()}});
            }
            asio::post(server.context, [&to = server, name = topic, events = std::move(events)] { to.tell(name, events); });
        }
        Inside& server;
        std::string topic;
        EventSource source;
        std::int64_t after;
    };

    void tell(const std::string& topic, const std::vector<NumberedEvent>& events) {
        const auto state = asking.find(topic);
        if (state == asking.end()) return;
        state->second.under_way = false;
        const auto [first, last] = by_topic.equal_range(topic);
        for (auto at = first; at != last; ++at) {
            auto& stream = *at->second;
            std::string text;
            for (const auto& event : events) {
                if (event.number <= stream.heard) continue;
                text += written_event(event);
                stream.heard = event.number;
            }
            if (!text.empty()) say(stream, text);
        }
        if (std::exchange(state->second.again, false)) ask(topic, state->second.source);
    }

    void heartbeat() {
        // A silent stream is cut by the library, and a dead client shows only when written to. A board must know, too: a
        // comment is not told to its script, a tick is.
        for (auto& stream : streams)
            if (!stream.writing) write(stream, find_event_source(stream.topic) ? "event: tick\ndata: {}\n\n" : ": .\n\n");
        heartbeat_timer.expires_after(heartbeat_every);
        heartbeat_timer.async_wait([this](const asio::error_code& error) {
            if (!error && !draining) heartbeat();
        });
    }

    void sweep() {
        links.sweep(Clock::now());
        connections_gauge.set(static_cast<double>(links.all.size()));
        streams_gauge.set(static_cast<double>(streams.size()));
        sweep_timer.expires_after(seconds(1));
        sweep_timer.async_wait([this](const asio::error_code& error) {
            if (!error) sweep();
        });
    }

    void begin_drain() {
        if (draining.exchange(true)) return;
        drain_until = Clock::now() + drain_limit;
        library->close_sync();
        for (auto& stream : streams) {
            if (!stream.dead) stream.output.done();
            stream.dead = true;
        }
        drain();
    }

    void drain() {
        const bool done = in_hand == 0 && !links.is_receiving();
        if (done || Clock::now() > drain_until) {
            links.shut_all();
            asio::post(context, [this] { context.stop(); });
            return;
        }
        drain_timer.expires_after(std::chrono::milliseconds(20));
        drain_timer.async_wait([this](const asio::error_code& error) {
            if (!error) drain();
        });
    }
};

Server::Server(Application& application, const ServerOptions& options) : inside_(std::make_unique<Inside>(application, options)) {}
Server::~Server() = default;

void Server::run(const std::function<void(int port)>& on_ready) {
    auto& in = *inside_;
    const auto files = raise_file_limit();
    in.links.capped = in.application.platform().limits;
    in.links.trusts_loopback = in.options.trust_proxy;
    in.links.total_max = files > 400 ? files - 200 : files / 2;
    int port = in.options.port;
    const auto address = asio::ip::make_address(in.options.listen_address);
    in.library = std::make_unique<Library>(restinio::external_io_context(in.context), [&](auto& settings) {
        settings.address(address)
            .protocol(address.is_v6() ? asio::ip::tcp::v6() : asio::ip::tcp::v4())
            .port(static_cast<std::uint16_t>(in.options.port))
            .request_handler([&in](restinio::request_handle_t request) { return in.take(std::move(request)); })
            .buffer_size(16 * 1024)
            .concurrent_accepts_count(8)
            .max_pipelined_requests(1)
            // The sweep is finer; these are the library's own, as a second line.
            .read_next_http_message_timelimit(std::chrono::minutes(30))
            .write_http_response_timelimit(std::chrono::minutes(30))
            .handle_request_timeout(seconds(120))
            .timer_manager(seconds(10))
            .incoming_http_msg_limits(restinio::incoming_http_msg_limits_t{}
                                          .max_url_size(Inspector::target_max)
                                          .max_field_name_size(1024)
                                          .max_field_value_size(Inspector::head_max)
                                          .max_field_count(Inspector::fields_max + 1)
                                          .max_body_size(Inspector::body_max))
            .socket_options_setter([](auto& socket) { socket.set_option(asio::ip::tcp::no_delay{true}); })
            .acceptor_post_bind_hook([&port](asio::ip::tcp::acceptor& acceptor) { port = acceptor.local_endpoint().port(); });
    });
    in.library->open_sync();
    on_ready(port);  // who comes now waits in the listening socket's queue
    in.workers.emplace(in.options.workers, waiting_max);
    in.sweep();
    in.heartbeat();
    for (bool running = true; running;) {
        try {
            in.context.run();
            running = false;
        } catch (const std::exception& failure) {  // out of memory for one connection must not end the others
            log_line::error("network_failed", {{"why", failure.what()}});
        }
    }
    in.workers.reset();
}

void Server::stop() {
    auto& in = *inside_;
    asio::post(in.context, [&in] { in.begin_drain(); });
}

void Server::announce(std::string_view topic) {
    auto& in = *inside_;
    asio::post(in.context, [&in, topic = std::string(topic)] {
        if (topic.empty())
            in.all_changed();
        else
            in.changed(topic);
    });
}

}  // namespace http
