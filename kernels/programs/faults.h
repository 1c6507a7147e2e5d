// What the programs share: an empty file, mapped at a chosen distance from 2 MiB alignment, and a clock.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#define PAGE 4096L
#define HUGE (2L << 20)

static inline long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000L + t.tv_nsec;
}

static inline void fail(const char *what) {
    perror(what);
    exit(1);
}

// An empty file of that length: all hole.
static inline int empty_file(const char *path, long length) {
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (fd < 0 || ftruncate(fd, length)) fail(path);
    return fd;
}

// Address space for length bytes that far off 2 MiB alignment: 0 allows huge faults, PAGE makes every fault on a file that is
// mapped there from its start a 4 KiB one, because no 2 MiB of the file lies on 2 MiB of the address space.
static inline char *reserve(long length, long off_alignment) {
    char *p = mmap(0, length + 2 * HUGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) fail("mmap");
    return (char *)(((unsigned long)p + HUGE) & ~(HUGE - 1)) + off_alignment;
}

// Maps the file at that address, in place of what is mapped there.
static inline char *map_file(int fd, char *at, long length, int sync) {
    int flags = MAP_FIXED | MAP_SHARED_VALIDATE | (sync ? MAP_SYNC : 0);
    char *p = mmap(at, length, PROT_READ | PROT_WRITE, flags, fd, 0);
    if (p == MAP_FAILED) fail("mmap of the file");
    return p;
}

static inline void touch(char *p) { *(volatile char *)p = 1; }
