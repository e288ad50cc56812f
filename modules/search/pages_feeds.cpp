#include <algorithm>

#include "base/result.hpp"
#include "modules/search/form.hpp"
#include "modules/search/live_search.hpp"
#include "modules/search/pages.hpp"
#include "modules/search/text.hpp"
#include "modules/search/text_distance.hpp"
#include "modules/search/words.hpp"
#include "modules/vacancies/actions.hpp"
#include "platform/calendar_files/ical.hpp"
#include "platform/html/html.hpp"
#include "platform/i18n/language.hpp"

// A search that other programs follow: a feed reader, a calendar.
namespace search {

namespace {

constexpr std::size_t entries_max = 100;
constexpr std::int64_t kept_for_s = 300;

struct Followed {
    SearchForm form;
    Found found;
    std::shared_ptr<const SearchIndex> index;
};

// The newest first, whatever the words are worth: a feed tells what is new. Nobody looks at a feed when it is read: what cannot be
// used is refused, instead of following another search than was meant.
Result<Followed, SearchFault> follow(const http::Request& request, const Context& context) {
    const auto read = read_search_form(request.query);
    Followed followed{.form = read.form, .found = {}, .index = live_search(context)};
    if (const auto faults = faults_of(read, *followed.index); !faults.empty()) return faults.front();
    auto question = question_of(*followed.index, followed.form, context.now);
    question.order = SearchQuestion::Order::newest;
    question.limit = entries_max;
    followed.found = followed.index->search(question);
    return followed;
}

http::Response refused(const Context& context, const SearchFault& fault) {
    const auto why = fill(context.t(msg("Saringan “{nama}” tidak dapat dipakai. {sebab}")),
                          {{"nama", fault.field}, {"sebab", sentence(context, fault)}});
    auto answer = http::bytes(why + "\n", "text/plain; charset=utf-8").with_header("Cache-Control", "no-store");
    answer.status = 422;
    return answer;
}

// Nobody keeps it beyond the moment in which a vacancy in it is over.
std::string kept_until(const Followed& followed, Instant now) {
    auto seconds = kept_for_s;
    for (const auto& hit : followed.found.best) seconds = std::min(seconds, std::int64_t{hit.segment->closes[hit.at]} * 3600 - now.seconds);
    return "public, max-age=" + std::to_string(std::max<std::int64_t>(0, seconds));
}

std::string address_of_vacancy(const Context& context, const Hit& hit) {
    return context.platform.public_url + "/lowongan/" + std::to_string(hit.id);
}

std::string about(const Context& context, const Hit& hit) {
    vacancies::Vacancy told;
    told.wage_low = hit.segment->wage_low[hit.at];
    told.wage_high = hit.segment->wage_high[hit.at];
    std::string words(hit.segment->employer(hit.at));
    for (const auto& part :
         {place_of(*hit.segment, hit.at), vacancies::wage_words(context, told), education_words(context, hit.segment->education[hit.at])})
        if (!part.empty()) words += " · " + part;
    return words;
}

// RFC 822, as RSS 2.0 wants it.
std::string rss_date(Instant at) {
    static constexpr std::string_view days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto utc = at.rfc3339_utc();
    const auto date = Date::parse(std::string_view(utc).substr(0, 10)).value_or(Date{});
    return std::string(days[static_cast<std::size_t>(date.weekday() - 1)]) + ", " + utc.substr(8, 2) + " " +
           std::string(months[static_cast<std::size_t>(date.month() - 1)]) + " " + utc.substr(0, 4) + " " + utc.substr(11, 8) + " +0000";
}

http::Response get_rss(const http::Request& request, Context& context) {
    const auto read = follow(request, context);
    if (!read) return refused(context, read.error());
    const auto& followed = *read;
    const auto here = context.platform.public_url + "/lowongan";
    Markup out;
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>"_html
        << fill(context.t(msg("Lowongan: {pencarian}")), {{"pencarian", title_of(context, followed.form)}}) << "</title><link>"_html
        << here + address_of(followed.form) << "</link><description>"_html
        << context.t("Lowongan yang sudah diperiksa kantor tenaga kerja.") << "</description><language>"_html << code(context.language)
        << "</language><ttl>15</ttl><atom:link rel=\"self\" type=\"application/rss+xml\" href=\""_html
        << context.platform.public_url + feed_href(context, "rss", followed.form) << "\"/>"_html;
    for (const auto& hit : followed.found.best) {
        const auto link = address_of_vacancy(context, hit);
        out << "<item><title>"_html << hit.segment->title(hit.at) << "</title><link>"_html << link
            << "</link><guid isPermaLink=\"true\">"_html << link << "</guid><description>"_html << about(context, hit)
            << "</description><pubDate>"_html << rss_date(Instant{std::int64_t{hit.posted}}) << "</pubDate></item>"_html;
    }
    out << "</channel></rss>\n"_html;
    return http::bytes(std::move(out).take(), "application/rss+xml; charset=utf-8")
        .with_header("Cache-Control", kept_until(followed, context.now));
}

http::Response get_calendar(const http::Request& request, Context& context) {
    const auto read = follow(request, context);
    if (!read) return refused(context, read.error());
    const auto& followed = *read;
    std::vector<ical::DayEntry> entries;
    for (const auto& hit : followed.found.best) {
        const auto last = last_day(*hit.segment, hit.at);
        if (!last) continue;
        entries.push_back({.uid = "vacancy-" + std::to_string(hit.id) + "@antarkerja",
                           .title = fill(context.t(msg("Hari terakhir: {judul}")), {{"judul", std::string(hit.segment->title(hit.at))}}),
                           .description = about(context, hit),
                           .url = address_of_vacancy(context, hit),
                           .day = *last});
    }
    const auto title = fill(context.t(msg("Lowongan: {pencarian}")), {{"pencarian", title_of(context, followed.form)}});
    return http::bytes(ical::days_ics(title, entries, context.now), "text/calendar; charset=utf-8", "lowongan.ics")
        .with_header("Cache-Control", kept_until(followed, context.now));
}

}  // namespace

std::vector<http::Route> feed_routes() {
    using enum http::Method;
    return {{get, "/lowongan.rss", get_rss, Permission::anyone}, {get, "/lowongan.ics", get_calendar, Permission::anyone}};
}

}  // namespace search
