# Writes OUTPUT, a C++ source whose function FUNCTION ("a::b::name") returns the text of FILE.
file(READ ${FILE} text)
if(text MATCHES "\\)text\"")
  message(FATAL_ERROR "${FILE}: holds the delimiter of the C++ literal")
endif()
string(REGEX MATCH "^(.*)::([^:]+)$" ignored ${FUNCTION})
file(WRITE ${OUTPUT} "#include <string_view>

namespace ${CMAKE_MATCH_1} {

std::string_view ${CMAKE_MATCH_2}() {
    return R\"text(${text})text\";
}

}  // namespace ${CMAKE_MATCH_1}
")
