#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/messages/model.hpp"
#include "modules/search/form.hpp"
#include "platform/context.hpp"

// What people read about a search.
namespace search {

std::string education_words(const Context& context, std::uint8_t rank);
std::string major_words(const Context& context, std::uint16_t major);
std::string place_words(const Context& context, const std::string& code);

// One filter that is set: "Pendidikan: SMA atau sederajat", and the search without it.
struct Limit {
    std::string words;
    SearchForm without;
};
std::vector<Limit> limits_of(const Context& context, const SearchForm& form);
// "las di Kota Balikpapan, paling sedikit Rp 4.000.000"
std::string title_of(const Context& context, const SearchForm& form);
// The feed of a search, in the language of whoever reads the page: a reader of feeds has no cookie. "/lowongan.rss?q=las&lang=en"
std::string feed_href(const Context& context, std::string_view kind, const SearchForm& form);

std::vector<messages::Text> message_texts();

}  // namespace search
