# Makes a test of each case of a doctest program when it is built. doctest's own script splits names at ";" and "]".
# As a script: cmake -DPROGRAM=… -DPREFIX=… -DPROPERTIES=… -DOUTPUT=… -P DiscoverTests.cmake
if(NOT CMAKE_SCRIPT_MODE_FILE)
  # pacelane_discover_tests(TARGET PREFIX [property value]...)
  function(pacelane_discover_tests target prefix)
    set(list ${CMAKE_CURRENT_BINARY_DIR}/${target}_cases.cmake)
    string(REPLACE ";" " " properties "${ARGN}")
    add_custom_command(TARGET ${target} POST_BUILD BYPRODUCTS ${list} VERBATIM
      COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:${target}> -DPREFIX=${prefix} -DPROPERTIES=${properties} -DOUTPUT=${list}
              -P ${CMAKE_CURRENT_FUNCTION_LIST_FILE})
    # A program that was not built has no cases.
    set(include ${CMAKE_CURRENT_BINARY_DIR}/${target}_include.cmake)
    file(WRITE ${include} "include([==[${list}]==] OPTIONAL)\n")
    set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${include})
  endfunction()
  return()
endif()

execute_process(COMMAND ${PROGRAM} --list-test-cases OUTPUT_VARIABLE cases COMMAND_ERROR_IS_FATAL ANY)
# CMake's lists give a meaning to these.
string(REPLACE "[" "<<" cases "${cases}")
string(REPLACE "]" ">>" cases "${cases}")
string(REPLACE ";" "<>" cases "${cases}")
string(REPLACE "\n" ";" cases "${cases}")
set(script "")
foreach(name IN LISTS cases)
  if(name STREQUAL "" OR name MATCHES "^(<<doctest>>|====)")
    continue()
  endif()
  string(REPLACE "<<" "[" name "${name}")
  string(REPLACE ">>" "]" name "${name}")
  string(REPLACE "<>" ";" name "${name}")
  # What has a meaning in doctest's filters stands for any character.
  string(REGEX REPLACE "[],\"\\[]" "?" filter "${name}")
  string(APPEND script "add_test([==[${PREFIX}: ${name}]==] [==[${PROGRAM}]==] [==[--test-case=${filter}]==])\n"
                       "set_tests_properties([==[${PREFIX}: ${name}]==] PROPERTIES ${PROPERTIES})\n")
endforeach()
file(WRITE ${OUTPUT} "${script}")
