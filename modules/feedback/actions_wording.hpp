#pragma once

#include <array>
#include <string>

#include "base/result.hpp"
#include "modules/feedback/model.hpp"
#include "platform/context.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// The nine sentences of the survey as an office asks them, in both languages.
namespace feedback {

constexpr std::size_t question_max = 200;

using Questions = std::array<std::string, element_count>;
// The office's own words, and the shipped ones where it has none.
Questions questions(sql::Transaction& tx, OfficeId office, Language language);
Questions shipped_questions(Language language);

struct WordingFault {
    Element element{};
    Language language{Language::indonesian};
};
// All at once. Empty, or like the shipped sentence: not kept as the office's own. Too long: the first that is.
Result<Done, WordingFault> save_questions(sql::Transaction& tx, const Context& context, OfficeId office, const Questions& indonesian,
                                          const Questions& english);

}  // namespace feedback
