// The least that a program of this kind has to do, on one thread: reads every file below the folders given, runs
// libcmark over the body of every write-up, and makes files of the given sizes. It understands nothing of what it reads.
//
//   floor PLAN OUTPUT FOLDER...
//
// PLAN has a line for each folder and each file to make, a folder before its files: "d PATH" and "f SIZE NAME".
#define _GNU_SOURCE
#include <cmark.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void fail(const char *what) {
  fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
  exit(1);
}

// One buffer for all input files, one for all output.
typedef struct {
  char *bytes;
  size_t count, room;
} Buffer;

static void reserve(Buffer *buffer, size_t room) {
  if (buffer->room >= room) return;
  buffer->room = room * 2;
  if (!(buffer->bytes = realloc(buffer->bytes, buffer->room))) fail("memory");
}

static void read_file(int folder, const char *name, Buffer *into) {
  int file = openat(folder, name, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) fail(name);
  reserve(into, (size_t)status.st_size + 1);
  into->count = 0;
  while (into->count < (size_t)status.st_size) {
    ssize_t count = read(file, into->bytes + into->count, (size_t)status.st_size - into->count);
    if (count < 0) fail(name);
    if (count == 0) break;
    into->count += (size_t)count;
  }
  into->bytes[into->count] = 0;
  close(file);
}

// What stands after the header's second line "---".
static char *body(const Buffer *text) {
  if (strncmp(text->bytes, "---\n", 4) != 0) return text->bytes;
  char *end = strstr(text->bytes + 3, "\n---\n");
  return end ? end + 5 : text->bytes + text->count;
}

// Takes over `folder`. The last markup stays in `markup`, to have something to write.
static void read_folder(int folder, Buffer *text, Buffer *markup) {
  DIR *directory = fdopendir(folder);
  if (!directory) fail("a folder");
  struct dirent *entry;
  while ((entry = readdir(directory))) {
    const char *name = entry->d_name;
    if (name[0] == '.') continue;
    if (entry->d_type == DT_DIR) {
      int child = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      if (child < 0) fail(name);
      read_folder(child, text, markup);
      continue;
    }
    read_file(folder, name, text);
    const char *extension = strrchr(name, '.');
    if (!extension || strcmp(extension, ".md") != 0) continue;
    char *start = body(text);
    size_t count = text->count - (size_t)(start - text->bytes);
    char *html = cmark_markdown_to_html(start, count, CMARK_OPT_VALIDATE_UTF8);
    markup->count = strlen(html);
    reserve(markup, markup->count);
    memcpy(markup->bytes, html, markup->count);
    free(html);
  }
  closedir(directory);
}

static void write_file(int folder, const char *name, size_t size, Buffer *markup) {
  if (markup->count == 0) {
    reserve(markup, 1);
    markup->bytes[markup->count++] = '\n';
  }
  reserve(markup, size);
  while (markup->count < size) {
    size_t more = markup->count < size - markup->count ? markup->count : size - markup->count;
    memcpy(markup->bytes + markup->count, markup->bytes, more);
    markup->count += more;
  }
  int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file < 0) fail(name);
  for (size_t written = 0; written < size;) {
    ssize_t count = write(file, markup->bytes + written, size - written);
    if (count < 0) fail(name);
    written += (size_t)count;
  }
  if (close(file) != 0) fail(name);
}

static void write_plan(const char *plan, const char *output, Buffer *markup) {
  Buffer lines = {0};
  read_file(AT_FDCWD, plan, &lines);
  if (mkdir(output, 0755) != 0) fail(output);
  int root = open(output, O_RDONLY | O_DIRECTORY | O_CLOEXEC), folder = dup(root);
  if (root < 0 || folder < 0) fail(output);
  for (char *line = lines.bytes; *line;) {
    char *end = strchr(line, '\n');
    if (!end) fail("the plan's last line has no end");
    *end = 0;
    if (line[0] == 'd') {
      close(folder);
      if (mkdirat(root, line + 2, 0755) != 0) fail(line + 2);
      folder = openat(root, line + 2, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      if (folder < 0) fail(line + 2);
    } else {
      char *name;
      size_t size = strtoull(line + 2, &name, 10);
      write_file(folder, name + 1, size, markup);
    }
    line = end + 1;
  }
}

int main(int count, char **arguments) {
  if (count < 4) {
    fprintf(stderr, "use: floor PLAN OUTPUT FOLDER...\n");
    return 64;
  }
  Buffer text = {0}, markup = {0};
  for (int i = 3; i < count; i++) {
    int folder = open(arguments[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) fail(arguments[i]);
    read_folder(folder, &text, &markup);
  }
  write_plan(arguments[1], arguments[2], &markup);
  return 0;
}
