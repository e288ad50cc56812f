#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <unordered_map>
#include <utility>

namespace matching {

// A map of which copies are cheap: they share what stood there long ago, and each has what came lately.
template <class Key, class Value>
class SharedMap {
  public:
    const Value* find(const Key& key) const {
        if (const auto found = recent_.find(key); found != recent_.end()) return &found->second;
        if (!settled_) return nullptr;
        const auto found = settled_->find(key);
        return found == settled_->end() ? nullptr : &found->second;
    }

    // Also instead of the value that is there.
    void put(const Key& key, Value value) {
        recent_.insert_or_assign(key, std::move(value));
        const std::size_t settled = settled_ ? settled_->size() : 0;
        if (recent_.size() <= std::max<std::size_t>(1024, settled / 8)) return;
        auto both = settled_ ? std::make_shared<Map>(*settled_) : std::make_shared<Map>();
        for (auto& [name, one] : recent_) both->insert_or_assign(name, std::move(one));
        settled_ = std::move(both);
        recent_.clear();
    }

  private:
    using Map = std::unordered_map<Key, Value>;
    std::shared_ptr<const Map> settled_;
    Map recent_;
};

}  // namespace matching
