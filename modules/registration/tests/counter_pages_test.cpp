#include <doctest/doctest.h>

#include <string>

#include "modules/registration/actions_training.hpp"
#include "modules/registration/card_layout.hpp"
#include "modules/registration/module.hpp"
#include "modules/registration/tests/fixture.hpp"
#include "platform/files/files.hpp"
#include "platform/http/server.hpp"
#include "platform/images/picture.hpp"
#include "platform/testing/paper.hpp"

using namespace registration;
using namespace registration::test_register;

namespace {

OfficeId office_of_desk;
PermissionSet permissions_of_desk;
std::int64_t account_of_desk = 11;

Actor at_the_desk(const http::Request& request, const Platform&, Instant) {
    Actor actor;
    if (request.cookie("sesi") != "petugas") return actor;
    actor.kind = ActorKind::staff;
    actor.account = AccountId{account_of_desk};
    actor.office = office_of_desk;
    actor.permissions = permissions_of_desk;
    actor.session_key = "kunci-sesi-uji";
    return actor;
}

class Desk {
  public:
    explicit Desk(Balikpapan& at) : application_(at.house.platform(), {registration::module()}, at_the_desk) {
        office_of_desk = at.office;
        permissions_of_desk = clerk_permissions;
        account_of_desk = 11;
        Context context = at.clerk();
        context.actor.session_key = "kunci-sesi-uji";
        csrf_ = http::csrf_token(context);
    }

    http::Response get(std::string target) const { return application_.serve(request(http::Method::get, std::move(target), "")); }
    http::Response post(std::string target, const std::string& form) const {
        return application_.serve(request(http::Method::post, std::move(target), form + (form.empty() ? "" : "&") + "_csrf=" + csrf_));
    }
    http::Response post(std::string target, const std::string& form, std::vector<http::Upload> uploads) const {
        auto made = request(http::Method::post, std::move(target), form + "&_csrf=" + csrf_);
        made.uploads = std::move(uploads);
        return application_.serve(std::move(made));
    }
    http::Response anonymous(std::string target) const {
        auto made = request(http::Method::get, std::move(target), "");
        made.headers.clear();
        return application_.serve(std::move(made));
    }

  private:
    static http::Request request(http::Method method, std::string target, std::string form) {
        http::Request made;
        made.method = method;
        const auto question = target.find('?');
        made.path = target.substr(0, question);
        if (question != std::string::npos) made.query = http::Fields::parse(target.substr(question + 1)).value();
        made.form = http::Fields::parse(form).value();
        made.body = std::move(form);
        made.headers = {
            {"cookie", "sesi=petugas"}, {"sec-fetch-site", "same-origin"}, {"content-type", "application/x-www-form-urlencoded"}};
        made.address = "127.0.0.1";
        return made;
    }

    http::Application application_;
    std::string csrf_;
};

bool says(const http::Response& response, std::string_view words) { return response.body.find(words) != std::string::npos; }

std::string between(const std::string& body, std::string_view before, char end) {
    const auto at = body.find(before);
    if (at == std::string::npos) return "";
    const auto begin = at + before.size();
    return body.substr(begin, body.find(end, begin) - begin);
}

std::string photo_of_a_person() {
    images::Picture picture{.width = 300, .height = 400, .rgb = {}};
    for (int one = 0; one < picture.width * picture.height; ++one)
        for (const int part : {200, 150 + one % 50, 110}) picture.rgb.push_back(static_cast<std::uint8_t>(part));
    return images::encode_jpeg(picture);
}

}  // namespace

TEST_SUITE("registration counter pages") {
    TEST_CASE("a clean file goes from the KTP to the hand of its owner") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto made = at.submitted();
            const Desk desk(at);
            const auto file = "/loket/berkas/" + made.id.text();
            const auto shown = desk.get(file);
            CHECK(shown.status == 200);
            CHECK(says(shown, "Sari Dewi Lestari"));
            CHECK(says(shown, "data-key=\"1\""));

            CHECK(desk.post(file + "/setujui", "versi=1&tanpa-asli=1").status == 409);  // nobody has seen her
            CHECK(desk.post(file + "/asli", "kind=ktp").status == 303);
            CHECK(at.file(made.id).present_at.has_value());
            const auto early = desk.post(file + "/setujui", "versi=" + std::to_string(at.file(made.id).version));
            CHECK(early.status == 422);
            CHECK(says(early, "Belum dilihat aslinya"));
            CHECK(desk.post(file + "/asli", "kind=diploma").status == 303);
            CHECK(desk.post(file + "/asli", "kind=photo").status == 303);
            CHECK(desk.post(file + "/setujui", "versi=" + std::to_string(at.file(made.id).version)).status == 303);

            const auto card = "/loket/kartu/" + at.file(made.id).card.text();
            const auto decided = desk.get(file);
            CHECK(says(decided, "id=\"nomor\""));
            CHECK(desk.post(card + "/cetak", "").status == 409);  // nobody signs today
        }
    }

    TEST_CASE("an original marked by mistake is unmarked, and both are written down") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const Desk desk(at);
            const auto id = at.present().id;
            const auto file = "/loket/berkas/" + id.text();
            CHECK(desk.post(file + "/asli", "kind=ktp").status == 303);
            CHECK(desk.post(file + "/asli", "kind=diploma").status == 303);
            CHECK(says(desk.get(file), "Batalkan: Ijazah terakhir"));
            CHECK(desk.post(file + "/asli", "kind=diploma&batal=1").status == 303);
            CHECK(desk.post(file + "/asli", "kind=diploma&batal=1").status == 303);
            CHECK(at.read([&](sql::Transaction& tx) { return originals_seen(tx, id); }) == std::vector<std::string>{"ktp"});
            const auto told = [&](const std::string& verb) {
                return at.read([&](sql::Transaction& tx) {
                    return tx.one("select count(*) from audit_entry where verb = :verb", {{"verb", verb}})->integer(0);
                });
            };
            CHECK(told("original.seen") == 2);
            CHECK(told("original.unseen") == 1);
            // A decided file stays as it was decided.
            CHECK(desk.post(file + "/asli", "kind=diploma").status == 303);
            CHECK(desk.post(file + "/asli", "kind=photo").status == 303);
            CHECK(desk.post(file + "/setujui", "").status == 303);
            CHECK(desk.post(file + "/asli", "kind=ktp&batal=1").status == 409);
            CHECK(at.read([&](sql::Transaction& tx) { return originals_seen(tx, id); }).size() == 3);
        }
    }

    TEST_CASE("who changes the number reads that the old one is told; who keeps it reads nothing of it") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const Desk desk(at);
            const auto ticket = "/loket/berkas/" + at.present().id.text() + "/kode";
            const std::string promise = "Nomor lama diberi tahu";
            CHECK_FALSE(says(desk.post(ticket, "ktp=1"), promise));
            CHECK_FALSE(says(desk.post(ticket, "ktp=1&phone=081234567890"), promise));
            const auto changed = desk.post(ticket, "ktp=1&phone=081311112222");
            CHECK(changed.status == 200);
            CHECK(says(changed, promise));
            CHECK(says(changed, "+62812"));
            CHECK_FALSE(says(changed, "081234567890"));
        }
    }

    TEST_CASE("the second clerk is told that somebody has just decided") {
        Balikpapan at(sql::Engine::sqlite);
        const auto made = at.present();
        const Desk desk(at);
        const auto file = "/loket/berkas/" + made.id.text();
        const auto version = std::to_string(at.file(made.id).version);
        CHECK(desk.post(file + "/tolak", "alasan=not_a_citizen&versi=" + version).status == 303);
        const auto late = desk.post(file + "/setujui", "tanpa-asli=1&versi=" + version);
        CHECK(late.status == 409);
        CHECK(says(late, "Petugas lain baru saja memutuskan berkas ini"));
        CHECK(says(late, "SP4N"));
    }

    TEST_CASE("a refusal without a reason and a correction without a mark stay on their page") {
        Balikpapan at(sql::Engine::sqlite);
        const auto made = at.present();
        const Desk desk(at);
        const auto file = "/loket/berkas/" + made.id.text();
        CHECK(desk.post(file + "/tolak", "").status == 422);
        const auto kept = desk.post(file + "/tolak", "alasan=other&catatan=");
        CHECK(kept.status == 422);
        CHECK(says(kept, "Alasan ini perlu diuraikan"));
        CHECK(desk.post(file + "/perbaikan", "").status == 422);
        CHECK(desk.post(file + "/perbaikan", "field=name&reason.name=differs_from_ktp").status == 303);
        CHECK(at.file(made.id).state == ApplicationState::needs_fix);
    }

    TEST_CASE("another office's file is not there, and strangers are sent to sign in") {
        Balikpapan at(sql::Engine::sqlite);
        const auto made = at.present();
        const Desk desk(at);
        const auto file = "/loket/berkas/" + made.id.text();
        CHECK(desk.anonymous(file).status != 200);
        office_of_desk = OfficeId{at.office.value + 1};
        for (const auto& rest : {"", "/tolak", "/perbaikan", "/ubah", "/kode", "/siapkerja"}) {
            CAPTURE(rest);
            CHECK(desk.get(file + rest).status == 404);
        }
        CHECK(desk.post(file + "/asli", "kind=ktp").status == 404);
        office_of_desk = at.office;
        permissions_of_desk = {Permission::see_day_list};
        CHECK(desk.get(file).status == 403);
        permissions_of_desk = {Permission::see_person};
        CHECK(desk.get(file).status == 200);
        CHECK(desk.post(file + "/asli", "kind=ktp").status == 403);
    }

    TEST_CASE("a walk-in's form keeps what was typed and names what is wrong") {
        Balikpapan at(sql::Engine::sqlite);
        const Desk desk(at);
        CHECK(desk.get("/loket/baru").status == 200);
        const auto wrong =
            desk.post("/loket/baru", "nik=647101470895990&name=Sari&birth_date-day=31&birth_date-month=2&birth_date-year=1995");
        CHECK(wrong.status == 422);
        CHECK(says(wrong, "16 angka"));
        CHECK(says(wrong, "value=\"647101470895990\""));
        CHECK(says(wrong, "Tanggal ini tidak ada di kalender"));
        const auto done = desk.post(
            "/loket/baru",
            "nik=6471014708959901&name=Sari+Dewi&birth_place=Balikpapan&birth_date-day=7&birth_date-month=8&birth_date-year=1995&sex=P"
            "&phone=081234567890&address=Jl.+Sudirman+1&village_code-kode=64.71.01.1001&education.level=smk&education.major=Teknik&"
            "education.school=SMKN+1"
            "&education.year=2013&skills=Las,+Listrik&desired_occupations-kode=7212&purpose=domestic&diploma_name_same=yes");
        CHECK(done.status == 303);
    }

    TEST_CASE("a walk-in's photo is taken once, however often something else on the form is wrong") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const Desk desk(at);
            const std::string right =
                "name=Sari+Dewi&birth_place=Balikpapan&birth_date-day=7&birth_date-month=8&birth_date-year=1995&sex=P"
                "&phone=081234567890&address=Jl.+Sudirman+1&village_code-kode=64.71.01.1001&education.level=smk&education.major=Teknik&"
                "education.school=SMKN+1&education.year=2013&skills=Las&desired_occupations-kode=7212&purpose=domestic"
                "&diploma_name_same=yes";
            constexpr auto kept_name = "name=\"photo-1-tersimpan\" value=\"";
            const auto wrong = desk.post("/loket/baru", "nik=64710147089599&" + right, {{"photo-1", "sari.jpg", photo_of_a_person()}});
            CHECK(wrong.status == 422);
            CHECK(says(wrong, "src=\"data:image/jpeg;base64,/9j/"));
            const auto kept = between(wrong.body, kept_name, '"');
            REQUIRE_FALSE(kept.empty());

            const auto again = desk.post("/loket/baru", "nik=647101470895990&photo-1-tersimpan=" + kept + "&" + right);
            CHECK(again.status == 422);
            const auto still = between(again.body, kept_name, '"');
            REQUIRE_FALSE(still.empty());
            CHECK_FALSE(at.house.platform().files.take_partial(kept));  // one copy waits, not one for each try

            const auto unfit = desk.post("/loket/baru", "nik=6471014708959901&photo-1-tersimpan=" + still + "&" + right,
                                         {{"photo-1", "surat.txt", "this is no picture"}});
            CHECK(unfit.status == 422);
            const auto before_it = between(unfit.body, kept_name, '"');
            REQUIRE_FALSE(before_it.empty());

            const auto done = desk.post("/loket/baru", "nik=6471014708959901&photo-1-tersimpan=" + before_it + "&" + right);
            CHECK(done.status == 303);
            CHECK_FALSE(at.house.platform().files.take_partial(before_it));
            const auto photos = at.read([&](sql::Transaction& tx) {
                return tx.one("select count(*) from registration_document where kind = 'photo'", {})->integer(0);
            });
            CHECK(photos == 1);
        }
    }

    TEST_CASE("thirty signed cards are cleared by their numbers") {
        Balikpapan at(sql::Engine::sqlite);
        const auto decided = at.approved();
        const auto clerk = at.clerk();
        REQUIRE(at.write([&](sql::Transaction& tx) { return mark_printed(tx, clerk, decided.card, {}, ""); }).has_value());
        const Desk desk(at);
        CHECK(says(desk.get("/loket/cetak"), decided.number));
        CHECK(desk.post("/loket/cetak/pindai", "kartu=123").status == 404);
        CHECK(desk.post("/loket/cetak/pindai", "kartu=" + decided.number).status == 303);
        const auto twice = desk.post("/loket/cetak/pindai", "kartu=" + decided.number);
        CHECK(twice.status == 409);
        CHECK(at.read([&](sql::Transaction& tx) { return find_card(tx, clerk, decided.card)->state; }) == CardState::ready);
    }

    TEST_CASE("one clerk asks for a revocation, another confirms it") {
        Balikpapan at(sql::Engine::sqlite);
        const auto decided = at.approved();
        const Desk desk(at);
        const auto card = "/loket/kartu/" + decided.card.text();
        CHECK(desk.post(card + "/cabut", "kembali=kartu").status == 422);
        CHECK(desk.post(card + "/cabut", "kembali=kartu&alasan-cabut=Ijazah+palsu").status == 303);
        CHECK(says(desk.get("/loket/cetak"), decided.number));
        CHECK(desk.post(card + "/cabut", "kembali=kartu").status == 409);
        account_of_desk = 12;
        CHECK(desk.post(card + "/cabut", "kembali=kartu").status != 409);
    }

    TEST_CASE("practice is never counted and begins anew") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto clerk = at.clerk();
            const auto begin = [&] {
                REQUIRE(at.write([&](sql::Transaction& tx) { return start_training(tx, clerk, at.office); }).has_value());
            };
            const auto files = [&] { return at.read([&](sql::Transaction& tx) { return training_files(tx, clerk, at.office); }); };
            CHECK(files().empty());
            begin();
            const auto first_round = files();
            REQUIRE(first_round.size() == 20);
            const auto real_before = at.approved();
            for (const auto& one : first_round) {
                CAPTURE(one.line.name);
                const auto application = at.file(one.line.id);
                CHECK(application.training);
                CHECK(application.answers.nik.has_value());
                CHECK(errors_in(typed_from(application.answers), Date::parse("2026-03-03").value()).empty());
            }
            CHECK(at.file(first_round[8].line.id).answers.name.size() == 60);
            REQUIRE(at.write([&](sql::Transaction& tx) { return mark_present(tx, clerk, first_round[0].line.id); }).has_value());
            const auto practised = at.write([&](sql::Transaction& tx) { return approve(tx, clerk, first_round[0].line.id, {}); });
            REQUIRE(practised.has_value());
            CHECK(practised->number.starts_with("CONTOH-"));
            const auto real_after = at.approved("6471010708959902");
            // The real sequence did not move for the practice card.
            CHECK(std::stoll(real_after.number.substr(12)) == std::stoll(real_before.number.substr(12)) + 1);
            begin();
            CHECK(files().size() == 20);
            CHECK(files().front().line.id != first_round.front().line.id);
            CHECK(at.faults().empty());
        }
    }

    TEST_CASE("a field moved by five millimetres moves five millimetres on paper") {
        Balikpapan at(sql::Engine::sqlite);
        const Desk desk(at);
        permissions_of_desk = {Permission::manage_office};
        const auto card = default_template();
        std::size_t name = 0;
        while (card.fields[name].key != "name" || card.fields[name].kind != FieldKind::text) ++name;
        const auto sheet = [&](double x) {
            const auto made = desk.post("/atur/kartu/tata-letak", "aksi=pdf&f" + std::to_string(name) + ".x=" + std::to_string(x) + "&f" +
                                                                      std::to_string(name) + ".w=40");
            REQUIRE(made.content_type == "application/pdf");
            return test::Paper(made.body).x_of("CUKUP");
        };
        const double here = card.fields[name].x_mm;
        CHECK(sheet(here + 5) - sheet(here) == doctest::Approx(5).epsilon(0.1));
        CHECK(desk.post("/atur/kartu/tata-letak", "aksi=pdf&f0.x=900").status == 422);
        CHECK(desk.post("/atur/kartu/tata-letak", "aksi=simpan&mulai-day=1&mulai-month=1&mulai-year=2026").status == 422);
        CHECK(desk.post("/atur/kartu/tata-letak", "aksi=simpan&mulai-day=4&mulai-month=3&mulai-year=2199").status == 303);
        permissions_of_desk = {Permission::see_person};
        CHECK(desk.get("/atur/kartu/tata-letak").status == 403);
    }
}
