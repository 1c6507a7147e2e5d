// huge-faults FILE SYNC N: N times 2 MiB of FILE, allocated but unwritten, mapped on 2 MiB alignment, one byte written to
// each 2 MiB: N PMD faults where the filesystem's extents are aligned too (ext4; XFS falls back to 4 KiB).
#include "faults.h"

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    long n = atol(argv[3]);
    int fd = empty_file(argv[1], n * HUGE);
    for (long i = 0; i < n; i++) // one by one: ext4 then finds each an aligned place, the stripe it was made with
        if (posix_fallocate(fd, i * HUGE, HUGE)) fail("fallocate");
    char *p = map_file(fd, reserve(n * HUGE, 0), n * HUGE, atoi(argv[2]));
    for (long i = 0; i < n; i++) touch(p + i * HUGE);
    return 0;
}
