// A gateway that notes when it began: `stamp LOG NAME` appends "NAME NANOSECONDS" (CLOCK_REALTIME) to LOG.
#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

int main(int count, char **arguments) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (count != 3) return 64;
    char line[256];
    int length = snprintf(
        line, sizeof line, "%s %lld\n", arguments[2], (long long)now.tv_sec * 1000000000 + now.tv_nsec);
    int log = open(arguments[1], O_WRONLY | O_CREAT | O_APPEND, 0600);
    return log < 0 || write(log, line, length) != length ? 74 : 0;
}
