#define _GNU_SOURCE
#include "CSystem.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

int casebook_exchange(int folder_a, const char *a, int folder_b, const char *b) {
  return renameat2(folder_a, a, folder_b, b, RENAME_EXCHANGE);
}

int casebook_syncfs(int file) { return syncfs(file); }

int casebook_open_unlinked(int folder, const char *path) {
  struct open_how how = {.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK, .resolve = RESOLVE_NO_SYMLINKS};
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

bool casebook_is_mount_point(int folder) {
  struct statx status;
  return statx(folder, "", AT_EMPTY_PATH, STATX_TYPE, &status) == 0
         && (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

static bool is_access_list(const char *name) { return strncmp(name, "system.posix_acl_", 17) == 0; }

/// Copies an extended attribute; one that is missing is removed. Others than access lists may be beyond our rights.
static int copy_attribute(int from, int to, const char *name) {
  char value[65536]; // the largest that Linux knows
  ssize_t size = fgetxattr(from, name, value, sizeof value);
  int result = size >= 0 ? fsetxattr(to, name, value, (size_t)size, 0) : fremovexattr(to, name);
  bool is_void = size < 0 && (errno == ENODATA || errno == ENOTSUP || errno == EOPNOTSUPP);
  return result == 0 || is_void || !is_access_list(name) ? 0 : -1;
}

int casebook_copy_attributes(int from, int to, uint32_t more_mode) {
  struct stat wanted, present;
  if (fstat(from, &wanted) != 0 || fstat(to, &present) != 0) return -1;
  if ((wanted.st_uid != present.st_uid || wanted.st_gid != present.st_gid)
      && fchown(to, wanted.st_uid, wanted.st_gid) != 0)
    return -1;
  if (copy_attribute(from, to, "system.posix_acl_access") != 0) return -1;
  if (copy_attribute(from, to, "system.posix_acl_default") != 0) return -1;
  char names[65536];
  ssize_t length = flistxattr(from, names, sizeof names);
  for (ssize_t start = 0; start < length; start += (ssize_t)strlen(names + start) + 1)
    if (!is_access_list(names + start)) copy_attribute(from, to, names + start);
  return fchmod(to, (wanted.st_mode & 07777) | more_mode);
}
