// map-sync-faults [-n] FILE SYNC PREALLOC PAGES: the measurement behind this project. Maps FILE with or without MAP_SYNC,
// one page off 2 MiB alignment so that every fault is a 4 KiB one, writes one byte to each page and times it.
// -n prints each fault's nanoseconds too, and their total: what the thread saw, which a tracer has to stay below.
#include "faults.h"

int main(int argc, char **argv) {
    int each = argc > 1 && !strcmp(argv[1], "-n");
    argv += each;
    if (argc - each != 5) {
        fprintf(stderr, "usage: map-sync-faults [-n] FILE SYNC PREALLOC PAGES\n");
        return 2;
    }
    int sync = atoi(argv[2]), prealloc = atoi(argv[3]);
    long n = atol(argv[4]);
    int fd = empty_file(argv[1], n * PAGE);
    if (prealloc) {
        char page[PAGE];
        memset(page, 1, PAGE);
        for (long i = 0; i < n; i++)
            if (pwrite(fd, page, PAGE, i * PAGE) != PAGE) fail(argv[1]);
        if (fsync(fd)) fail("fsync");
    }
    char *p = map_file(fd, reserve(n * PAGE, PAGE), n * PAGE, sync);
    long *ns = calloc(n, sizeof *ns); // touched now, so that the loop below takes no faults but those it times
    if (!ns) fail("calloc");
    for (long i = 0; i < n; i++) ns[i] = -1;
    for (long i = 0; i < n; i++) {
        long t = now();
        touch(p + i * PAGE);
        ns[i] = now() - t;
    }
    long hist[40] = {0}, min = 1L << 60, max = 0, sum = 0, total = 0;
    for (long i = 0; i < n; i++) {
        long us = ns[i] / 1000;
        if (us < min) min = us;
        if (us > max) max = us;
        sum += us;
        total += ns[i];
        int b = 0;
        while ((1L << b) <= us) b++;
        hist[b]++;
    }
    printf("min=%ld avg=%ld max=%ld\n", min, sum / n, max);
    for (int b = 0; b < 40; b++)
        if (hist[b]) printf("%ld - %ld us: %ld\n", b ? 1L << (b - 1) : 0, (1L << b) - 1, hist[b]);
    for (long i = 0; each && i < n; i++) printf("fault %ld %ld ns\n", i, ns[i]);
    if (each) printf("total %ld ns\n", total);
    return 0;
}
