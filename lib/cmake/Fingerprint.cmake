# Writes OUTPUT, in which FUNCTION returns a hash of what FILES (below ROOT) hold: what was computed by other
# sources can be told from what these compute.
set(all "")
list(SORT FILES)
foreach(file IN LISTS FILES)
  file(SHA256 ${ROOT}/${file} hash)
  string(APPEND all "${file} ${hash}\n")
endforeach()
string(SHA256 hash "${all}")
string(REGEX MATCH "^(.*)::([^:]+)$" _ ${FUNCTION})
file(WRITE ${OUTPUT} "#include <string_view>\n
namespace ${CMAKE_MATCH_1} {
std::string_view ${CMAKE_MATCH_2}();
std::string_view ${CMAKE_MATCH_2}() {
    return \"${hash}\";
}
}  // namespace ${CMAKE_MATCH_1}
")
