#pragma once

/// A shared library that is loaded when something of it is first needed: every start of the program would pay
/// for it.
namespace pacelane::detail {

class LateLibrary {
public:
    /// `package`: the Debian package, named when the library is missing. Neither text is copied.
    LateLibrary(const char* soname, const char* package) : soname_(soname), package_(package) {}
    /// Throws Error(configuration) when the library or the function is not available.
    template <class Function>
    Function* function(const char* name) {
        return reinterpret_cast<Function*>(address(name));
    }

private:
    void* address(const char* name);
    const char* soname_;
    const char* package_;
    void* library_ = nullptr;  // for the life of the process
};

}  // namespace pacelane::detail
