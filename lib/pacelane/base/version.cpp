#include <pacelane/base/version.h>

namespace pacelane {

std::string_view version() {
    return PACELANE_VERSION;
}

}  // namespace pacelane
