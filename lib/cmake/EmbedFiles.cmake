# Writes OUTPUT, a C++ source whose function FUNCTION ("a::b::name") returns the text of the one of FILES that goes by a name.
set(entries "")
foreach(file ${FILES})
  file(READ ${file} text)
  if(text MATCHES "\\)embedded\"")
    message(FATAL_ERROR "${file}: holds the delimiter of the C++ literal")
  endif()
  get_filename_component(name ${file} NAME)
  string(APPEND entries "    if (name == \"${name}\") return R\"embedded(${text})embedded\";\n")
endforeach()
string(REGEX MATCH "^(.*)::([^:]+)$" ignored ${FUNCTION})
file(WRITE ${OUTPUT} "#include <string_view>

namespace ${CMAKE_MATCH_1} {

std::string_view ${CMAKE_MATCH_2}(std::string_view name);
std::string_view ${CMAKE_MATCH_2}(std::string_view name) {
${entries}    return {};
}

}  // namespace ${CMAKE_MATCH_1}
")
