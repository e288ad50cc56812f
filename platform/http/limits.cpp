#include "platform/http/limits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <string>
#include <unordered_map>

namespace http {

Allowance allowance(Rate rate) {
    switch (rate) {
        case Rate::page: return {600, 1200};
        case Rate::write: return {120, 240};
        case Rate::login: return {40, 40};
        case Rate::upload: return {120, 120};
        case Rate::api: return {300, 600};
    }
    return {1, 1};
}

namespace {
struct Bucket {
    double tokens{};
    std::int64_t filled_ms{};
};
constexpr std::size_t shards = 16;
constexpr std::size_t buckets_max = 8192;  // per shard
}  // namespace

struct Limits::Inside {
    struct Shard {
        std::mutex mutex;
        std::unordered_map<std::string, Bucket> buckets;
    };
    std::array<Shard, shards> all;
};

Limits::Limits() : inside_(std::make_unique<Inside>()) {}
Limits::~Limits() = default;

int Limits::seconds_to_wait(std::string_view address, Rate rate, std::int64_t now_ms) {
    // One home or phone holds a whole /64 of IPv6.
    if (address.find(':') != std::string_view::npos && address.find("::") == std::string_view::npos) {
        std::size_t end = 0;
        for (int group = 0; group < 4 && end != std::string_view::npos; ++group) end = address.find(':', end + 1);
        address = address.substr(0, end);
    }
    std::string key(address);
    key += static_cast<char>('a' + static_cast<int>(rate));
    const auto [burst, per_minute] = allowance(rate);
    const double per_ms = per_minute / 60'000.0;

    auto& shard = inside_->all[std::hash<std::string>{}(key) % shards];
    const std::lock_guard lock(shard.mutex);
    if (shard.buckets.size() >= buckets_max) {
        std::erase_if(shard.buckets, [&](const auto& one) { return now_ms - one.second.filled_ms > 60'000; });
        if (shard.buckets.size() >= buckets_max) shard.buckets.clear();
    }
    auto& bucket = shard.buckets.try_emplace(std::move(key), Bucket{static_cast<double>(burst), now_ms}).first->second;
    bucket.tokens =
        std::min<double>(burst, bucket.tokens + per_ms * static_cast<double>(std::max<std::int64_t>(0, now_ms - bucket.filled_ms)));
    bucket.filled_ms = now_ms;
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return 0;
    }
    return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / per_ms / 1000)));
}

}  // namespace http
