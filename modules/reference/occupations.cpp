#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "base/text.hpp"
#include "modules/reference/actions.hpp"
#include "modules/reference/tables.hpp"

namespace reference {
namespace {

using Words = std::vector<std::string>;

// Words that say nothing about the kind of work.
constexpr std::string_view fillers[] = {"dan",  "di",        "yang",       "untuk",   "atau",    "dari",  "sebagai", "dengan",
                                        "ybdi", "ytdl",      "and",        "of",      "the",     "for",   "or",      "in",
                                        "not",  "elsewhere", "classified", "related", "lainnya", "kerja", "bekerja", "ingin",
                                        "mau",  "jadi",      "menjadi",    "bagian",  "bidang"};
// Ranks and kinds of contract: they may decide between two groups, not choose one.
constexpr std::string_view ranks[] = {"staf",      "staff",       "senior",      "junior",    "magang",    "intern",    "internship",
                                      "freelance", "pekerja",     "tenaga",      "karyawan",  "petugas",   "juru",      "tukang",
                                      "pegawai",   "officer",     "specialist",  "spesialis", "lead",      "executive", "manager",
                                      "manajer",   "koordinator", "coordinator", "associate", "supervisor"};
// What companies write short in titles.
constexpr std::pair<std::string_view, std::string_view> abbreviations[] = {
    {"spv", "supervisor"},     {"mgr", "manager"},     {"adm", "admin"},     {"opr", "operator"},
    {"mktg", "marketing"},     {"acct", "accounting"}, {"eng", "engineer"},  {"tech", "teknisi"},
    {"technician", "teknisi"}, {"dept", "bagian"},     {"asst", "assistant"}};

template <class List>
bool is_in(const List& list, std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

Words words_of(std::string_view text) {
    Words words;
    std::string word;
    for (const char c : text::lower(text) + " ") {
        const bool in_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (in_word) {
            word += c;
        } else if (!word.empty()) {
            const auto* const known =
                std::find_if(std::begin(abbreviations), std::end(abbreviations), [&](const auto& one) { return one.first == word; });
            if (known != std::end(abbreviations)) word = known->second;
            if (!is_in(fillers, word)) words.push_back(word);
            word.clear();
        }
    }
    return words;
}

// Rough: enough for "penjahit" to meet "jahit" and "pengelasan" to meet "las".
std::string stem(std::string_view word) {
    for (const std::string_view ending : {"kan", "nya", "an", "i"})
        if (word.size() >= ending.size() + 4 && word.ends_with(ending)) {
            word.remove_suffix(ending.size());
            break;
        }
    for (const std::string_view beginning : {"penge", "menge", "peng", "meng", "pem", "mem", "pen", "men", "per", "ber", "pe", "me"})
        if (word.size() >= beginning.size() + 3 && word.starts_with(beginning)) {
            word.remove_prefix(beginning.size());
            break;
        }
    return std::string(word);
}

// A word with what is compared of it.
struct Spelled {
    std::string word;
    std::string stem;
};
Spelled spelled(std::string word) {
    auto stemmed = stem(word);
    return {std::move(word), std::move(stemmed)};
}

// How surely a typed word means a word of the list: 1 for the same, 0 for another.
double likeness(const Spelled& typed, const Spelled& known) {
    if (typed.word == known.word) return 1;
    if (typed.word.size() >= 3 && known.word.starts_with(typed.word)) return 0.8;
    if (typed.stem.size() >= 3 && typed.stem == known.stem) return 0.75;
    // A short word with one other letter is another word.
    const int errors_allowed = typed.word.size() >= 8 ? 2 : typed.word.size() >= 5 ? 1 : 0;
    if (errors_allowed == 0 || typed.word.front() != known.word.front()) return 0;
    const int errors = text::distance(typed.word, known.word, errors_allowed);
    return errors > errors_allowed ? 0 : errors == 1 ? 0.65 : 0.5;
}

using WordIds = std::vector<std::size_t>;  // places in Lists::vocabulary

struct Group {
    Occupation occupation;
    WordIds title;
    WordIds title_en;
};

// What people call their work, and the unit groups it most likely means, best first.
struct EverydayName {
    WordIds words;
    std::vector<std::string> codes;
};

struct Lists {
    std::vector<Spelled> vocabulary;  // each word of titles and names once: a query is compared with it, not with every title
    std::vector<Occupation> all;
    std::vector<Group> groups;
    std::vector<EverydayName> names;
    std::map<std::string, double, std::less<>> commonness;  // share of the groups that a word occurs in
};

const Lists& lists() {
    static const auto made = [] {
        Lists all;
        std::map<std::string, std::size_t, std::less<>> known;
        const auto ids_of = [&](std::string_view text) {
            WordIds ids;
            for (auto& word : words_of(text)) {
                const auto [place, is_new] = known.try_emplace(word, all.vocabulary.size());
                if (is_new) all.vocabulary.push_back(spelled(std::move(word)));
                ids.push_back(place->second);
            }
            return ids;
        };
        for (const auto& row : table("kbji2014")) {
            Occupation one{std::string(row.column(0)), std::string(row.column(1)), std::string(row.column(2))};
            if (one.code.size() == 4) all.groups.push_back({one, ids_of(one.title), ids_of(one.title_en)});
            all.all.push_back(std::move(one));
        }
        for (const auto& group : all.groups) {
            for (auto words : {group.title, group.title_en}) {
                std::sort(words.begin(), words.end());
                words.erase(std::unique(words.begin(), words.end()), words.end());
                for (const auto word : words) all.commonness[all.vocabulary[word].word] += 1.0 / static_cast<double>(all.groups.size());
            }
        }
        for (const auto& row : table("occupation_words")) all.names.push_back({ids_of(row.column(0)), text::split(row.column(1), ' ')});
        return all;
    }();
    return made;
}

// A word that few groups have tells more.
double weight(std::string_view typed) {
    if (is_in(ranks, typed)) return 0.3;
    const auto found = lists().commonness.find(typed);
    return found == lists().commonness.end() ? 3.5 : std::min(4.0, 0.3 - std::log(found->second) * 0.7);
}

// "Staf Pajak (Penempatan Bontang)": what stands in brackets is seldom the work. All of it when nothing else is there.
std::string without_brackets(std::string_view typed) {
    std::string kept;
    int depth = 0;
    for (const char c : typed) {
        if (c == '(' || c == '[') ++depth;
        if (depth == 0) kept += c;
        if ((c == ')' || c == ']') && depth > 0) --depth;
    }
    return words_of(kept).empty() ? std::string(typed) : kept;
}

constexpr double sure = 1.8;
constexpr double unsure = 0.9;

struct Query {
    std::vector<Spelled> words;
    std::vector<double> weights;
    double total{};
    std::vector<std::vector<double>> likes;  // of each of its words to each word of the vocabulary
    std::vector<double> said;                // of each word of the vocabulary to the nearest of its words
};

void compare(Query& query) {
    const auto& vocabulary = lists().vocabulary;
    query.said.assign(vocabulary.size(), 0);
    for (const auto& word : query.words) {
        auto& likes = query.likes.emplace_back(vocabulary.size());
        for (std::size_t at = 0; at < vocabulary.size(); ++at) {
            likes[at] = likeness(word, vocabulary[at]);
            query.said[at] = std::max(query.said[at], likeness(vocabulary[at], word));
        }
    }
}

double best_of(const std::vector<double>& likes, const WordIds& words) {
    double best = 0;
    for (const auto word : words) best = std::max(best, likes[word]);
    return best;
}

double title_score(const Group& group, const Query& query) {
    // An officer of a company is none of the army: those are meant by their Indonesian name only.
    const double english = group.occupation.code.starts_with('0') ? 0 : 0.8;
    double met = 0;
    for (std::size_t i = 0; i < query.words.size(); ++i)
        met += query.weights[i] * std::max(best_of(query.likes[i], group.title), english * best_of(query.likes[i], group.title_en));
    double said = 0;  // how much of the title the person said
    for (const auto word : group.title) said += query.said[word] > 0.6 ? 1 : 0;
    return 6 * met / query.total + 1.5 * said / static_cast<double>(std::max<std::size_t>(1, group.title.size()));
}

struct NameScore {
    double score{};
    bool is_all_said{};  // nothing else was
};

// All words of the everyday name must have been said.
NameScore name_score(const EverydayName& name, const Query& query) {
    double met = 0;
    for (const auto word : name.words) {
        double best = 0;
        double best_weight = 0;
        for (std::size_t i = 0; i < query.words.size(); ++i) {
            const auto like = query.likes[i][word];
            if (like > best) best = like, best_weight = query.weights[i];
        }
        if (best == 0) return {};
        met += best * best_weight;
    }
    const bool is_all_said = name.words.size() == query.words.size() && met > 0.99 * query.total;
    return {10 * met / query.total + (is_all_said ? 4 : 0), is_all_said};
}

}  // namespace

std::optional<Occupation> find_occupation(std::string_view code) {
    static const auto by_code = [] {
        std::map<std::string_view, const Occupation*> made;
        for (const auto& one : lists().all) made.emplace(one.code, &one);
        return made;
    }();
    const auto found = by_code.find(code);
    if (found == by_code.end()) return {};
    return *found->second;
}

std::vector<Occupation> find_occupations(std::string_view typed, std::size_t limit) {
    constexpr std::size_t words_max = 12;
    Query query;
    for (auto& word : words_of(without_brackets(typed)))
        if (query.words.size() < words_max && word.size() <= 40) query.words.push_back(spelled(std::move(word)));
    for (const auto& word : query.words) query.weights.push_back(weight(word.word));
    for (const double one : query.weights) query.total += one;
    if (query.words.empty()) return {};
    compare(query);

    std::map<std::string_view, double> by_name;
    for (const auto& name : lists().names) {
        const auto [score, is_all_said] = name_score(name, query);
        if (score <= 0) continue;
        for (std::size_t i = 0; i < name.codes.size(); ++i) {
            // A name that was said as it stands means its first group, whatever titles have a word of it.
            const double surely = is_all_said && i == 0 ? 8 : 0;
            auto& best = by_name[name.codes[i]];
            best = std::max(best, score + surely - 0.6 * static_cast<double>(i));
        }
    }

    struct Hit {
        double score;
        const Group* group;
    };
    std::vector<Hit> hits;
    for (const auto& group : lists().groups) {
        auto score = title_score(group, query);
        if (const auto named = by_name.find(group.occupation.code); named != by_name.end()) score += named->second;
        if (query.words.size() == 1 && group.occupation.code.starts_with(query.words.front().word)) score += 20;
        if (score >= unsure) hits.push_back({score, &group});
    }
    std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.score > b.score; });
    // A long title says much that is no work ("… Mandarin, walk-in, Bandung"): then the little that is known counts.
    const double enough = hits.empty() || hits.front().score < sure ? unsure : sure;
    std::vector<Occupation> found;
    for (const auto& hit : hits) {
        if (found.size() == limit || hit.score < enough) break;
        found.push_back(hit.group->occupation);
    }
    return found;
}

}  // namespace reference
