// dsync-writes FILE N: N pages written with pwrite() to FILE, which is open with O_DSYNC.
#include "faults.h"

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    char page[PAGE];
    memset(page, 1, PAGE);
    int fd = open(argv[1], O_RDWR | O_CREAT | O_TRUNC | O_DSYNC, 0600);
    if (fd < 0) fail(argv[1]);
    for (long i = 0, n = atol(argv[2]); i < n; i++)
        if (pwrite(fd, page, PAGE, i * PAGE) != PAGE) fail("write");
    return 0;
}
