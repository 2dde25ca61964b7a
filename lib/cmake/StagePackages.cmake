# Run by cpack between staging the files of the packages and making them: what Debian wants of a package and
# `cmake --install` must not do.
cmake_policy(SET CMP0057 NEW)  # IN_LIST
find_program(GZIP gzip REQUIRED)
set(examples ${CPACK_PACELANE_SOURCE_DIR}/examples)
set(directory_permissions OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(file_permissions OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)

# stage(COMPONENT [EXAMPLE…]): copyright, changelog and examples of its package.
function(stage component)
  string(TOUPPER ${component} upper)
  set(package ${CPACK_DEBIAN_${upper}_PACKAGE_NAME})
  set(documentation ${CPACK_TEMPORARY_DIRECTORY}/${component}/usr/share/doc/${package})
  file(COPY ${CPACK_PACELANE_SOURCE_DIR}/LICENSE DESTINATION ${documentation}
       FILE_PERMISSIONS ${file_permissions} DIRECTORY_PERMISSIONS ${directory_permissions})
  file(RENAME ${documentation}/LICENSE ${documentation}/copyright)
  execute_process(COMMAND ${GZIP} -9nc ${CMAKE_CURRENT_LIST_DIR}/debian/changelog
                  OUTPUT_FILE ${documentation}/changelog.gz COMMAND_ERROR_IS_FATAL ANY)
  file(CHMOD ${documentation}/changelog.gz PERMISSIONS ${file_permissions})
  foreach(example ${ARGN})
    file(COPY ${examples}/${example} DESTINATION ${documentation}/examples
         FILE_PERMISSIONS ${file_permissions} DIRECTORY_PERMISSIONS ${directory_permissions})
  endforeach()
endfunction()

stage(program workspace smoke.sh)
file(CHMOD ${CPACK_TEMPORARY_DIRECTORY}/program/usr/share/doc/pacelane/examples/smoke.sh
     PERMISSIONS ${directory_permissions})
stage(library)
if(formats IN_LIST CPACK_COMPONENTS_ALL)
  stage(formats)
endif()
stage(development cpp)

# The library is on the system's search path; looking for it beside the program is for other prefixes.
file(RPATH_REMOVE FILE ${CPACK_TEMPORARY_DIRECTORY}/program/usr/bin/pacelane)
set(monitor ${CPACK_TEMPORARY_DIRECTORY}/program/usr/libexec/pacelane/pacelane-monitor)
if(EXISTS ${monitor})
  file(RPATH_REMOVE FILE ${monitor})
endif()
