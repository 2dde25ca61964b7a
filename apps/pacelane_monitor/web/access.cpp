#include "web/access.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <pacelane/base/error.h>
#include <pacelane/base/hash.h>
#include <sys/random.h>
#include <sys/stat.h>

#include <fmt/format.h>

namespace pacelane::monitor_program {

namespace {

constexpr std::size_t kShortestToken = 16;
constexpr std::size_t kSessions = 1000;
constexpr std::chrono::hours kSessionLife{12};
// A person mistypes a few times; at this pace a word of a dictionary is not found.
constexpr int kWrongTokens = 20;
constexpr std::chrono::minutes kWrongTokensWithin{1};
constexpr std::size_t kGuessers = 10'000;

Response refused(int status, const std::string& why) {
    return {status, "text/plain; charset=utf-8", why + "\n", {{"Cache-Control", "no-store"}}};
}

std::string lower(std::string text) {
    for (auto& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::string read_token(const std::string& path) {
    const auto refuse = [&](const std::string& why) {
        return Error(ErrorKind::configuration, fmt::format("--token-file {}: {}", path, why));
    };
    struct stat entry {};
    if (::stat(path.c_str(), &entry) != 0) throw refuse(std::strerror(errno));
    if ((entry.st_mode & S_IRWXO) != 0)
        throw refuse("everybody on this machine can read it; 'chmod 600' makes it yours");
    std::ifstream file(path);
    std::string token(std::istreambuf_iterator<char>(file), {});
    if (file.bad() || !file.is_open()) throw refuse("cannot be read");
    while (!token.empty() && std::isspace(static_cast<unsigned char>(token.back())))
        token.pop_back();
    if (token.size() < kShortestToken)
        throw refuse(fmt::format("holds fewer than {} characters; 'openssl rand -hex 32' makes a good token",
                                 kShortestToken));
    if (std::any_of(token.begin(), token.end(), [](unsigned char c) { return c <= ' ' || c > '~'; }))
        throw refuse(
            "holds more than one word of plain characters; 'openssl rand -hex 32' makes a good token");
    return token;
}

struct PublicAddress {
    std::string origin;  // "https://monitor.example.org:8443"
    std::string host;    // with port
    std::string base;    // "/pacelane", or nothing
};

PublicAddress parse_public_url(const std::string& url) {
    const auto scheme = lower(url.substr(0, 8)).starts_with("https://") ? std::size_t{8} : std::size_t{7};
    auto slash = url.find('/', std::min(url.size(), scheme));
    if (slash == std::string::npos) slash = url.size();
    PublicAddress address;
    address.origin = lower(url.substr(0, slash));
    address.host = address.origin.substr(std::min(address.origin.size(), scheme));
    address.base = url.substr(slash);
    while (address.base.ends_with('/'))
        address.base.pop_back();
    const bool fine = (scheme == 8 || address.origin.starts_with("http://")) && !address.host.empty() &&
                      address.host.find_first_of("?#@ \t\\\"'<>,;") == std::string::npos &&
                      address.base.find("//") == std::string::npos &&
                      std::all_of(address.base.begin(), address.base.end(), [](unsigned char c) {
                          return std::isalnum(c) || std::string_view("/-._~").find(static_cast<char>(c)) !=
                                                        std::string_view::npos;
                      });
    if (!fine)
        throw Error(ErrorKind::usage,
                    fmt::format("--public-url: '{}' is not like https://monitor.example.org "
                                "or https://example.org/pacelane",
                                url));
    return address;
}

// The host without its port, and without brackets.
std::string name_of_host(const std::string& host) {
    if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
    return host.substr(0, host.rfind(':'));
}

bool is_numeric(const std::string& name) {
    unsigned char bytes[16];
    return inet_pton(AF_INET, name.c_str(), bytes) == 1 || inet_pton(AF_INET6, name.c_str(), bytes) == 1;
}

bool is_loopback_name(const std::string& name) {
    return name == "localhost" || (is_numeric(name) && (name == "::1" || name.starts_with("127.")));
}

}  // namespace

std::string random_token(std::size_t bytes) {
    std::string raw(bytes, '\0');
    for (std::size_t got = 0; got < bytes;) {
        const auto count = ::getrandom(raw.data() + got, bytes - got, 0);
        if (count < 0 && errno != EINTR)
            throw Error(ErrorKind::failed, fmt::format("no random numbers: {}", std::strerror(errno)));
        if (count > 0) got += static_cast<std::size_t>(count);
    }
    std::string text;
    for (const unsigned char byte : raw)
        text += fmt::format("{:02x}", byte);
    return text;
}

bool same_secret(const std::string& a, const std::string& b) {
    // Hashed first, so that neither length nor content shows in the time.
    const auto x = sha256_hex(a), y = sha256_hex(b);
    unsigned differences = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        differences |= static_cast<unsigned char>(x[i]) ^ static_cast<unsigned char>(y[i]);
    return differences == 0;
}

Access::Access(const Options& options, const ListenAddress& address) : address_(address) {
    if (!options.public_url.empty()) {
        auto address = parse_public_url(options.public_url);
        public_host_ = std::move(address.host);
        public_origin_ = std::move(address.origin);
        base_ = std::move(address.base);
    }
    if (!options.token_file.empty()) {
        secret_ = read_token(options.token_file);
    } else if (!address.is_loopback() ||
               (!public_host_.empty() && !is_loopback_name(name_of_host(public_host_)))) {
        throw Error(ErrorKind::usage,
                    fmt::format("{} can be reached from other machines: give --token-file FILE, with a token "
                                "that people log in with ('openssl rand -hex 32 > FILE; chmod 600 FILE')",
                                address.is_loopback() ? public_host_ : address.text()));
    }
    page_token_ = random_token();
    // Cookies do not tell ports apart: two monitors of one host would end each other's sessions.
    cookie_name_ = fmt::format("pacelane_{}", address.port);
}

bool Access::is_our_host(const std::string& given) const {
    const auto host = lower(given);
    if (!public_host_.empty() && host == public_host_) return true;
    const auto with_port = [&](const std::string& name) {
        return host == fmt::format("{}:{}", name, address_.port) || (address_.port == 80 && host == name);
    };
    if (host == address_.text() || with_port(address_.host)) return true;
    const bool loopback = address_.is_loopback() || address_.is_any();
    if (loopback && (with_port("localhost") || with_port("127.0.0.1") || with_port("[::1]"))) return true;
    // A name can be made to mean this machine by whoever owns it; a number cannot.
    return address_.is_any() && host.ends_with(fmt::format(":{}", address_.port)) &&
           is_numeric(name_of_host(host));
}

std::optional<Response> Access::refusal(const Request& request) const {
    const auto& host = request.header("host");
    if (!is_our_host(host))
        return refused(421,
                       fmt::format("This monitor does not answer to the host name '{}'. Use {}, or start it "
                                   "with --public-url http://NAME:PORT.",
                                   host, public_origin_.empty() ? address_.text() : public_origin_ + base_));
    const auto& site = request.header("sec-fetch-site");
    const bool navigates = request.method == "GET" && request.header("sec-fetch-mode") == "navigate" &&
                           request.header("sec-fetch-dest") == "document";
    if (!site.empty() && site != "same-origin" && site != "none" && !navigates)
        return refused(403,
                       "Another site's page asked for this; it is answered to the monitor's own pages only.");
    return std::nullopt;
}

bool Access::comes_from_us(const Request& request, bool may_be_silent) const {
    const auto& site = request.header("sec-fetch-site");
    if (!site.empty()) return site == "same-origin";
    const auto& origin = request.header("origin");
    if (origin.empty()) return may_be_silent;
    const auto given = lower(origin);
    return (!public_origin_.empty() && given == public_origin_) ||
           given == "http://" + lower(request.header("host"));
}

// Behind a proxy of ours all come from one address; it tells the other one, at the end of what clients may
// have written themselves.
std::string Access::guesser(const Request& request) const {
    const auto& forwarded = request.header("x-forwarded-for");
    if (public_origin_.empty() || forwarded.empty() || !is_loopback_name(request.peer)) return request.peer;
    const auto begin = forwarded.find_last_of(", ");
    const auto last = begin == std::string::npos ? forwarded : forwarded.substr(begin + 1);
    return is_numeric(last) ? last : request.peer;
}

std::optional<Response> Access::refusal_of_guesses(const Request& request) {
    const auto found = guesses_.find(guesser(request));
    if (found == guesses_.end()) return std::nullopt;
    const auto waits = found->second.since + kWrongTokensWithin - std::chrono::steady_clock::now();
    if (waits <= waits.zero()) {
        guesses_.erase(found);
        return std::nullopt;
    }
    if (found->second.wrong < kWrongTokens) return std::nullopt;
    auto response = refused(429, "Too many wrong tokens came from this address. Wait a minute.");
    response.headers.emplace_back("Retry-After",
                                  fmt::format("{}", std::chrono::ceil<std::chrono::seconds>(waits).count()));
    return response;
}

bool Access::is_right(const Request& request, const std::string& token, const std::string& secret) {
    if (same_secret(token, secret)) return true;
    const auto now = std::chrono::steady_clock::now();
    if (guesses_.size() >= kGuessers)
        std::erase_if(guesses_,
                      [&](const auto& each) { return now - each.second.since > kWrongTokensWithin; });
    // Whoever has so many addresses is not held back by this; memory is.
    if (guesses_.size() >= kGuessers) guesses_.clear();
    auto& guesses = guesses_.try_emplace(guesser(request), Guesses{0, now}).first->second;
    ++guesses.wrong;
    return false;
}

std::optional<Access::Visitor> Access::visitor(const Request& request) {
    const auto& authorization = request.header("authorization");
    if (authorization.size() > 7 && lower(authorization.substr(0, 7)) == "bearer ") {
        const auto token = authorization.substr(7);
        if (is_right(request, token, secret_.empty() ? page_token_ : secret_))
            return Visitor{page_token_, true};
        return std::nullopt;
    }
    if (secret_.empty()) return Visitor{page_token_, false};
    const auto cookie = request.cookies.find(cookie_name_);
    if (cookie == request.cookies.end()) return std::nullopt;
    // Looked up by its hash: a tree's comparisons would tell how much of a guess is right.
    const auto session = sessions_.find(sha256_hex(cookie->second));
    if (session == sessions_.end()) return std::nullopt;
    const auto now = std::chrono::steady_clock::now();
    if (now - session->second.used > kSessionLife) {
        sessions_.erase(session);
        return std::nullopt;
    }
    session->second.used = now;
    return Visitor{session->second.token, false};
}

std::optional<Response> Access::refusal_of_change(const Request& request, const Visitor& visitor) const {
    if (!comes_from_us(request, visitor.script))
        return refused(403, "This request does not come from one of the monitor's own pages.");
    if (visitor.script) return std::nullopt;
    const auto& header = request.header("x-pacelane-token");
    if (!same_secret(header.empty() ? request.field("token") : header, visitor.token))
        return refused(403, "The page is older than this session of the monitor: load it again and repeat.");
    return std::nullopt;
}

std::string Access::cookie(const std::string& value, int seconds) const {
    return fmt::format("{}={}; Path={}; Max-Age={}; HttpOnly; SameSite=Strict{}", cookie_name_, value,
                       base_.empty() ? "/" : base_, seconds,
                       public_origin_.starts_with("https:") ? "; Secure" : "");
}

std::optional<std::string> Access::log_in(const Request& request, const std::string& token) {
    if (!comes_from_us(request, true) || !is_right(request, token, secret_)) return std::nullopt;
    const auto now = std::chrono::steady_clock::now();
    std::erase_if(sessions_, [&](const auto& session) { return now - session.second.used > kSessionLife; });
    if (sessions_.size() >= kSessions)
        sessions_.erase(
            std::min_element(sessions_.begin(), sessions_.end(),
                             [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
    const auto value = random_token();
    sessions_[sha256_hex(value)] = {random_token(), now};
    return cookie(value, static_cast<int>(std::chrono::seconds(kSessionLife).count()));
}

std::string Access::log_out(const Request& request) {
    if (const auto cookie = request.cookies.find(cookie_name_); cookie != request.cookies.end())
        sessions_.erase(sha256_hex(cookie->second));
    return cookie("", 0);
}

}  // namespace pacelane::monitor_program
