#include "modules/vacancies/actions_heads.hpp"
#include "modules/vacancies/actions_life.hpp"
#include "modules/vacancies/pages.hpp"
#include "modules/vacancies/pages_pieces.hpp"
#include "platform/sql/sql.hpp"

// One tap each, for the company and for the office: the address says whose desk it is.
namespace vacancies {

namespace {

bool is_office(const http::Request& request) { return request.path.starts_with("/tinjau/"); }

std::string desk_of_request(const http::Request& request) {
    return (is_office(request) ? "/tinjau/" : "/perusahaan/lowongan/") + request.path_value(0);
}

// Back to where the button stood: the list, or the vacancy's own page.
http::Response answer(const http::Request& request, const Context& context, const Result<Done, Refusal>& done) {
    const auto own_page = desk_of_request(request);
    if (!done) return refused_page(context, done.error(), own_page);
    const bool from_list = request.form.text("dari") == "daftar";
    return http::see_other(from_list ? "/perusahaan/lowongan" : own_page);
}

template <class Verb>
http::Response step(const http::Request& request, Context& context, Verb verb) {
    const auto id = request.path_id<VacancyId>(0);
    const int version = typed_number(request.form.text("versi"));
    return answer(request, context,
                  context.platform.database.write([&](sql::Transaction& tx) -> Result<Done, Refusal> { return verb(tx, id, version); }));
}

http::Response post_pause(const http::Request& request, Context& context) {
    return step(request, context, [&](sql::Transaction& tx, VacancyId id, int version) { return pause(tx, context, id, version); });
}
http::Response post_resume(const http::Request& request, Context& context) {
    return step(request, context, [&](sql::Transaction& tx, VacancyId id, int version) { return resume(tx, context, id, version); });
}
http::Response post_extend(const http::Request& request, Context& context) {
    const int days = typed_number(request.form.text("hari"));
    return step(request, context, [&](sql::Transaction& tx, VacancyId id, int version) { return extend(tx, context, id, version, days); });
}
http::Response post_filled(const http::Request& request, Context& context) {
    const bool woman = request.form.text("siapa") == "perempuan";
    return step(request, context, [&](sql::Transaction& tx, VacancyId id, int version) {
        return fill_heads(tx, context, id, version, woman ? 0 : 1, woman ? 1 : 0);
    });
}
http::Response post_cancel(const http::Request& request, Context& context) {
    return step(request, context,
                [&](sql::Transaction& tx, VacancyId id, int version) { return cancel_heads(tx, context, id, version, 1); });
}
http::Response post_close(const http::Request& request, Context& context) {
    return step(request, context, [&](sql::Transaction& tx, VacancyId id, int version) { return close(tx, context, id, version); });
}

http::Response post_take_back(const http::Request& request, Context& context) {
    const auto report = HeadsReportId::parse(request.form.text("laporan")).value_or(HeadsReportId{});
    return step(request, context,
                [&](sql::Transaction& tx, VacancyId id, int version) { return take_back(tx, context, id, version, report); });
}

}  // namespace

std::vector<http::Route> life_routes() {
    using enum http::Method;
    constexpr auto company = Permission::employer;
    constexpr auto office = Permission::review_vacancy;
    return {{post, "/perusahaan/lowongan/{vacancy}/jeda", post_pause, company, http::Rate::write},
            {post, "/perusahaan/lowongan/{vacancy}/lanjut", post_resume, company, http::Rate::write},
            {post, "/perusahaan/lowongan/{vacancy}/perpanjang", post_extend, company, http::Rate::write},
            {post, "/perusahaan/lowongan/{vacancy}/terisi", post_filled, company, http::Rate::write},
            {post, "/perusahaan/lowongan/{vacancy}/batal", post_cancel, company, http::Rate::write},
            {post, "/perusahaan/lowongan/{vacancy}/tutup", post_close, company, http::Rate::write},
            {post, "/perusahaan/lowongan/{vacancy}/tarik-laporan", post_take_back, company, http::Rate::write},
            {post, "/tinjau/{vacancy}/jeda", post_pause, office, http::Rate::write},
            {post, "/tinjau/{vacancy}/lanjut", post_resume, office, http::Rate::write},
            {post, "/tinjau/{vacancy}/perpanjang", post_extend, office, http::Rate::write},
            {post, "/tinjau/{vacancy}/terisi", post_filled, office, http::Rate::write},
            {post, "/tinjau/{vacancy}/batal", post_cancel, office, http::Rate::write},
            {post, "/tinjau/{vacancy}/tutup", post_close, office, http::Rate::write},
            {post, "/tinjau/{vacancy}/tarik-laporan", post_take_back, office, http::Rate::write}};
}

}  // namespace vacancies
