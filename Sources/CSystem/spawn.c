#define _GNU_SOURCE
#include "CSystem.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Between fork and exec only what is safe in a process of several threads.
static void become(const char *program, char *const arguments[], char *const environment[], const int streams[3],
                   mode_t mask, pid_t parent) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
  for (int stream = 0; stream < 3; stream++)
    if (dup2(streams[stream], stream) < 0) return;
  // Whatever the program has open is none of the other's business. (4: they are closed by exec.)
  // Before Linux 5.11 one by one; the limit may be a thousand million.
  if (syscall(SYS_close_range, 3, ~0U, 4) < 0)
    for (int file = 3; file < 1 << 16; file++) fcntl(file, F_SETFD, FD_CLOEXEC);
  if (chdir("/") < 0) return;
  umask(mask);
  for (int number = 1; number <= SIGRTMAX; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(program, arguments, environment);
}

pid_t casebook_spawn(const char *program, char *const arguments[], char *const environment[], int input, int output,
                     int errors, mode_t mask) {
  int report[2];
  if (pipe2(report, O_CLOEXEC) < 0) return -errno;
  pid_t parent = getpid(), child = fork();
  if (child == 0) {
    become(program, arguments, environment, (int[]){input, output, errors}, mask, parent);
    int fault = errno;
    (void)!write(report[1], &fault, sizeof fault);
    _exit(127);
  }
  int fault = child < 0 ? errno : 0;
  close(report[1]);
  if (child > 0) {
    ssize_t count;
    do count = read(report[0], &fault, sizeof fault);
    while (count < 0 && errno == EINTR);
    if (count > 0) waitpid(child, NULL, 0);
  }
  close(report[0]);
  return fault == 0 ? child : -fault;
}

int casebook_has_ended(pid_t process) {
  siginfo_t ended = {0};
  return waitid(P_PID, process, &ended, WEXITED | WNOHANG | WNOWAIT) < 0 || ended.si_pid == process;
}

int casebook_memory_file(void) { return memfd_create("casebook", MFD_CLOEXEC); }
