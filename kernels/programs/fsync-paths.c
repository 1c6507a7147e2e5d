// fsync-paths FILE: 10 fsync, 20 fdatasync, 30 msync(MS_SYNC), 40 O_DSYNC writes on FILE: what a tracer has to count.
#include "faults.h"

int main(int argc, char **argv) {
    if (argc != 2) return 2;
    char page[PAGE];
    memset(page, 1, PAGE);
    int fd = empty_file(argv[1], 1 << 20);
    for (int i = 0; i < 10; i++)
        if (pwrite(fd, page, PAGE, i * PAGE) != PAGE || fsync(fd)) fail("fsync");
    for (int i = 0; i < 20; i++)
        if (pwrite(fd, page, PAGE, i * PAGE) != PAGE || fdatasync(fd)) fail("fdatasync");
    char *p = mmap(0, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED) fail("mmap");
    for (int i = 0; i < 30; i++) {
        touch(p + i * PAGE);
        if (msync(p + i * PAGE, PAGE, MS_SYNC)) fail("msync");
    }
    close(fd);
    fd = open(argv[1], O_RDWR | O_DSYNC);
    for (int i = 0; i < 40; i++)
        if (pwrite(fd, page, PAGE, i * PAGE) != PAGE) fail("O_DSYNC write");
    return 0;
}
