#include "modules/search/live_search.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>

#include "base/text.hpp"
#include "modules/office/actions.hpp"
#include "modules/reference/actions.hpp"
#include "modules/reference/actions_distance.hpp"
#include "modules/search/form.hpp"
#include "modules/search/store.hpp"
#include "modules/vacancies/actions_published.hpp"
#include "modules/vacancies/model_change.hpp"
#include "platform/sql/sql.hpp"

namespace search {

namespace {

struct Copy {
    const sql::Database* database{};
    std::int64_t token{};  // of the record it was read from; 0 = none yet, then nothing is kept
    std::int64_t revision{};
    Instant read_at;
    std::uint64_t written{};  // counted before it was read
    std::shared_ptr<const SearchIndex> index = std::make_shared<SearchIndex>();
};

constexpr auto patience = std::chrono::milliseconds(200);  // with who reads already; then what was true before is answered

struct Kept {
    std::atomic<std::uint64_t> heard{};  // commits that changed a vacancy, here or in another process
    std::timed_mutex reading;            // held by who brings the copy up to date
    std::mutex mutex;                    // guards what follows
    std::shared_ptr<const Copy> copy;
    std::shared_ptr<const SearchIndex> only;
};

Kept& kept() {
    static Kept one;
    return one;
}

// Grows with every commit that may have changed a vacancy. Where only this program writes, commits are counted before
// whoever wrote is answered: they read their own change at once.
std::uint64_t written(const sql::Database& database) { return database.commits().value_or(kept().heard.load()); }

std::shared_ptr<const Copy> kept_copy(const Context& context) {
    const std::lock_guard lock(kept().mutex);
    const auto& copy = kept().copy;
    return copy && copy->database == &context.platform.database ? copy : nullptr;
}

Zone zone_of(sql::Transaction& tx, std::map<OfficeId, Zone>& known, OfficeId office) {
    const auto found = known.find(office);
    if (found != known.end()) return found->second;
    const auto one = office::find_office(tx, office);
    return known.emplace(office, one ? one->zone : Zone::wib).first->second;
}

std::shared_ptr<const Copy> brought_up_to_date(sql::Transaction& tx, const Context& context, std::shared_ptr<const Copy> before,
                                               std::uint64_t written) {
    const auto token = store::search_token(tx);
    auto next = before && before->token == token && token != 0 ? std::make_shared<Copy>(*before) : std::make_shared<Copy>();
    next->database = &context.platform.database;
    next->token = token;
    next->read_at = context.now;
    next->written = written;
    if (vacancies::newest_revision(tx) == next->revision) return next;
    constexpr int at_once = 2000;
    std::map<OfficeId, Zone> zones;
    Readers readers(next->index->wording());
    for (;;) {
        const auto changes = vacancies::changed_after(tx, context, next->revision, at_once);
        if (changes.empty()) return next;
        std::vector<Entry> entries;
        std::vector<std::int64_t> gone;
        for (const auto& vacancy : changes) {
            if (is_found(vacancy))
                entries.push_back(entry_of(vacancy, zone_of(tx, zones, vacancy.office)));
            else
                gone.push_back(vacancy.id.value);
        }
        next->index = std::make_shared<SearchIndex>(next->index->with(entries, gone, readers));
        next->revision = changes.back().revision;
    }
}

std::string_view title_of(const std::optional<reference::Occupation>& occupation) {
    return occupation ? std::string_view(occupation->title) : std::string_view{};
}

}  // namespace

bool is_found(const vacancies::Vacancy& vacancy) { return vacancy.state == vacancies::VacancyState::published; }

Entry entry_of(const vacancies::Vacancy& vacancy, Zone zone) {
    Entry entry{.id = vacancy.id.value, .title = vacancy.title, .employer = vacancy.employer_name};
    const auto occupation = reference::find_occupation(vacancy.occupation);
    const auto regency = reference::find_area(std::string_view(vacancy.place_code).substr(0, 5));
    const auto skills = text::join(vacancy.skills, "\n");
    const auto majors = text::join(vacancy.majors, "\n");
    const auto certificates = text::join(vacancy.certificates, "\n");
    for (const std::string_view words :
         {std::string_view(vacancy.description), std::string_view(vacancy.employer_name), std::string_view(vacancy.conditions),
          title_of(occupation), regency ? std::string_view(regency->name) : std::string_view{}, std::string_view(skills),
          std::string_view(majors), std::string_view(certificates)})
        entry.words.append(words).append("\n");
    const auto two = [](std::string_view digits) {
        return digits.size() == 2 && digits[0] >= '0' && digits[0] <= '9' && digits[1] >= '0' && digits[1] <= '9'
                   ? static_cast<std::uint8_t>((digits[0] - '0') * 10 + digits[1] - '0')
                   : std::uint8_t{0};
    };
    const std::string_view place = vacancy.place_code;
    entry.province = two(place.substr(0, 2));
    if (place.size() >= 5) entry.regency = regency_number(place);
    if (place.size() >= 8) entry.district = two(place.substr(6, 2));
    entry.area = reference::area_number(place);
    if (place.size() < 5) entry.place_text = vacancy.place_text;
    entry.occupation = 0;
    for (const char digit : vacancy.occupation)
        if (digit >= '0' && digit <= '9' && vacancy.occupation.size() == 4)
            entry.occupation = static_cast<std::uint16_t>(entry.occupation * 10 + (digit - '0'));
    entry.education = std::max<std::uint8_t>(1, education_step(vacancy.education_min));
    entry.contract = static_cast<std::uint8_t>(static_cast<unsigned>(vacancy.contract) + 1);
    entry.mode = static_cast<std::uint8_t>(static_cast<unsigned>(vacancy.mode) + 1);
    entry.open_to_disability = vacancy.open_to_disability;
    entry.posted = static_cast<std::uint32_t>(vacancy.published_at.value_or(vacancy.made_at).seconds);
    // Its last day is the office's: gone when that day ends there.
    entry.closes =
        static_cast<std::uint32_t>(std::max<std::int64_t>(0, instant({vacancy.valid_until + 1, TimeOfDay{0}, zone}).seconds / 3600));
    const auto rupiah = [](std::int64_t amount) { return static_cast<std::uint32_t>(std::clamp<std::int64_t>(amount, 0, 0x7FFFFFFF)); };
    entry.wage_low = rupiah(vacancy.wage_low);
    entry.wage_high = rupiah(std::max(vacancy.wage_low, vacancy.wage_high));
    return entry;
}

std::shared_ptr<const SearchIndex> live_search(const Context& context) {
    {
        const std::lock_guard lock(kept().mutex);
        if (kept().only) return kept().only;
    }
    const auto is_fresh = [&](const std::shared_ptr<const Copy>& copy) {
        return copy && copy->token != 0 && copy->read_at == context.now && copy->written == written(context.platform.database);
    };
    if (const auto copy = kept_copy(context); is_fresh(copy)) return copy->index;
    std::unique_lock reading(kept().reading, std::defer_lock);
    // An import of thousands holds up nobody; at the start there is nothing to answer yet.
    if (const auto copy = kept_copy(context); copy && copy->token != 0) {
        if (!reading.try_lock_for(patience)) return copy->index;
    } else {
        reading.lock();
    }
    const auto copy = kept_copy(context);
    if (is_fresh(copy)) return copy->index;
    const auto before = written(context.platform.database);
    auto next = context.platform.database.read([&](sql::Transaction& tx) { return brought_up_to_date(tx, context, copy, before); });
    const std::lock_guard lock(kept().mutex);
    kept().copy = next;
    return next->index;
}

void hear_changes(sql::Database& database) {
    // "": the line to the other processes was cut, anything may have changed.
    database.on_announcement(
        [](void* self, std::string_view topic) {
            if (topic.empty() || topic == vacancies::changed_topic) ++static_cast<Kept*>(self)->heard;
        },
        &kept());
}

void search_only(std::shared_ptr<const SearchIndex> index) {
    const std::lock_guard lock(kept().mutex);
    kept().only = std::move(index);
}

}  // namespace search
