# pacelane_precompiled_header(KIND [LIBS library...]): makes the precompiled header KIND of precompiled_KIND.h, in a target of
# its own that has no option or definition but those that all its users have.
function(pacelane_precompiled_header kind)
  cmake_parse_arguments(arg "PIE" "" "LIBS;OPTIONS" ${ARGN})
  set(target pacelane_precompiled_${kind})
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp "")
  add_library(${target} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp)
  target_link_libraries(${target} PRIVATE ${arg_LIBS})
  target_compile_options(${target} PRIVATE ${arg_OPTIONS})
  if(arg_PIE)
    # An object library is compiled for shared libraries, its users are programs.
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(${target} PRIVATE -fPIE)
  endif()
  target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/lib/cmake/precompiled_${kind}.h)
  pacelane_ccache_precompiled(${target})
endfunction()

# pacelane_precompile(TARGET KIND): has TARGET use it.
function(pacelane_precompile target kind)
  target_precompile_headers(${target} REUSE_FROM pacelane_precompiled_${kind})
  pacelane_ccache_precompiled(${target})
endfunction()

# What ccache needs to know what went into a precompiled header.
function(pacelane_ccache_precompiled target)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -fpch-preprocess)
  else()
    target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()
