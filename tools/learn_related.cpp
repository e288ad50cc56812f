// Learns modules/search/data/related.tsv from vacancies that name the study programmes they want, and says how good it is.
//   learn_related VACANCIES.jsonl TITLES.tsv > related.tsv          learns from everything
//   learn_related VACANCIES.jsonl TITLES.tsv JUDGED.jsonl           mean average precision, also on companies left out
// The table holds words and log-odds over many vacancies; a pair that fewer than two different adverts show is not kept.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"
#include "modules/search/analyser.hpp"
#include "modules/search/words.hpp"

namespace {

using search::RelatedWords;
using search::terms_of;
using search::words_of;

struct Vacancy {
    std::string id, company, title, description;
    std::vector<std::string> programmes;
    int fold{};  // by company
};

constexpr int folds = 5;

// A company that is left out is left out of both lists.
int fold_of(std::string_view company) {
    std::uint32_t hash = 2166136261U;
    for (const char c : company) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return static_cast<int>(hash % folds);
}

std::vector<Vacancy> vacancies_of(const std::string& path) {
    std::vector<Vacancy> all;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const auto one = nlohmann::json::parse(line);
        auto company = text::lower(text::squeeze(one.value("company", "")));
        const int fold = fold_of(company);
        all.push_back({.id = one.value("id", ""),
                       .company = std::move(company),
                       .title = one.value("title", ""),
                       .description = one["description"].is_string() ? one["description"].get<std::string>() : "",
                       .programmes = one.value("study_programmes", std::vector<std::string>{}),
                       .fold = fold});
    }
    return all;
}

// id, title, organisation, regency, quota, applicants, education_levels, workdays_per_week, days_off, study_programmes
std::vector<Vacancy> titles_of(const std::string& path) {
    std::vector<Vacancy> all;
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const auto columns = text::split(line, '\t');
        if (columns.size() < 10) continue;
        auto company = text::lower(text::squeeze(columns[2]));
        const int fold = fold_of(company);
        Vacancy one{.id = {}, .company = std::move(company), .title = columns[1], .description = {}, .programmes = {}, .fold = fold};
        for (const auto& programme : text::split(columns[9], ',')) one.programmes.push_back(text::trim(programme));
        all.push_back(std::move(one));
    }
    return all;
}

struct Word {
    double vacancies{};
    std::set<std::string> adverts;  // company and title: the same one again shows nothing new
};
struct Key {
    double vacancies{};  // each one whole
    double weighed{};    // a company's vacancies with one title are one
    std::map<std::string, Word> words;
};

// By each root, the form that most vacancies write it in: "keperawatan" and not "perawatan" of "rawat".
std::map<std::string, std::string> usual_forms(const std::vector<Vacancy>& from, int left_out) {
    std::map<std::string, std::map<std::string, int>> written;
    for (const auto& vacancy : from) {
        if (vacancy.fold == left_out) continue;
        for (const auto& programme : vacancy.programmes) {
            const auto forms = words_of(programme);
            const auto roots = terms_of(programme);
            for (std::size_t i = 0; i < roots.size(); ++i) ++written[roots[i]][forms[i]];
        }
    }
    std::map<std::string, std::string> usual;
    for (const auto& [root, forms] : written)
        usual[root] = std::ranges::max_element(forms, {}, [](const auto& form) { return form.second; })->first;
    return usual;
}

std::string learned(const std::vector<Vacancy>& from, int left_out) {
    constexpr double shrinkage = 60;  // vacancies of the background that stand beside those of a key
    constexpr double least_support = 3;
    constexpr std::size_t least_adverts = 2;
    constexpr double least_odds = 0.1;
    constexpr std::size_t most_words = 80;
    const auto usual = usual_forms(from, left_out);
    std::map<std::string, Key> keys;
    std::map<std::pair<std::string, std::string>, double> alike;  // by company and title
    for (const auto& vacancy : from) ++alike[{vacancy.company, vacancy.title}];
    std::map<std::string, double> everywhere;
    double count = 0;
    for (const auto& vacancy : from) {
        if (vacancy.fold == left_out) continue;
        std::set<std::string> words;
        for (const auto& term : terms_of(vacancy.title)) words.insert('^' + term);
        for (const auto& term : terms_of(vacancy.description)) words.insert(term);
        std::set<std::string> said;
        for (const auto& programme : vacancy.programmes) {
            const auto terms = terms_of(programme);
            if (terms.empty()) continue;
            const auto forms = words_of(programme);
            for (std::size_t i = 0; i < terms.size(); ++i) {
                if (forms[i] != terms[i]) said.insert(RelatedWords::form_key(forms[i]));
                if (forms[i] == terms[i] || usual.at(terms[i]) == forms[i]) said.insert(terms[i]);
            }
            said.insert(RelatedWords::phrase_key(terms));
        }
        const double share = 1 / alike[{vacancy.company, vacancy.title}];
        count += share;
        for (const auto& word : words) everywhere[word] += share;
        for (const auto& key : said) {
            auto& one = keys[key];
            ++one.vacancies;
            one.weighed += share;
            for (const auto& word : words) {
                one.words[word].vacancies += share;
                one.words[word].adverts.insert(vacancy.company + "\t" + vacancy.title);
            }
        }
    }
    std::string table = "# key, weight, words with their log-odds; ^ = in a title. Made by tools/learn_related.cpp.\n";
    for (const auto& [key, one] : keys) {
        if (one.vacancies < least_support) continue;
        struct Kept {
            double value, odds;
            const std::string* word;
        };
        std::vector<Kept> kept;
        for (const auto& [word, together] : one.words) {
            const double background = everywhere[word] / count;
            const double here = (together.vacancies + shrinkage * background) / (one.weighed + shrinkage);
            const double odds = std::log(here / background);
            if (together.adverts.size() >= least_adverts && odds > least_odds) kept.push_back({odds * std::sqrt(here), odds, &word});
        }
        std::ranges::sort(kept, [](const Kept& a, const Kept& b) { return a.value != b.value ? a.value > b.value : *a.word < *b.word; });
        if (kept.size() > most_words) kept.resize(most_words);
        if (kept.empty()) continue;
        const bool phrase = key.starts_with('=');
        const double weight = phrase ? 1.5 * one.vacancies / (one.vacancies + 3) : 1 / std::log(3 + one.vacancies);
        char text[32];
        std::snprintf(text, sizeof text, "%.3f", weight);
        table += key + '\t' + text + '\t';
        for (std::size_t i = 0; i < kept.size(); ++i) {
            std::snprintf(text, sizeof text, "%.1f", kept[i].odds);
            table += (i == 0 ? "" : " ") + *kept[i].word + ' ' + text;
        }
        table += '\n';
    }
    return table;
}

struct Judged {
    std::string query;
    std::set<std::string> relevant;
};

std::vector<Judged> judged_of(const std::string& path) {
    std::vector<Judged> all;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const auto one = nlohmann::json::parse(line);
        all.push_back({one["study_programme"], one["relevant"].get<std::set<std::string>>()});
    }
    return all;
}

// Over the vacancies of one fold, or of all (-1).
double mean_average_precision(const std::vector<Vacancy>& vacancies, const std::vector<Judged>& judged, const RelatedWords& related,
                              int fold) {
    std::vector<search::Entry> entries;
    std::vector<std::string> ids;
    for (const auto& one : vacancies) {
        if (fold >= 0 && one.fold != fold) continue;
        entries.push_back({.id = static_cast<std::int64_t>(ids.size()), .title = one.title, .words = one.description});
        ids.push_back(one.id);
    }
    const auto index = search::SearchIndex().with(entries, {});
    const std::set<std::string> here(ids.begin(), ids.end());
    double sum = 0;
    int count = 0;
    for (const auto& [query, relevant] : judged) {
        const auto wanted = std::ranges::count_if(relevant, [&](const auto& id) { return here.contains(id); });
        if (wanted == 0) continue;
        double found = 0;
        double precision = 0;
        double rank = 0;
        for (const auto id : search::rank(index, query, ids.size(), related)) {
            ++rank;
            if (relevant.contains(ids[static_cast<std::size_t>(id)])) precision += ++found / rank;
        }
        sum += precision / static_cast<double>(wanted);
        ++count;
    }
    return count == 0 ? 0 : sum / count;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::cerr << "learn_related VACANCIES.jsonl TITLES.tsv [JUDGED.jsonl]\n";
        return 2;
    }
    const auto vacancies = vacancies_of(arguments[1]);
    auto all = vacancies;
    for (auto& one : titles_of(arguments[2])) all.push_back(std::move(one));
    if (count == 3) {
        std::cout << learned(all, /*left_out=*/-2);
        return 0;
    }
    const auto judged = judged_of(arguments[3]);
    const RelatedWords none("");
    std::cout << "all companies, words alone: " << mean_average_precision(vacancies, judged, none, -1) << '\n';
    const auto whole = learned(all, -2);
    std::cout << "all companies, learned from them: " << mean_average_precision(vacancies, judged, RelatedWords(whole), -1) << '\n';
    double alone = 0;
    double together = 0;
    for (int fold = 0; fold < folds; ++fold) {
        const auto table = learned(all, fold);
        alone += mean_average_precision(vacancies, judged, none, fold) / folds;
        together += mean_average_precision(vacancies, judged, RelatedWords(table), fold) / folds;
    }
    std::cout << "companies left out, words alone: " << alone << "\ncompanies left out, learned from the others: " << together << '\n';
    return 0;
}
