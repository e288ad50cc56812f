#include "platform/http/kept_answers.hpp"

#include <doctest/doctest.h>

#include "platform/clock/clock.hpp"
#include "platform/crypto/vault.hpp"
#include "platform/html/components.hpp"
#include "platform/http/server.hpp"
#include "platform/http/tests/small_office.hpp"
#include "platform/testing/testing.hpp"

namespace {

int made = 0;

http::Response board(const http::Request&, Context& context) {
    ++made;
    Markup out;
    html::form_open(out, context, "/catatan");
    html::form_close(out);
    return http::page(html::document(context, {}, out));
}
http::Response closed(const http::Request&, Context&) {
    ++made;
    return http::page("tutup", 404);
}

http::Module board_module() {
    return {.name = "board",
            .routes = {http::public_page("/papan", board), http::public_page("/tutup", closed)},
            .menu = {},
            .events = {},
            .jobs = {}};
}

struct Hall {
    explicit Hall(sql::Engine engine) : house(engine) {}

    test::House house;
    http::Application application{house.platform(), {board_module()}, small_office::resolve};

    http::Response serve(std::string path, std::string visitor) const {
        return application.serve(small_office::get(std::move(path), {{"cookie", "visitor=" + visitor}}));
    }
    std::string token(std::string_view session) const { return house.platform().vault.tag("csrf", session); }
    void write_something() {
        house.database().write([](sql::Transaction& tx) { tx.run("create table if not exists note (id integer)"); });
    }
};

// Work that ends in the second it began in, so that the clock does not decide what is seen.
template <class Work>
void within_one_second(Work work) {
    for (int i = 0; i < 20; ++i) {
        made = 0;
        const auto second = wall_clock::now().seconds;
        work();
        if (wall_clock::now().seconds == second) return;
    }
    FAIL("no second was long enough");
}

}  // namespace

TEST_SUITE("kept answers") {
    TEST_CASE("a thousand people reload one page in one second: it is made once, and each form carries its owner's token") {
        const Hall hall(sql::Engine::sqlite);
        std::vector<http::Response> answers;
        within_one_second([&] {
            answers.clear();
            for (int i = 0; i < 50; ++i) answers.push_back(hall.serve("/papan", "orang" + std::to_string(i)));
        });
        CHECK(made == 1);
        for (int i = 0; i < 50; ++i) {
            const auto& body = answers[static_cast<std::size_t>(i)].body;
            CHECK(body.find(hall.token("orang" + std::to_string(i))) != std::string::npos);
            CHECK(body.find(hall.token("orang" + std::to_string(i + 1))) == std::string::npos);
        }
    }

    TEST_CASE("whoever has just written never meets the page of before") {
        Hall hall(sql::Engine::sqlite);
        within_one_second([&] {
            hall.serve("/papan", "sari");
            hall.write_something();
            hall.serve("/papan", "sari");
        });
        CHECK(made == 2);
    }

    TEST_CASE("another language, another question and somebody signed in are each shown their own") {
        const Hall hall(sql::Engine::sqlite);
        within_one_second([&] {
            hall.serve("/papan", "sari");
            hall.application.serve(small_office::get("/papan", {{"cookie", "visitor=sari; lang=en"}}));
            hall.serve("/papan?layanan=ak1", "sari");
            hall.application.serve(small_office::get("/papan", {{"cookie", "sesi=petugas"}}));
            hall.application.serve(small_office::get("/papan", {{"cookie", "sesi=petugas"}}));
        });
        CHECK(made == 5);
    }

    TEST_CASE("a refusal is made anew for everybody, once each") {
        const Hall hall(sql::Engine::sqlite);
        within_one_second([&] {
            for (int i = 0; i < 3; ++i) CHECK(hall.serve("/tutup", "sari").status == 404);
        });
        CHECK(made == 3);
    }

    TEST_CASE("where other servers write too, nothing is kept") {
        for (const auto engine : test::engines()) {
            const Hall hall(engine);
            within_one_second([&] {
                hall.serve("/papan", "sari");
                hall.serve("/papan", "sari");
            });
            CHECK(made == (engine == sql::Engine::sqlite ? 1 : 2));
        }
    }

    TEST_CASE("an answer that took long does not bring an older moment back") {
        const test::House house;
        http::KeptAnswers kept;
        const auto context = house.anonymous();
        static_cast<void>(kept.keep("/papan", {100, 8}, http::page("baru"), context));
        static_cast<void>(kept.keep("/papan", {100, 7}, http::page("lama"), context));
        CHECK(kept.find("/papan", {100, 8}, context)->body == "baru");
        CHECK_FALSE(kept.find("/papan", {100, 7}, context));
        CHECK_FALSE(kept.find("/papan", {101, 8}, context));
    }
}
