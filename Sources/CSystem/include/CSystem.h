// Functions that Glibc's Swift module lacks, as it is compiled without _GNU_SOURCE. All return 0, or -1 with errno set, unless they
// say otherwise.

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/// Exchanges two names in one step, so that a finished site replaces the old one with no moment between.
int casebook_exchange(int folder_a, const char *a, int folder_b, const char *b);

/// Waits until everything written to the file system of an open file is on the disk.
int casebook_syncfs(int file);

/// Opens a file for reading, following no symbolic link on the way. Returns its descriptor.
int casebook_open_unlinked(int folder, const char *path);

/// Whether an open folder is where a file system, or a part of one, is mounted.
bool casebook_is_mount_point(int folder);

/// Gives an open folder the owner, group, access list, other extended attributes and mode of another; a mode of its own may
/// be added to the latter.
int casebook_copy_attributes(int from, int to, uint32_t more_mode);

/// Starts a program in a process group of its own, in the folder `/`, with nothing open but three streams (whose numbers
/// are above 2), all signals as they are by default; files that it makes lack the rights in `mask`. It is killed when the
/// thread that has called this ends. Returns its process number, or what went wrong, negated.
pid_t casebook_spawn(const char *program, char *const arguments[], char *const environment[], int input, int output,
                     int errors, mode_t mask);

/// Whether a child has ended. It is not reaped: until then its number, which is its group's, belongs to no other.
int casebook_has_ended(pid_t process);

/// A file without a name, in memory. Returns -1 with errno set where there is none.
int casebook_memory_file(void);

/// The arguments that this process was started with, its own name among them.
int casebook_argument_count(void);
char *const *casebook_arguments(void);
