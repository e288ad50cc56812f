#include "platform/http/kept_answers.hpp"

#include "platform/crypto/vault.hpp"

namespace http {
namespace {

constexpr std::size_t answers_max = 512;
constexpr std::size_t body_max = 256 * 1024;

bool is_worth_keeping(const Response& response) {
    return response.status == 200 && response.cookies.empty() && response.event_topic.empty() && response.body.size() <= body_max;
}

}  // namespace

KeptAnswers::KeptAnswers() : session_key_(crypto::random_token()) {}

std::optional<Response> KeptAnswers::find(const std::string& address, const Moment& moment, const Context& context) const {
    std::shared_ptr<const Kept> kept;
    {
        const std::lock_guard lock(mutex_);
        if (moment != moment_) return {};
        const auto found = answers_.find(address);
        if (found == answers_.end()) return {};
        kept = found->second;
    }
    return kept->for_asker(context);
}

Response KeptAnswers::keep(std::string address, const Moment& moment, Response made, const Context& context) {
    auto nobody = context;
    nobody.actor.session_key = session_key_;
    const auto token = csrf_token(nobody);
    const auto kept = std::make_shared<Kept>(Kept{std::move(made), {}});
    const auto& response = kept->response;
    for (auto at = response.body.find(token); at != std::string::npos; at = response.body.find(token, at + token.size()))
        kept->tokens.push_back(at);
    if (is_worth_keeping(response)) put(std::move(address), moment, kept);
    return kept->for_asker(context);
}

void KeptAnswers::put(std::string address, const Moment& moment, std::shared_ptr<const Kept> kept) {
    const std::lock_guard lock(mutex_);
    if (moment != moment_) {
        // Somebody who took long must not bring an older moment back.
        if (moment.second < moment_.second || moment.commits < moment_.commits) return;
        answers_.clear();
        moment_ = moment;
    }
    if (answers_.size() < answers_max) answers_.insert_or_assign(std::move(address), std::move(kept));
}

Response KeptAnswers::Kept::for_asker(const Context& context) const {
    auto mine = response;
    if (tokens.empty()) return mine;
    const auto token = csrf_token(context);
    for (const auto at : tokens) mine.body.replace(at, token.size(), token);
    return mine;
}

}  // namespace http
