# cmake -DLIST=FILE -DOUT=FILE -P hash_sources.cmake
# Writes one hash of all files that LIST names, as a C++ string.
file(READ ${LIST} files)
set(all "")
foreach(file ${files})
  file(SHA256 ${file} hash)
  string(APPEND all ${hash})
endforeach()
string(SHA256 all "${all}")
file(WRITE ${OUT} "\"${all}\"\n")
