// The files that the program carries in itself, so that it needs none beside it.

#include <stddef.h>

/// A file: its path in this repository, and its bytes.
struct casebook_file {
  const char *path;
  const unsigned char *bytes;
  size_t size;
};

/// All of them, sorted by their paths.
const struct casebook_file *casebook_files(void);
size_t casebook_file_count(void);

/// The commit that a release was built from; empty in any other build.
const char *casebook_commit(void);
