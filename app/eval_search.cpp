#include "app/eval_search.hpp"

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <vector>

#include "modules/search/words.hpp"

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t usual_limit = 50;
constexpr std::int64_t limit_max = 1'000'000;

std::string text_of(const Json& vacancy, const char* field) {
    const auto found = vacancy.find(field);
    return found != vacancy.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// An id is an opaque string; a number is written as it stands.
std::string id_of(const Json& vacancy) {
    const auto found = vacancy.find("id");
    if (found == vacancy.end() || found->is_null()) return {};
    return found->is_string() ? found->get<std::string>() : found->dump();
}

struct Corpus {
    search::SearchIndex index;
    std::vector<std::string> ids;  // by the entries' ids
    std::size_t broken{};
};

void read(std::istream& in, Corpus& corpus) {
    std::vector<search::Entry> entries;
    for (std::string line; std::getline(in, line);) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        const auto vacancy = Json::parse(line, nullptr, /*allow_exceptions=*/false);
        const auto id = vacancy.is_object() ? id_of(vacancy) : std::string();
        if (id.empty()) {
            ++corpus.broken;
            continue;
        }
        entries.push_back({.id = static_cast<std::int64_t>(corpus.ids.size()),
                           .title = text_of(vacancy, "title"),
                           .words = text_of(vacancy, "description") + '\n' + text_of(vacancy, "company")});
        corpus.ids.push_back(id);
    }
    corpus.index = corpus.index.with(entries, {});
}

Json answer(const Corpus& corpus, const std::string& line) {
    const auto asked = Json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!asked.is_object()) return {{"error", "broken JSON"}};
    const auto query = asked.find("query");
    if (query == asked.end() || !query->is_string()) return {{"error", "missing field: query"}};
    const auto limit = asked.value("limit", Json(usual_limit));
    if (!limit.is_number_integer() || limit.get<std::int64_t>() < 1 || limit.get<std::int64_t>() > limit_max)
        return {{"error", "limit is not a whole number from 1 to " + std::to_string(limit_max)}};
    Json ids = Json::array();
    for (const auto id : search::rank(corpus.index, query->get<std::string>(), limit.get<std::size_t>()))
        ids.push_back(corpus.ids[static_cast<std::size_t>(id)]);
    return {{"ids", ids}};
}

}  // namespace

int eval_search(const std::string& path, std::istream& in, std::ostream& out) {
    if (path.empty()) {
        std::cerr << "antarkerja eval search: --corpus FILE.jsonl is missing\n";
        return 2;
    }
    std::ifstream file(path);
    if (!file) {
        std::cerr << "antarkerja eval search: the corpus cannot be read: " << path << '\n';
        return 3;
    }
    Corpus corpus;
    read(file, corpus);
    if (corpus.broken > 0) std::cerr << "antarkerja eval search: " << corpus.broken << " lines of the corpus are no vacancy with an id\n";
    for (std::string line; std::getline(in, line);)
        out << answer(corpus, line).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    out.flush();
    return 0;
}
