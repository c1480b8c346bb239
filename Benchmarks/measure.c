// Runs a command and writes what it took, its children included, to a file: "WALL CPU MEMORY", in seconds and bytes.
//
//   measure FILE COMMAND...
//
// Not done in Python: what a process has in memory when it starts another counts as the other's peak.
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
  if (count < 3) {
    fprintf(stderr, "use: measure FILE COMMAND...\n");
    return 64;
  }
  double start = now();
  pid_t child = fork();
  if (child == 0) {
    execv(arguments[2], arguments + 2);
    perror(arguments[2]);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
    perror("measure");
    return 71;
  }
  double wall = now() - start;
  FILE *file = fopen(arguments[1], "w");
  if (!file) {
    perror(arguments[1]);
    return 74;
  }
  fprintf(file, "%.6f %.6f %ld\n", wall, seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss * 1024);
  fclose(file);
  if (WIFSIGNALED(status)) fprintf(stderr, "%s: ended by signal %d\n", arguments[2], WTERMSIG(status));
  return WIFEXITED(status) ? WEXITSTATUS(status) : 70;
}
