#include "modules/feedback/actions_wording.hpp"

#include "base/text.hpp"
#include "modules/feedback/access.hpp"
#include "modules/feedback/actions.hpp"
#include "modules/feedback/store.hpp"
#include "platform/audit/audit.hpp"

namespace feedback {

Questions shipped_questions(Language language) {
    Questions made;
    for (std::size_t at = 0; at < element_count; ++at) made[at] = translate(language, question(static_cast<Element>(at)));
    return made;
}

Questions questions(sql::Transaction& tx, OfficeId office, Language language) {
    auto made = shipped_questions(language);
    for (auto& one : store::own_questions(tx, office))
        if (one.language == language) made[static_cast<std::size_t>(one.element)] = std::move(one.words);
    return made;
}

Result<Done, WordingFault> save_questions(sql::Transaction& tx, const Context& context, OfficeId office, const Questions& indonesian,
                                          const Questions& english) {
    if (!works_at(context, office)) return WordingFault{};
    for (const auto& [language, typed] : {std::pair(Language::indonesian, &indonesian), std::pair(Language::english, &english)})
        for (std::size_t at = 0; at < element_count; ++at)
            if (text::length((*typed)[at]) > question_max) return WordingFault{static_cast<Element>(at), language};
    store::forget_questions(tx, office);
    int own = 0;
    for (const auto& [language, typed] : {std::pair(Language::indonesian, &indonesian), std::pair(Language::english, &english)}) {
        const auto shipped = shipped_questions(language);
        for (std::size_t at = 0; at < element_count; ++at) {
            if ((*typed)[at].empty() || (*typed)[at] == shipped[at]) continue;
            store::add_question(tx, office, {static_cast<Element>(at), language, (*typed)[at]}, context.now);
            ++own;
        }
    }
    audit::record(tx, context,
                  {office, "survey.wording_changed", "office_office:" + office.text(), "{\"own\":" + std::to_string(own) + "}"});
    return Done{};
}

}  // namespace feedback
