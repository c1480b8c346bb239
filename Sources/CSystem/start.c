#include "CSystem.h"
#include <stddef.h>

static int argument_count;
static char **argument_list;

// The C library hands the arguments to what runs before `main`. Swift's own list is read from /proc, which an empty root does
// not have.
__attribute__((constructor)) static void keep_arguments(int count, char **list) {
  argument_count = count;
  argument_list = list;
}

int casebook_argument_count(void) { return argument_count; }

char *const *casebook_arguments(void) { return argument_list; }

// A release is linked statically. There Swift's runtime looks for the program that prints backtraces beside itself, and
// ends the process where /proc cannot tell where that is. None is packed with a release: this definition of the function is
// linked instead of the runtime's.
#ifdef CASEBOOK_STATIC
char *swift_copyAuxiliaryExecutablePath(const char *name) {
  (void)name;
  return NULL;
}
#endif
