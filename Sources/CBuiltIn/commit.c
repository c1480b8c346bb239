#include "built_in.h"

// Tools/dist defines it for a release.
#ifndef CASEBOOK_COMMIT
#define CASEBOOK_COMMIT ""
#endif

const char *casebook_commit(void) { return CASEBOOK_COMMIT; }
