// keep-faulting COMM FILE ROUNDS: under the name COMM, ROUNDS times (0: until killed) an empty FILE, 16 MAP_SYNC write faults on
// it, and one fsync. The decoy that a filter must not let through, and the load that goes on while a tracer is killed.
#include "faults.h"

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    prctl(PR_SET_NAME, argv[1]);
    char *at = reserve(16 * PAGE, PAGE);
    long rounds = atol(argv[3]);
    for (long round = 0; !rounds || round < rounds; round++) {
        int fd = empty_file(argv[2], 16 * PAGE);
        char *p = map_file(fd, at, 16 * PAGE, 1);
        for (long i = 0; i < 16; i++) touch(p + i * PAGE);
        if (fsync(fd)) fail("fsync");
        close(fd);
    }
    return 0;
}
