#include "modules/employers/rules_licence.hpp"

namespace employers {

std::string_view code(LicenceKind kind) {
    switch (kind) {
        case LicenceKind::company: return "sip3mi";
        case LicenceKind::recruitment: return "sip2mi";
    }
    return {};
}

std::optional<LicenceKind> parse_licence_kind(std::string_view typed) {
    for (const auto one : {LicenceKind::company, LicenceKind::recruitment})
        if (code(one) == typed) return one;
    return {};
}

}  // namespace employers
