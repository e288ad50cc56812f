#pragma once

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

// The answer to a question that may be refused for a reason that a person must hear.
// Its interface is a subset of std::expected, so that it can be deleted when the compiler has one.
// Not for failures of the machine: those are exceptions, caught once at the gate.
template <class T, class E>
class [[nodiscard]] Result {
  public:
    using Value = T;
    using Error = E;

    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& operator*() { return std::get<0>(state_); }
    const T& operator*() const { return std::get<0>(state_); }
    T* operator->() { return &std::get<0>(state_); }
    const T* operator->() const { return &std::get<0>(state_); }

    const E& error() const { return std::get<1>(state_); }

  private:
    std::variant<T, E> state_;
};

// For verbs that have nothing to hand back but that they were done.
struct Done {};
