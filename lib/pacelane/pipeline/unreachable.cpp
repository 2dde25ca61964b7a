// Whether somebody listens at an address.
#include <cerrno>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <pacelane/base/text.h>
#include <pacelane/pipeline/doctor.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::pipeline {

namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

struct Place {
    std::string host;
    std::string port;
};

std::optional<Place> place_of(std::string_view url) {
    Place place;
    const auto lower = ascii_lower(url.substr(0, 8));
    if (lower.starts_with("https://"))
        place.port = "443";
    else if (lower.starts_with("http://"))
        place.port = "80";
    else
        return std::nullopt;
    url.remove_prefix(url.find("://") + 3);
    url = url.substr(0, url.find_first_of("/?#"));
    if (const auto at = url.rfind('@'); at != std::string_view::npos) url.remove_prefix(at + 1);
    if (url.starts_with('[')) {  // [::1]:8080
        const auto end = url.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        place.host = url.substr(1, end - 1);
        url.remove_prefix(end + 1);
    } else {
        const auto end = std::min(url.find(':'), url.size());
        place.host = url.substr(0, end);
        url.remove_prefix(end);
    }
    if (url.starts_with(':') && url.size() > 1) place.port = url.substr(1);
    if (place.host.empty() || place.port.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return place;
}

/// A look-up that can be left alone when it takes too long: its memory then stays with it.
struct LookUp {
    Place place;
    addrinfo hints{};
    gaicb request{};
};

milliseconds left_until(Steady::time_point end) {
    return std::max(std::chrono::duration_cast<milliseconds>(end - Steady::now()), milliseconds(0));
}

std::string connect_to(const addrinfo& address, Steady::time_point end) {
    const int socket = ::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket < 0) return std::strerror(errno);
    int fault = 0;
    if (::connect(socket, address.ai_addr, address.ai_addrlen) != 0) {
        fault = errno;
        if (fault == EINPROGRESS) {
            pollfd ready{socket, POLLOUT, 0};
            socklen_t size = sizeof fault;
            if (::poll(&ready, 1, static_cast<int>(left_until(end).count())) == 1)
                ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &fault, &size);
            else
                fault = ETIMEDOUT;
        }
    }
    ::close(socket);
    return fault == 0 ? "" : std::strerror(fault);
}

}  // namespace

std::string unreachable(const std::string& url, milliseconds timeout) {
    const auto shown = config::without_credentials(url);
    const auto end = Steady::now() + timeout;
    const auto place = place_of(url);
    if (!place) return fmt::format("{}: not an http or https address", shown);
    auto look_up = std::make_unique<LookUp>();
    look_up->place = *place;
    look_up->hints.ai_socktype = SOCK_STREAM;
    look_up->request.ar_name = look_up->place.host.c_str();
    look_up->request.ar_service = look_up->place.port.c_str();
    look_up->request.ar_request = &look_up->hints;
    gaicb* requests[] = {&look_up->request};
    int code = ::getaddrinfo_a(GAI_NOWAIT, requests, 1, nullptr);
    if (code == 0) {
        while ((code = ::gai_error(requests[0])) == EAI_INPROGRESS) {
            const auto left = left_until(end);
            if (left == milliseconds(0)) break;
            const timespec wait{left.count() / 1000, (left.count() % 1000) * 1'000'000};
            ::gai_suspend(requests, 1, &wait);
        }
    }
    if (code == EAI_INPROGRESS) {
        if (::gai_cancel(requests[0]) == EAI_NOTCANCELED) static_cast<void>(look_up.release());
        return fmt::format("{}: its name was not resolved within {} ms", shown, timeout.count());
    }
    if (code != 0) return fmt::format("{}: {}", shown, ::gai_strerror(code));
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses(look_up->request.ar_result,
                                                                   ::freeaddrinfo);
    std::string why = "no address";
    for (const auto* address = addresses.get(); address && !why.empty(); address = address->ai_next)
        why = connect_to(*address, end);
    return why.empty() ? "" : fmt::format("{}: cannot be reached: {}", shown, why);
}

}  // namespace pacelane::pipeline
