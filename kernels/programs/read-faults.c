// read-faults FILE PAGES: read(2) of /dev/zero into each page of an untouched MAP_SYNC mapping of FILE: PAGES write faults that
// are taken inside a system call, from kernel mode.
#include "faults.h"

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    long n = atol(argv[2]);
    int fd = empty_file(argv[1], n * PAGE), zero = open("/dev/zero", O_RDONLY);
    char *p = map_file(fd, reserve(n * PAGE, PAGE), n * PAGE, 1);
    for (long i = 0; i < n; i++)
        if (read(zero, p + i * PAGE, PAGE) != PAGE) fail("read");
    return 0;
}
