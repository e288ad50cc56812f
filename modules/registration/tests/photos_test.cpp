#include <doctest/doctest.h>

#include "modules/office/actions_manage.hpp"
#include "modules/registration/rules.hpp"
#include "modules/registration/tests/fixture.hpp"

using namespace registration;
using namespace registration::test_register;

namespace {

void ask_for(Balikpapan& at, int photos) {
    const auto context = at.clerk();
    const auto saved = at.write([&](sql::Transaction& tx) {
        auto papers = office::document_requirements(tx, at.office);
        for (auto& one : papers)
            if (one.kind == "photo") one.photos = photos, one.shows = {"Latar merah", "Latar biru"};
        return office::save_requirements(tx, context, at.office, papers);
    });
    REQUIRE(saved.has_value());
}

Result<DocumentId, Refusal> send(Balikpapan& at, const Context& context, ApplicationId id, const std::string& file, int place = 0) {
    Prepared photo;
    photo.kind = "photo";
    photo.file = file;
    photo.content_type = "image/jpeg";
    photo.bytes = 1;
    photo.place = place;
    return at.write([&](sql::Transaction& tx) { return add_document(tx, context, id, photo); });
}

std::vector<Document> papers_of(Balikpapan& at, ApplicationId id) {
    return at.read([&](sql::Transaction& tx) { return store::documents(tx, id); });
}

std::string files_of(Balikpapan& at, ApplicationId id) {
    std::string said;
    for (const auto& one : papers_of(at, id)) said += std::to_string(one.place) + one.file + (one.on_card ? "*" : "") + " ";
    return said;
}

}  // namespace

TEST_SUITE("photos") {
    TEST_CASE("where one photo is asked for, the next one replaces it") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto id = at.submitted().id;
            const auto sari = at.holder(id);
            REQUIRE(send(at, sari, id, "a"));
            REQUIRE(send(at, sari, id, "b"));
            CHECK(files_of(at, id) == "1b ");
        }
    }

    TEST_CASE("where three are asked for, the fourth makes the oldest go") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            ask_for(at, 3);
            const auto id = at.submitted().id;
            const auto sari = at.holder(id);
            for (const auto* file : {"a", "b", "c"}) REQUIRE(send(at, sari, id, file));
            CHECK(files_of(at, id) == "1a 2b 3c ");
            at.house.set_now("2026-03-03T01:01:00Z");
            REQUIRE(send(at, at.holder(id), id, "d", 1));
            CHECK(files_of(at, id) == "1d 2b 3c ");
            REQUIRE(send(at, at.holder(id), id, "e"));
            CHECK(files_of(at, id) == "1d 2e 3c ");
            CHECK(send(at, at.holder(id), id, "f", 4).error() == Refusal::too_many_files);
        }
    }

    TEST_CASE("the first photo is printed until another one is chosen, and the choice stays with its place") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            ask_for(at, 2);
            const auto id = at.submitted().id;
            const auto sari = at.holder(id);
            REQUIRE(send(at, sari, id, "a"));
            const auto second = send(at, sari, id, "b");
            REQUIRE(second);
            CHECK(portrait_of(papers_of(at, id))->file == "a");
            REQUIRE(at.write([&](sql::Transaction& tx) { return choose_photo(tx, sari, *second); }));
            CHECK(portrait_of(papers_of(at, id))->file == "b");
            REQUIRE(send(at, sari, id, "c", 2));
            CHECK(portrait_of(papers_of(at, id))->file == "c");
            const auto first = papers_of(at, id).front().id;
            const auto clerk = at.clerk();
            REQUIRE(at.write([&](sql::Transaction& tx) { return choose_photo(tx, clerk, first); }));
            CHECK(files_of(at, id) == "1a* 2c ");
            CHECK(at.write([&](sql::Transaction& tx) { return choose_photo(tx, at.holder(ApplicationId{1}), first); }).error() ==
                  Refusal::not_yours);
        }
    }

    TEST_CASE("the twin: the database itself keeps two photos out of one place") {
        for (const auto engine : test::engines()) {
            Balikpapan at(engine);
            const auto id = at.submitted().id;
            Document photo;
            photo.id = DocumentId{1};
            photo.application = id;
            photo.kind = "photo";
            photo.file = "a";
            photo.content_type = "image/jpeg";
            photo.place = 1;
            at.write([&](sql::Transaction& tx) { store::add_document(tx, photo, at.office); });
            photo.id = DocumentId{2};
            CHECK_THROWS(at.write([&](sql::Transaction& tx) { store::add_document(tx, photo, at.office); }));
            photo.place = 4;
            CHECK_THROWS(at.write([&](sql::Transaction& tx) { store::add_document(tx, photo, at.office); }));
        }
    }

    TEST_CASE("who sent fewer photos than the office asks for is told before travelling") {
        Demands demands;
        demands.papers = {{.kind = "photo", .label = "Pasfoto", .substitutes = {}, .note = "", .photos = 2, .shows = {}}};
        std::vector<Document> sent(1);
        sent.front().kind = "photo";
        sent.front().file = "a";
        sent.front().place = 1;
        const auto has = [&](std::string_view code) {
            for (const auto& one : doubts({}, sent, demands))
                if (one.code == code) return true;
            return false;
        };
        CHECK(has("photos_fewer"));
        sent.push_back(sent.front());
        sent.back().place = 2;
        CHECK_FALSE(has("photos_fewer"));
    }
}
