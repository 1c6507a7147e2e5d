// hold-file [-d] FILE PAGES SECONDS: makes FILE, with -d deletes it again, takes a MAP_SYNC write fault on each of PAGES, and keeps
// it mapped for SECONDS, in which a tracer can find its path.
#include "faults.h"

int main(int argc, char **argv) {
    int deleted = argc > 1 && !strcmp(argv[1], "-d");
    argv += deleted;
    if (argc - deleted != 4) return 2;
    long n = atol(argv[2]);
    int fd = empty_file(argv[1], n * PAGE);
    if (deleted && unlink(argv[1])) fail(argv[1]);
    char *p = map_file(fd, reserve(n * PAGE, PAGE), n * PAGE, 1);
    close(fd);
    for (long i = 0; i < n; i++) touch(p + i * PAGE);
    sleep(atoi(argv[3]));
    return 0;
}
