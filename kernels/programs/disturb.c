// disturb: until it is killed, a thread that spins and a real-time one (SCHED_FIFO) that wakes every millisecond: whatever
// else runs is preempted all the time.
#include "faults.h"
#include <sched.h>

static void *wake(void *unused) {
    struct timespec next;
    clock_gettime(CLOCK_MONOTONIC, &next);
    for (;;) {
        if ((next.tv_nsec += 1000000) >= 1000000000) next.tv_sec++, next.tv_nsec -= 1000000000;
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, 0);
    }
    return unused;
}

int main(void) {
    pthread_attr_t attributes;
    struct sched_param priority = {.sched_priority = 10};
    pthread_t t;
    pthread_attr_init(&attributes);
    pthread_attr_setinheritsched(&attributes, PTHREAD_EXPLICIT_SCHED);
    pthread_attr_setschedpolicy(&attributes, SCHED_FIFO);
    pthread_attr_setschedparam(&attributes, &priority);
    if (pthread_create(&t, &attributes, wake, 0)) fail("pthread_create");
    for (;;) __asm__ volatile("");
}
