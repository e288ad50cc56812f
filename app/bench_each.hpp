#pragma once

#include "app/bench.hpp"
#include "app/bench_figures.hpp"

namespace bench {

// Durable bookings of one hot window over HTTP, by 64, 256 and 1000 kept connections.
nlohmann::json booking_storm(const Options& options);
// The ticket page and the schedule page, as a browser asks for them.
nlohmann::json pages(const Options& options);
// The AK-1 card with portrait, QR and office text, as PDF.
nlohmann::json cards(const Options& options);
// One seeker against a million vacancies: the exact best twenty.
nlohmann::json match(const Options& options);
// A hundred thousand seekers and ten thousand vacancies: who is shown what, without a crowd anywhere.
nlohmann::json allocate(const Options& options);
// What advice is worth when more and more people get it: tools/draw_advice.mjs draws it. `equal`: the claim holds.
nlohmann::json advice(const Options& options);

// A million vacancies searched over HTTP, with counts, by sixteen callers.
nlohmann::json search(const Options& options);

}  // namespace bench
