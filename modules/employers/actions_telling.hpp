#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/employers/model.hpp"
#include "platform/context.hpp"
#include "platform/i18n/language.hpp"
#include "platform/sql/sql.hpp"

// Messages to a company, in its language, held back in quiet hours like any other.
namespace employers {

Language language_of(const Employer& employer);

struct News {
    std::string_view text;  // code of a registered text
    std::string occasion;   // the same words about the same thing at most once on one
    std::vector<std::pair<std::string, std::string>> values{};
    std::string about{};              // "vacancy:34"; "" = the company itself
    std::string path{"/perusahaan"};  // where it reads more
};
// Writes to whom the company named, after a person of the office did something. Never the link of an invitation: that goes by
// hand to whoever answered the call, because the number that was typed may be anybody's.
void tell_company(sql::Transaction& tx, const Context& context, const Employer& employer, News news);
// The same for what concerns its work with the program: only where an account works for it. Anybody's deed may be the cause; the
// actor learns nothing of the company by it.
void tell_desk(sql::Transaction& tx, const Context& context, EmployerId employer, News news);

}  // namespace employers
