#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "platform/html/html.hpp"

namespace {

// What people and attackers type into names, addresses and reasons.
const std::vector<std::string> hostile = {
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "` onfocus=`alert(1)",
    "</textarea><script>alert(1)</script>",
    "</title><svg/onload=alert(1)>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<IFRAME SRC=\"javascript:alert('XSS');\"></IFRAME>",
    "<<SCRIPT>alert(\"XSS\");//<</SCRIPT>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    std::string("<scr\0ipt>alert(1)</scr\0ipt>", 29),
    "\xE2\x80\xA8<script>alert(1)</script>",
};

}  // namespace

TEST_CASE("nothing that a person types becomes markup") {
    for (const auto& typed : hostile) {
        Markup out;
        out << typed;
        const std::string shown(out.view());
        CAPTURE(typed);
        CHECK(shown.find_first_of("<>\"'`") == std::string::npos);
        CHECK(shown.find('\0') == std::string::npos);
        for (auto at = shown.find('&'); at != std::string::npos; at = shown.find('&', at + 1)) {
            const std::string entity = shown.substr(at, shown.find(';', at) - at + 1);
            CHECK((entity == "&amp;" || entity == "&lt;" || entity == "&gt;" || entity == "&quot;" || entity == "&#39;" ||
                   entity == "&#96;"));
        }
    }
}

TEST_CASE("an attribute stays within its quotes") {
    for (const auto& typed : hostile) {
        Markup out;
        out << "<p"_html;
        out.attribute("title"_html, typed);
        out << ">"_html;
        const std::string shown(out.view());
        CAPTURE(typed);
        CHECK(shown.starts_with("<p title=\""));
        CHECK(shown.ends_with("\">"));
        CHECK(shown.substr(10, shown.size() - 12).find_first_of("\"<>") == std::string::npos);
    }
}

TEST_CASE("an empty attribute is left out") {
    Markup out;
    out.attribute("id"_html, "");
    CHECK(out.empty());
}

TEST_CASE("markup inside markup is not escaped a second time") {
    Markup inner;
    inner << "<b>"_html
          << "Siti & Budi"
          << "</b>"_html;
    Markup out;
    out << inner << 7 << std::int64_t{-1};
    CHECK(out.view() == "<b>Siti &amp; Budi</b>7-1");
}

TEST_CASE("a name with letters of every kind is shown as it is") {
    Markup out;
    out << "Ñoño Übung 你好 é";
    CHECK(out.view() == "Ñoño Übung 你好 é");
}
