// A clock that a test sets, for a program that is started with this library in LD_PRELOAD.
//
// CLOCK_REALTIME is the machine's plus the nanoseconds in the file that CLOCK_SHIFT names. When they change, this does what
// the kernel does when the clock is set: absolute timers follow, and those with TFD_TIMER_CANCEL_ON_SET become readable.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { SECOND = 1000000000, FDS = 4096 };

static const volatile int64_t *shift = &(const int64_t){0};
static int (*gettime)(clockid_t, struct timespec *);
static int (*create)(int, int);
static int (*settime)(int, int, const struct itimerspec *, struct itimerspec *);
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
// The absolute timers of CLOCK_REALTIME, as the program set them; 0 for one that is not armed.
static struct { char is_real; int flags; int64_t at; } timers[FDS];

static void arm(int fd, int64_t shifted) {
    int64_t at = timers[fd].at - shifted;
    if (at < 1) at = 1;
    struct itimerspec spec = {.it_value = {at / SECOND, at % SECOND}};
    settime(fd, timers[fd].flags, &spec, NULL);
}

static void *follow(void *unused) {
    (void)unused;
    int64_t seen = *shift;
    for (;; usleep(10000)) {
        int64_t now = *shift;
        if (now == seen) continue;
        seen = now;
        pthread_mutex_lock(&lock);
        for (int fd = 0; fd < FDS; fd++) {
            if (!timers[fd].is_real || timers[fd].at == 0) continue;
            struct itimerspec at_once = {.it_value = {0, 1}};
            if (timers[fd].flags & TFD_TIMER_CANCEL_ON_SET) settime(fd, 0, &at_once, NULL);
            else arm(fd, now);
        }
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}

__attribute__((constructor)) static void begin(void) {
    gettime = dlsym(RTLD_NEXT, "clock_gettime");
    create = dlsym(RTLD_NEXT, "timerfd_create");
    settime = dlsym(RTLD_NEXT, "timerfd_settime");
    const char *path = getenv("CLOCK_SHIFT");
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) return;
    void *file = mmap(NULL, sizeof *shift, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (file == MAP_FAILED) return;
    shift = file;
    pthread_t thread;
    pthread_create(&thread, NULL, follow, NULL);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    if (!gettime) gettime = dlsym(RTLD_NEXT, "clock_gettime");
    int result = gettime(clock, time);
    if (result != 0 || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)) return result;
    int64_t now = time->tv_sec * (int64_t)SECOND + time->tv_nsec + *shift;
    *time = (struct timespec){now / SECOND, now % SECOND};
    return 0;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    (void)zone;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    *time = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
    return 0;
}

time_t time(time_t *result) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (result) *result = now.tv_sec;
    return now.tv_sec;
}

int timerfd_create(int clock, int flags) {
    int fd = create(clock, flags);
    pthread_mutex_lock(&lock);
    if (fd >= 0 && fd < FDS) {
        timers[fd].is_real = clock == CLOCK_REALTIME;
        timers[fd].at = 0;
    }
    pthread_mutex_unlock(&lock);
    return fd;
}

int timerfd_settime(int fd, int flags, const struct itimerspec *spec, struct itimerspec *old) {
    if (fd < 0 || fd >= FDS || !timers[fd].is_real || !(flags & TFD_TIMER_ABSTIME)) return settime(fd, flags, spec, old);
    pthread_mutex_lock(&lock);
    timers[fd].flags = flags;
    timers[fd].at = spec->it_value.tv_sec * (int64_t)SECOND + spec->it_value.tv_nsec;
    // A time beyond what 64 bits of nanoseconds hold never comes; it is armed as it is.
    int never = spec->it_value.tv_sec > INT64_MAX / SECOND - 1;
    if (never) timers[fd].at = INT64_MAX;
    int result = 0;
    if (timers[fd].at == 0 || never) result = settime(fd, flags, spec, old);
    else arm(fd, *shift);
    pthread_mutex_unlock(&lock);
    return result;
}
