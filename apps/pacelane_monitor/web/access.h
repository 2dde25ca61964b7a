#pragma once

#include "options.h"
#include "web/http.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace pacelane::monitor_program {

/// Who may do what. Without a token file: everybody who reaches the loopback address, and changes only with
/// the token that stands in the pages, which no other site can read. With one: who logged in, or sends it as
/// a bearer token.
class Access {
public:
    /// Reads the token file. Throws Error(usage) for an address that needs one, Error(configuration) when the
    /// file does not do.
    Access(const Options& options, const ListenAddress& address);

    struct Visitor {
        std::string token;    ///< of the session: a change needs it, unless a script sent a bearer token
        bool script = false;  ///< came with a bearer token
    };

    /// Why a request is not answered at all: its Host is none of ours (DNS rebinding), or another site reads.
    std::optional<Response> refusal(const Request& request) const;
    /// Too many wrong tokens came from where this request does, in the last minute: this one's is not looked
    /// at.
    std::optional<Response> refusal_of_guesses(const Request& request);
    /// nullopt: has to log in first.
    std::optional<Visitor> visitor(const Request& request);
    /// Why this visitor's request changes nothing: it does not come from our pages.
    std::optional<Response> refusal_of_change(const Request& request, const Visitor& visitor) const;

    /// Below which path of the public address the monitor stands: "/pacelane"; empty: it has a host of its
    /// own.
    const std::string& base() const { return base_; }
    bool needs_login() const { return !secret_.empty(); }
    /// The cookie of a new session; nullopt when the token is wrong or the request comes from elsewhere.
    std::optional<std::string> log_in(const Request& request, const std::string& token);
    /// The cookie that ends it.
    std::string log_out(const Request& request);

private:
    struct Session {
        std::string token;
        std::chrono::steady_clock::time_point used;
    };
    struct Guesses {
        int wrong = 0;
        std::chrono::steady_clock::time_point since;
    };
    std::string guesser(const Request& request) const;
    bool is_right(const Request& request, const std::string& token, const std::string& secret);
    bool is_our_host(const std::string& host) const;
    bool comes_from_us(const Request& request, bool may_be_silent) const;
    std::string cookie(const std::string& value, int seconds) const;

    ListenAddress address_;
    std::string public_origin_;  // "https://monitor.example.org"
    std::string public_host_;
    std::string base_;
    std::string secret_;      // the token file's; empty: none
    std::string page_token_;  // of everybody, without a token file
    std::string cookie_name_;
    std::map<std::string, Session> sessions_;  // by the hash of the cookie's value
    std::map<std::string, Guesses> guesses_;   // by address
};

/// So many random bytes, as hexadecimal digits.
std::string random_token(std::size_t bytes = 32);
/// Compares in a time that does not depend on where they differ.
bool same_secret(const std::string& a, const std::string& b);

}  // namespace pacelane::monitor_program
