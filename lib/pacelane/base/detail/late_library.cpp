#include <dlfcn.h>
#include <pacelane/base/detail/late_library.h>
#include <pacelane/base/error.h>

#include <fmt/format.h>

namespace pacelane::detail {

void* LateLibrary::address(const char* name) {
    if (!library_) library_ = ::dlopen(soname_, RTLD_NOW | RTLD_LOCAL);
    void* found = library_ ? ::dlsym(library_, name) : nullptr;
    if (!found)
        throw Error(ErrorKind::configuration, fmt::format("{} cannot be used ({}); install the package {}",
                                                          soname_, ::dlerror(), package_));
    return found;
}

}  // namespace pacelane::detail
