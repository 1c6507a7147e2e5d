// commit-storm DIR THREADS: until killed, each thread makes a new file of 64 extents in DIR, over and over, with one fsync a file:
// whoever else waits for the journal waits for that too.
#include "faults.h"

static const char *folder;

static void *storm(void *argument) {
    char path[4096], page[PAGE];
    snprintf(path, sizeof path, "%s/storm-%ld", folder, (long)argument);
    memset(page, 1, PAGE);
    for (;;) {
        if (unlink(path) && access(path, F_OK) == 0) fail(path);
        int fd = empty_file(path, 128 * PAGE);
        for (long i = 0; i < 64; i++)
            if (pwrite(fd, page, PAGE, 2 * i * PAGE) != PAGE) fail(path);
        if (fsync(fd)) fail("fsync");
        close(fd);
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    folder = argv[1];
    for (long i = 1, n = atol(argv[2]); i < n; i++) {
        pthread_t thread;
        if (pthread_create(&thread, 0, storm, (void *)i)) fail("pthread_create");
    }
    storm(0);
}
