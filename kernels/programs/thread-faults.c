// thread-faults FILE THREADS PAGES: THREADS threads, each writing PAGES pages of its own to one MAP_SYNC mapping of FILE, at the
// same time: THREADS x PAGES write faults of one process. (A commit for one thread can clean what another one dirtied, so
// how many of them sync is not fixed.)
#include "faults.h"

static char *mapping;
static long pages;
static pthread_barrier_t start;

static void *write_pages(void *number) {
    char *p = mapping + (long)number * pages * PAGE;
    pthread_barrier_wait(&start);
    for (long i = 0; i < pages; i++) touch(p + i * PAGE);
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    long threads = atol(argv[2]);
    pages = atol(argv[3]);
    int fd = empty_file(argv[1], threads * pages * PAGE);
    mapping = map_file(fd, reserve(threads * pages * PAGE, PAGE), threads * pages * PAGE, 1);
    pthread_barrier_init(&start, 0, threads);
    pthread_t *t = calloc(threads, sizeof *t);
    for (long i = 0; i < threads; i++)
        if (pthread_create(t + i, 0, write_pages, (void *)i)) fail("pthread_create");
    for (long i = 0; i < threads; i++) pthread_join(t[i], 0);
    return 0;
}
