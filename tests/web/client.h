#pragma once

#include "cli/sandbox.h"

#include <map>
#include <string>
#include <vector>

/// A monitor that serves the sandbox's database, until this object goes.
class Served {
public:
    explicit Served(const Sandbox& sandbox, std::vector<std::string> options = {});
    ~Served();
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;

    int port = 0;
    std::string host() const { return "127.0.0.1:" + std::to_string(port); }
    int pid() const { return pid_; }

private:
    int pid_ = -1;
};

struct Reply {
    int status = 0;                              ///< 0: the connection was closed without an answer
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;
    nlohmann::json json() const { return nlohmann::json::parse(body); }
};

/// A connection on which bytes go as they are given.
class Wire {
public:
    explicit Wire(int port);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    void send(const std::string& bytes) const;
    /// What comes until `enough` says so or the other side closes; fails the test after a minute.
    std::string read_until(const std::string& part) const;
    std::string read_all() const;

private:
    int socket_ = -1;
};

using Headers = std::map<std::string, std::string>;

/// One request on a connection of its own, with the right Host unless `headers` has one.
Reply get(const Served& served, const std::string& path, const Headers& headers = {});
Reply post(const Served& served, const std::string& path, const std::string& body, Headers headers = {});
/// The token that stands in the page.
std::string page_token(const Served& served, const Headers& headers = {});
/// As the page's own script sends it.
Reply act(const Served& served, const std::string& path, const nlohmann::json& fields);
/// Waits until the run that an action began has ended.
nlohmann::json end_of_run(const Served& served, const Reply& begun, const Headers& headers = {});
