#include "modules/office/store.hpp"

#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "modules/office/rules.hpp"
#include "platform/clock/clock.hpp"

namespace office::store {

namespace {

constexpr std::string_view office_columns =
    "id, code, name, government, regency_code, zone, week_days, address, phone, email, website, emblem_file,"
    " opening_note, privacy_contact, complaint_path, state, version";

Office office_of(const sql::Row& row) {
    return {.id = row.id<OfficeId>(0),
            .code = row.text(1),
            .name = row.text(2),
            .government = row.text(3),
            .regency_code = row.text(4),
            .zone = parse_zone(row.text(5)).value_or(Zone::wib),
            .week_days = row.number(6),
            .address = row.text(7),
            .phone = row.text(8),
            .email = row.text(9),
            .website = row.text(10),
            .emblem_file = row.text(11),
            .opening_note = row.text(12),
            .privacy_contact = row.text(13),
            .complaint_path = row.text(14),
            .state = row.text(15) == "open" ? OfficeState::open : OfficeState::setting_up,
            .version = row.number(16)};
}

std::string_view code(OfficeState state) { return state == OfficeState::open ? "open" : "setting_up"; }

template <class T, class Make>
std::vector<T> each(const std::vector<sql::Row>& rows, Make make) {
    std::vector<T> made;
    made.reserve(rows.size());
    for (const auto& row : rows) made.push_back(make(row));
    return made;
}

template <class T, class Make>
std::optional<T> first(const std::optional<sql::Row>& row, Make make) {
    if (!row) return {};
    return make(*row);
}

std::string query(std::string_view head, std::string_view columns, std::string_view tail) {
    std::string text(head);
    text += columns;
    text += tail;
    return text;
}

std::vector<std::string> lines_of(const std::string& text) {
    if (text.empty()) return {};
    return text::split(text, '\n');
}

}  // namespace

std::vector<Office> open_offices(sql::Transaction& tx) {
    return each<Office>(tx.all(query("select ", office_columns, " from office_office where state = 'open' order by name, id")), office_of);
}

std::vector<Office> all_offices(sql::Transaction& tx) {
    return each<Office>(tx.all(query("select ", office_columns, " from office_office order by name, id")), office_of);
}

std::optional<Office> find(sql::Transaction& tx, OfficeId id) {
    return first<Office>(tx.one(query("select ", office_columns, " from office_office where id = :id"), {{"id", id}}), office_of);
}

std::optional<Office> find(sql::Transaction& tx, std::string_view code) {
    return first<Office>(tx.one(query("select ", office_columns, " from office_office where code = :code"), {{"code", code}}), office_of);
}

bool add(sql::Transaction& tx, const Office& office) {
    // An empty row that takes the code; what it holds is written where it always is.
    const auto taken = tx.try_run(
        "insert into office_office (id, code, name, government, regency_code, zone, week_days, address, phone, email,"
        " website, emblem_file, opening_note, privacy_contact, complaint_path, state, version)"
        " values (:id, :code, '', '', '', 'WIB', 5, '', '', '', '', '', '', '', '', 'setting_up', 0)",
        {{"id", office.id}, {"code", office.code}});
    if (!taken) return false;
    auto first = office;
    first.version = 0;
    return save(tx, first);
}

bool save(sql::Transaction& tx, const Office& office) {
    return tx.run(
               "update office_office set name = :name, government = :government, regency_code = :regency_code, zone = :zone,"
               " week_days = :week_days, address = :address, phone = :phone, email = :email, website = :website,"
               " emblem_file = :emblem_file, opening_note = :opening_note, privacy_contact = :privacy_contact,"
               " complaint_path = :complaint_path, state = :state, version = version + 1 where id = :id and version = :version",
               {{"id", office.id},
                {"version", office.version},
                {"name", office.name},
                {"government", office.government},
                {"regency_code", office.regency_code},
                {"zone", name(office.zone)},
                {"week_days", office.week_days},
                {"address", office.address},
                {"phone", office.phone},
                {"email", office.email},
                {"website", office.website},
                {"emblem_file", office.emblem_file},
                {"opening_note", office.opening_note},
                {"privacy_contact", office.privacy_contact},
                {"complaint_path", office.complaint_path},
                {"state", code(office.state)}}) == 1;
}

void hold(sql::Transaction& tx, OfficeId office) { tx.run("update office_office set version = version where id = :id", {{"id", office}}); }

bool confirm_step(sql::Transaction& tx, OfficeId office, std::string_view step, Instant now) {
    return tx.run(
               "insert into office_set_up_step (office_id, step, confirmed_at) values (:office, :step, :now)"
               " on conflict (office_id, step) do nothing",
               {{"office", office}, {"step", step}, {"now", now}}) == 1;
}

std::vector<std::string> confirmed_steps(sql::Transaction& tx, OfficeId office) {
    return each<std::string>(tx.all("select step from office_set_up_step where office_id = :office order by step", {{"office", office}}),
                             [](const sql::Row& row) { return row.text(0); });
}

// Rule pack ------------------------------------------------------------------------------------------------------------

namespace {
Parameter parameter_of(const sql::Row& row) {
    return {.name = row.text(0), .value = row.text(1), .legal_basis = row.text(2), .valid_from = row.date(3), .note = row.text(4)};
}
}  // namespace

std::vector<Parameter> parameters(sql::Transaction& tx, OfficeId office) {
    return each<Parameter>(tx.all("select name, value, legal_basis, valid_from, note from office_parameter where office_id = :office"
                                  " order by name, valid_from desc, set_at desc, id desc",
                                  {{"office", office}}),
                           parameter_of);
}

std::vector<Parameter> history(sql::Transaction& tx, OfficeId office, std::string_view name) {
    return each<Parameter>(tx.all("select name, value, legal_basis, valid_from, note from office_parameter"
                                  " where office_id = :office and name = :name order by valid_from desc, set_at desc, id desc",
                                  {{"office", office}, {"name", name}}),
                           parameter_of);
}

std::optional<Parameter> in_force(sql::Transaction& tx, OfficeId office, std::string_view name, Date on) {
    return first<Parameter>(tx.one("select name, value, legal_basis, valid_from, note from office_parameter where office_id = :office"
                                   " and name = :name and valid_from <= :day order by valid_from desc, set_at desc, id desc limit 1",
                                   {{"office", office}, {"name", name}, {"day", on}}),
                            parameter_of);
}

std::vector<Parameter> all_in_force(sql::Transaction& tx, OfficeId office, Date on) {
    return each<Parameter>(tx.all("select name, value, legal_basis, valid_from, note from office_parameter where office_id = :office"
                                  " and valid_from <= :day order by valid_from, set_at, id",
                                  {{"office", office}, {"day", on}}),
                           parameter_of);
}

void add(sql::Transaction& tx, OfficeId office, const Parameter& parameter, Instant now) {
    tx.run(
        "insert into office_parameter (id, office_id, name, value, legal_basis, valid_from, note, set_at)"
        " values (:id, :office, :name, :value, :legal_basis, :valid_from, :note, :now)",
        {{"id", ids::next()},
         {"office", office},
         {"name", parameter.name},
         {"value", parameter.value},
         {"legal_basis", parameter.legal_basis},
         {"valid_from", parameter.valid_from},
         {"note", parameter.note},
         {"now", now}});
}

// Calendar -------------------------------------------------------------------------------------------------------------

std::vector<reference::Holiday> holidays(sql::Transaction& tx, OfficeId office) {
    return each<reference::Holiday>(
        tx.all("select date, kind, name, counts_as_working, source from office_holiday where office_id = :office order by date",
               {{"office", office}}),
        [](const sql::Row& row) {
            return reference::Holiday{.date = row.date(0),
                                      .kind = parse_holiday_kind(row.text(1)).value_or(reference::HolidayKind::regional),
                                      .name = row.text(2),
                                      .name_en = "",
                                      .source = row.text(4),
                                      .counts_as_working_day = row.flag(3)};
        });
}

void put_holiday(sql::Transaction& tx, OfficeId office, const reference::Holiday& holiday, Instant now) {
    tx.run(
        "insert into office_holiday (office_id, date, kind, name, counts_as_working, source, entered_at)"
        " values (:office, :date, :kind, :name, :working, :source, :now)"
        " on conflict (office_id, date) do update set kind = excluded.kind, name = excluded.name,"
        " counts_as_working = excluded.counts_as_working, source = excluded.source, entered_at = excluded.entered_at",
        {{"office", office},
         {"date", holiday.date},
         {"kind", office::code(holiday.kind)},
         {"name", holiday.name},
         {"working", holiday.counts_as_working_day},
         {"source", holiday.source},
         {"now", now}});
}

bool remove_holiday(sql::Transaction& tx, OfficeId office, Date date) {
    return tx.run("delete from office_holiday where office_id = :office and date = :date", {{"office", office}, {"date", date}}) == 1;
}

// Services and hours ---------------------------------------------------------------------------------------------------

namespace {

constexpr std::string_view service_columns =
    "select code, name, name_en, letter, offered, bookable_online, needs_application, requirements, time_promise, legal_basis,"
    " product, minutes_each from office_service ";

Service service_of(const sql::Row& row) {
    return {.code = row.text(0),
            .name = row.text(1),
            .name_en = row.text(2),
            .letter = row.text(3).empty() ? 'A' : row.text(3).front(),
            .offered = row.flag(4),
            .bookable_online = row.flag(5),
            .needs_application = row.flag(6),
            .requirements = row.text(7),
            .time_promise = row.text(8),
            .legal_basis = row.text(9),
            .product = row.text(10),
            .minutes_each = row.number(11)};
}

}  // namespace

std::vector<Service> services(sql::Transaction& tx, OfficeId office) {
    static const auto query = std::string(service_columns) + "where office_id = :office order by position, code";
    return each<Service>(tx.all(query, {{"office", office}}), service_of);
}

std::optional<Service> find_service(sql::Transaction& tx, OfficeId office, std::string_view code) {
    static const auto query = std::string(service_columns) + "where office_id = :office and code = :code";
    const auto row = tx.one(query, {{"office", office}, {"code", code}});
    if (!row) return {};
    return service_of(*row);
}

void put_service(sql::Transaction& tx, OfficeId office, const Service& service, int position) {
    tx.run(
        "insert into office_service (office_id, code, position, name, name_en, letter, offered, bookable_online,"
        " needs_application, requirements, time_promise, legal_basis, product, minutes_each)"
        " values (:office, :code, :position, :name, :name_en, :letter, :offered, :bookable, :needs_application, :requirements,"
        " :time_promise, :legal_basis, :product, :minutes_each)"
        " on conflict (office_id, code) do update set position = excluded.position, name = excluded.name,"
        " name_en = excluded.name_en, letter = excluded.letter, offered = excluded.offered,"
        " bookable_online = excluded.bookable_online, requirements = excluded.requirements,"
        " time_promise = excluded.time_promise, legal_basis = excluded.legal_basis, product = excluded.product,"
        " minutes_each = excluded.minutes_each",
        {{"office", office},
         {"code", service.code},
         {"position", position},
         {"name", service.name},
         {"name_en", service.name_en},
         {"letter", std::string(1, service.letter)},
         {"offered", service.offered},
         {"bookable", service.bookable_online},
         {"needs_application", service.needs_application},
         {"requirements", service.requirements},
         {"time_promise", service.time_promise},
         {"legal_basis", service.legal_basis},
         {"product", service.product},
         {"minutes_each", service.minutes_each}});
}

namespace {

constexpr std::string_view rule_columns =
    "id, office_id, name, place, weekdays, opens, closes, valid_from, valid_to, services, quota, not_online_percent,"
    " school_percent, open_on_holidays, retired";

WindowRule rule_of(const sql::Row& row) {
    WindowRule rule{.id = row.id<WindowRuleId>(0),
                    .office = row.id<OfficeId>(1),
                    .name = row.text(2),
                    .place = row.text(3),
                    .weekdays = {},
                    .opens = row.time(5),
                    .closes = row.time(6),
                    .valid_from = row.date(7),
                    .valid_to = row.date_or_none(8),
                    .services = text::split(row.text(9), ','),
                    .quota = row.number(10),
                    .not_online_percent = row.number(11),
                    .school_percent = row.number(12),
                    .open_on_holidays = row.flag(13),
                    .retired = row.flag(14)};
    for (const char digit : row.text(4)) rule.weekdays.push_back(digit - '0');
    return rule;
}

std::string digits(const std::vector<int>& weekdays) {
    std::string text;
    for (const int day : weekdays) text += static_cast<char>('0' + day);
    return text;
}

}  // namespace

std::vector<WindowRule> window_rules(sql::Transaction& tx, OfficeId office) {
    return each<WindowRule>(tx.all(query("select ", rule_columns, " from office_window_rule where office_id = :office order by opens, id"),
                                   {{"office", office}}),
                            rule_of);
}

std::optional<WindowRule> find_rule(sql::Transaction& tx, OfficeId office, WindowRuleId id) {
    return first<WindowRule>(tx.one(query("select ", rule_columns, " from office_window_rule where office_id = :office and id = :id"),
                                    {{"office", office}, {"id", id}}),
                             rule_of);
}

void put_rule(sql::Transaction& tx, const WindowRule& rule) {
    tx.run(
        "insert into office_window_rule (id, office_id, name, place, weekdays, opens, closes, valid_from, valid_to, services,"
        " quota, not_online_percent, school_percent, open_on_holidays, retired)"
        " values (:id, :office, :name, :place, :weekdays, :opens, :closes, :valid_from, :valid_to, :services, :quota,"
        " :not_online, :school, :on_holidays, :retired)"
        " on conflict (id) do update set name = excluded.name, place = excluded.place, weekdays = excluded.weekdays,"
        " opens = excluded.opens, closes = excluded.closes, valid_from = excluded.valid_from, valid_to = excluded.valid_to,"
        " services = excluded.services, quota = excluded.quota, not_online_percent = excluded.not_online_percent,"
        " school_percent = excluded.school_percent, open_on_holidays = excluded.open_on_holidays, retired = excluded.retired",
        {{"id", rule.id},
         {"office", rule.office},
         {"name", rule.name},
         {"place", rule.place},
         {"weekdays", digits(rule.weekdays)},
         {"opens", rule.opens},
         {"closes", rule.closes},
         {"valid_from", rule.valid_from},
         {"valid_to", rule.valid_to},
         {"services", text::join(rule.services, ",")},
         {"quota", rule.quota},
         {"not_online", rule.not_online_percent},
         {"school", rule.school_percent},
         {"on_holidays", rule.open_on_holidays},
         {"retired", rule.retired}});
}

std::vector<WindowException> exceptions(sql::Transaction& tx, OfficeId office, Date from, Date to) {
    return each<WindowException>(tx.all("select rule_id, date, closed, quota, reason from office_window_exception"
                                        " where office_id = :office and date between :from_day and :to_day order by date, rule_id",
                                        {{"office", office}, {"from_day", from}, {"to_day", to}}),
                                 [](const sql::Row& row) {
                                     return WindowException{.rule = row.id<WindowRuleId>(0),
                                                            .date = row.date(1),
                                                            .closed = row.flag(2),
                                                            .quota = row.is_null(3) ? std::nullopt : std::optional(row.number(3)),
                                                            .reason = row.text(4)};
                                 });
}

void put_exception(sql::Transaction& tx, OfficeId office, const WindowException& exception) {
    tx.run(
        "insert into office_window_exception (office_id, rule_id, date, closed, quota, reason)"
        " values (:office, :rule, :date, :closed, :quota, :reason)"
        " on conflict (rule_id, date) do update set closed = excluded.closed, quota = excluded.quota, reason = excluded.reason",
        {{"office", office},
         {"rule", exception.rule},
         {"date", exception.date},
         {"closed", exception.closed},
         {"quota", exception.quota},
         {"reason", exception.reason}});
}

bool remove_exception(sql::Transaction& tx, OfficeId office, WindowRuleId rule, Date date) {
    return tx.run("delete from office_window_exception where office_id = :office and rule_id = :rule and date = :date",
                  {{"office", office}, {"rule", rule}, {"date", date}}) == 1;
}

// Papers ---------------------------------------------------------------------------------------------------------------

std::vector<DocumentRequirement> requirements(sql::Transaction& tx, OfficeId office) {
    return each<DocumentRequirement>(
        tx.all("select kind, label, mandatory, upload, substitutes, note, position, photos, shows from office_document_requirement"
               " where office_id = :office order by position, kind",
               {{"office", office}}),
        [](const sql::Row& row) {
            return DocumentRequirement{.kind = row.text(0),
                                       .label = row.text(1),
                                       .mandatory = row.flag(2),
                                       .upload = row.flag(3),
                                       .substitutes = lines_of(row.text(4)),
                                       .note = row.text(5),
                                       .position = row.number(6),
                                       .photos = row.number(7),
                                       .shows = lines_of(row.text(8))};
        });
}

void replace_requirements(sql::Transaction& tx, OfficeId office, const std::vector<DocumentRequirement>& requirements) {
    tx.run("delete from office_document_requirement where office_id = :office", {{"office", office}});
    int position = 0;
    for (const auto& one : requirements) {
        tx.run(
            "insert into office_document_requirement (office_id, kind, label, mandatory, upload, substitutes, note, position,"
            " photos, shows) values (:office, :kind, :label, :mandatory, :upload, :substitutes, :note, :position, :photos,"
            " :shows)",
            {{"office", office},
             {"kind", one.kind},
             {"label", one.label},
             {"mandatory", one.mandatory},
             {"upload", one.upload},
             {"substitutes", text::join(one.substitutes, "\n")},
             {"note", one.note},
             {"position", ++position},
             {"photos", one.photos},
             {"shows", text::join(one.shows, "\n")}});
    }
}

// Who signs ------------------------------------------------------------------------------------------------------------

std::vector<Signatory> signatories(sql::Transaction& tx, OfficeId office) {
    return each<Signatory>(
        tx.all("select id, name, rank_text, nip, title, capacity, principal_title, valid_from, valid_to from office_signatory"
               " where office_id = :office and retired = 0 order by valid_from, id",
               {{"office", office}}),
        [](const sql::Row& row) {
            return Signatory{.id = row.id<SignatoryId>(0),
                             .name = row.text(1),
                             .rank = row.text(2),
                             .nip = row.text(3),
                             .title = row.text(4),
                             .capacity = parse_capacity(row.text(5)).value_or(Capacity::definitive),
                             .principal_title = row.text(6),
                             .valid_from = row.date(7),
                             .valid_to = row.date_or_none(8)};
        });
}

void put_signatory(sql::Transaction& tx, OfficeId office, const Signatory& signatory) {
    tx.run(
        "insert into office_signatory (id, office_id, name, rank_text, nip, title, capacity, principal_title, valid_from,"
        " valid_to, retired) values (:id, :office, :name, :rank, :nip, :title, :capacity, :principal, :valid_from, :valid_to, 0)"
        " on conflict (id) do update set name = excluded.name, rank_text = excluded.rank_text, nip = excluded.nip,"
        " title = excluded.title, capacity = excluded.capacity, principal_title = excluded.principal_title,"
        " valid_from = excluded.valid_from, valid_to = excluded.valid_to",
        {{"id", signatory.id},
         {"office", office},
         {"name", signatory.name},
         {"rank", signatory.rank},
         {"nip", signatory.nip},
         {"title", signatory.title},
         {"capacity", code(signatory.capacity)},
         {"principal", signatory.principal_title},
         {"valid_from", signatory.valid_from},
         {"valid_to", signatory.valid_to}});
}

void retire_signatory(sql::Transaction& tx, OfficeId office, SignatoryId id) {
    tx.run("update office_signatory set retired = 1 where office_id = :office and id = :id", {{"office", office}, {"id", id}});
}

// Printers, numbers, card ----------------------------------------------------------------------------------------------

std::vector<Printer> printers(sql::Transaction& tx, OfficeId office) {
    return each<Printer>(
        tx.all("select id, name, x_tenth_mm, y_tenth_mm from office_printer where office_id = :office order by name", {{"office", office}}),
        [](const sql::Row& row) {
            return Printer{row.id<PrinterId>(0), row.text(1), row.number(2) / 10.0, row.number(3) / 10.0};
        });
}

bool put_printer(sql::Transaction& tx, OfficeId office, const Printer& printer) {
    return tx
        .try_run(
            "insert into office_printer (id, office_id, name, x_tenth_mm, y_tenth_mm) values (:id, :office, :name, :x, :y)"
            " on conflict (id) do update set name = excluded.name, x_tenth_mm = excluded.x_tenth_mm,"
            " y_tenth_mm = excluded.y_tenth_mm",
            {{"id", printer.id},
             {"office", office},
             {"name", printer.name},
             {"x", static_cast<int>(std::lround(printer.x_mm * 10))},
             {"y", static_cast<int>(std::lround(printer.y_mm * 10))}})
        .has_value();
}

std::optional<NumberScheme> number_scheme(sql::Transaction& tx, OfficeId office) {
    return first<NumberScheme>(
        tx.one("select pattern, scope, next, cut_over from office_number_scheme where office_id = :office", {{"office", office}}),
        [](const sql::Row& row) {
            return NumberScheme{row.text(0), row.text(1), row.integer(2), row.date_or_none(3)};
        });
}

void put_number_scheme(sql::Transaction& tx, OfficeId office, const NumberScheme& scheme) {
    tx.run(
        "insert into office_number_scheme (office_id, pattern, scope, next, cut_over)"
        " values (:office, :pattern, :scope, :next, :cut_over)"
        " on conflict (office_id) do update set pattern = excluded.pattern, scope = excluded.scope, next = excluded.next,"
        " cut_over = excluded.cut_over",
        {{"office", office}, {"pattern", scheme.pattern}, {"scope", scheme.scope}, {"next", scheme.next}, {"cut_over", scheme.cut_over}});
}

std::vector<CardTemplateText> card_templates(sql::Transaction& tx, OfficeId office) {
    return each<CardTemplateText>(
        tx.all("select version, json, valid_from from office_card_template where office_id = :office order by version desc",
               {{"office", office}}),
        [](const sql::Row& row) {
            return CardTemplateText{row.number(0), row.text(1), row.date(2)};
        });
}

void add_card_template(sql::Transaction& tx, OfficeId office, const CardTemplateText& text) {
    tx.run("insert into office_card_template (office_id, version, json, valid_from) values (:office, :version, :json, :valid_from)",
           {{"office", office}, {"version", text.version}, {"json", text.json}, {"valid_from", text.valid_from}});
}

}  // namespace office::store
