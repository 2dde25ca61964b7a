# Run when installing, with MAN_PAGES (the folder they were made in) and MAN_DESTINATION: the manual pages, gzipped.
find_program(GZIP gzip REQUIRED)
file(GLOB pages ${MAN_PAGES}/*.[1-9])
foreach(page ${pages})
  get_filename_component(name ${page} NAME)
  string(REGEX MATCH "[1-9]$" section ${name})
  execute_process(COMMAND ${GZIP} -9nc ${page} OUTPUT_FILE ${page}.gz COMMAND_ERROR_IS_FATAL ANY)
  file(INSTALL ${page}.gz DESTINATION ${MAN_DESTINATION}/man${section})
endforeach()
