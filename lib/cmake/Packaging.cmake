# Debian packages, made by `cpack --config BUILD/CPackConfig.cmake` into BUILD/packages. Three of them: Debian wants a
# shared library in a package named after its soname, so that programs built with one soname and the next can be
# installed side by side.
#   pacelane         the program
#   libpacelane0     the library
#   libpacelane-dev  headers, CMake package, pkg-config file
# To be configured with CMAKE_INSTALL_PREFIX=/usr: then the library goes where Debian has those of an architecture.
set(PACELANE_MAINTAINER "Pacelane developers <developers@pacelane.invalid>" CACHE STRING
    "Who answers for the packages: NAME <ADDRESS>")

# What is not linked with but opened at run time.
set(PACELANE_RUNTIME_PACKAGES "libmd4c0, libstemmer0d, tzdata")

set(debian_folder ${CMAKE_CURRENT_LIST_DIR}/debian)
file(STRINGS ${debian_folder}/changelog changelog_head LIMIT_COUNT 1)
if(NOT changelog_head MATCHES "^pacelane \\(${PROJECT_VERSION}\\) ")
  message(FATAL_ERROR "${debian_folder}/changelog: its first entry is not that of version ${PROJECT_VERSION}")
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
    WORLD_READ WORLD_EXECUTE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_COMPONENTS_ALL program library development)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/StagePackages.cmake)
set(CPACK_PACELANE_SOURCE_DIR ${PROJECT_SOURCE_DIR})
# Each package has a summary of its own, as the first line of its description.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER ${PACELANE_MAINTAINER})
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Where the program's dependency on the library is looked up; it is the exact version, as below 1.0 no two versions
# promise to go together.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}/lib)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY "=")
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS ON)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME pacelane)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION text)
if(PACELANE_STATIC_PROGRAM)
  # It has the library in itself, and so needs what that needs beside what it is linked with.
  set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "${PACELANE_RUNTIME_PACKAGES}")
endif()
if(PACELANE_HAS_MONITOR_PROGRAM OR NOT PACELANE_STATIC_PROGRAM)
  set(CPACK_COMPONENT_PROGRAM_DEPENDS library)
endif()
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION "grounded drafts from what a person already knows
Pacelane turns notes, documents, meeting minutes and transcripts into drafts
of LinkedIn posts, blog posts, newsletters and social posts, at the pace that
the person chose. Every statement of a draft carries the file and line that it
comes from.

Each stage of its pipeline is one command, for use by hand, from crontab or
in scripts, on one SQLite database.
")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libpacelane0)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "${PACELANE_RUNTIME_PACKAGES}")
# The trigger that Debian wants. CPack would write a postinst and a postrm that call ldconfig, which Debian does not
# want, unless it is given some: these two do not exist, so the package gets none.
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA
    ${debian_folder}/triggers ${debian_folder}/none/postinst ${debian_folder}/none/postrm)
set(CPACK_DEBIAN_LIBRARY_DESCRIPTION "pipeline from notes and meetings to drafts (library)
Pacelane turns notes, documents, meeting minutes and transcripts into drafts
of LinkedIn posts, blog posts, newsletters and social posts, at the pace that
the person chose.

This package holds the shared library that the program and others use.
")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libpacelane-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_COMPONENT_DEVELOPMENT_DEPENDS library)
# What the public headers include and the CMake package looks for.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS nlohmann-json3-dev)
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "pipeline from notes and meetings to drafts (development files)
Pacelane turns notes, documents, meeting minutes and transcripts into drafts
of LinkedIn posts, blog posts, newsletters and social posts, at the pace that
the person chose.

This package holds what is needed to build C++ programs with the library: its
headers, a CMake package, a pkg-config file and an example.
")

include(CPack)
