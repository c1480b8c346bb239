/// Exchanges two paths in one step, so that a finished site replaces the old one with no moment between.
/// Returns 0, or -1 with errno set. Glibc's Swift module is compiled without _GNU_SOURCE and lacks renameat2.
int casebook_exchange(const char *a, const char *b);
