# Writes OUTPUT, a C++ source with the text of every migration in FILES, in the order of their names.
# The function that runs after the SQL of a migration, by its name; see Migration::step.
set(step_of_queue_names "queue::migrate_names")
set(entries "")
list(SORT FILES)
foreach(file ${FILES})
  get_filename_component(stem ${file} NAME_WE)
  if(NOT stem MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)$")
    message(FATAL_ERROR "${file}: a migration is named NNNN_lower_case_name.sql")
  endif()
  set(number ${CMAKE_MATCH_1})
  set(name ${CMAKE_MATCH_2})
  string(REGEX REPLACE "^0+" "" number ${number})
  file(READ ${file} text)
  if(text MATCHES "\\)sql\"")
    message(FATAL_ERROR "${file}: holds the delimiter of the C++ literal")
  endif()
  string(SHA256 digest "${text}")
  set(step nullptr)
  if(DEFINED step_of_${name})
    set(step ${step_of_${name}})
  endif()
  string(APPEND entries "    {${number}, \"${name}\", R\"sql(${text})sql\", \"${digest}\", ${step}},\n")
endforeach()
file(WRITE ${OUTPUT} "#include <pacelane/queue/names.h>
#include <pacelane/store/migrations.h>

namespace pacelane::store {

const std::vector<Migration>& embedded_migrations() {
  static const std::vector<Migration> all = {
${entries}  };
  return all;
}

}  // namespace pacelane::store
")
