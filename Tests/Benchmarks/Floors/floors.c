// What the machine itself costs, without Dondoc: the floors that its figures are held against.
//
//   floors commits DB N             one INSERT a commit, with the ledger's settings; prints nanoseconds, one a line
//   floors slots STAMP LOG N APART  posix_spawn at N timerfd instants APART ms apart; prints the first instant
//   floors burst STAMP LOG N K      N posix_spawn, K in flight; prints wall nanoseconds
//   floors ready N COMMAND...       nanoseconds from posix_spawn to the first output line with "ready", N times
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static int64_t now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void require(int holds, const char *what) {
    if (holds) return;
    perror(what);
    exit(70);
}

static void spawn(char *program, char *log, int number) {
    char name[16];
    snprintf(name, sizeof name, "%d", number);
    char *arguments[] = {program, log, name, NULL};
    pid_t child;
    require(posix_spawn(&child, program, NULL, NULL, arguments, environ) == 0, program);
}

static int commits(const char *path, int count) {
    sqlite3 *database;
    require(sqlite3_open(path, &database) == SQLITE_OK, path);
    require(
        sqlite3_exec(
            database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE one (value BLOB)", 0, 0, 0)
            == SQLITE_OK,
        "sqlite3_exec");
    sqlite3_stmt *insert;
    sqlite3_prepare_v2(database, "INSERT INTO one VALUES (zeroblob(2000))", -1, &insert, 0);
    for (int number = 0; number < count; number++) {
        int64_t began = now(CLOCK_MONOTONIC);
        require(sqlite3_step(insert) == SQLITE_DONE, "sqlite3_step");
        sqlite3_reset(insert);
        printf("%lld\n", (long long)(now(CLOCK_MONOTONIC) - began));
    }
    return 0;
}

static int slots(char *program, char *log, int count, int apart) {
    int64_t first = now(CLOCK_REALTIME) / 1000000000 * 1000000000 + 2000000000;
    int timer = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC);
    require(timer >= 0, "timerfd_create");
    printf("%lld\n", (long long)first);
    fflush(stdout);
    for (int number = 0; number < count; number++) {
        int64_t at = first + (int64_t)number * apart * 1000000;
        struct itimerspec when = {.it_value = {at / 1000000000, at % 1000000000}};
        require(timerfd_settime(timer, TFD_TIMER_ABSTIME, &when, NULL) == 0, "timerfd_settime");
        uint64_t ticks;
        require(read(timer, &ticks, sizeof ticks) == sizeof ticks, "timerfd");
        spawn(program, log, number);
        require(wait(NULL) > 0, "wait");
    }
    return 0;
}

static int burst(char *program, char *log, int count, int in_flight) {
    // What the programs print is none of the results.
    int results = fcntl(1, F_DUPFD_CLOEXEC, 3), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    require(results >= 0 && nowhere >= 0 && dup2(nowhere, 1) == 1, "/dev/null");
    int64_t began = now(CLOCK_MONOTONIC);
    for (int number = 0, running = 0; number < count || running > 0;) {
        if (number < count && running < in_flight) {
            spawn(program, log, number++);
            running++;
        } else {
            require(wait(NULL) > 0, "wait");
            running--;
        }
    }
    dprintf(results, "%lld\n", (long long)(now(CLOCK_MONOTONIC) - began));
    return 0;
}

static int ready(int count, char **command) {
    while (count-- > 0) {
        int ends[2];
        require(pipe(ends) == 0, "pipe");
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
        posix_spawn_file_actions_addclose(&actions, ends[0]);
        pid_t child;
        int64_t began = now(CLOCK_MONOTONIC);
        require(posix_spawn(&child, command[0], &actions, NULL, command, environ) == 0, command[0]);
        close(ends[1]);
        char text[65536] = "";
        size_t length = 0;
        while (!strstr(text, "ready")) {
            ssize_t more = read(ends[0], text + length, sizeof text - 1 - length);
            if (more <= 0) {
                fprintf(stderr, "no ready line:\n%s\n", text);
                return 70;
            }
            length += more;
            text[length] = 0;
        }
        printf("%lld\n", (long long)(now(CLOCK_MONOTONIC) - began));
        kill(child, SIGTERM);
        while (read(ends[0], text, sizeof text) > 0) continue;
        close(ends[0]);
        waitpid(child, NULL, 0);
        posix_spawn_file_actions_destroy(&actions);
    }
    return 0;
}

int main(int count, char **arguments) {
    const char *floor = count > 1 ? arguments[1] : "";
    if (count == 4 && !strcmp(floor, "commits")) return commits(arguments[2], atoi(arguments[3]));
    if (count == 6 && !strcmp(floor, "slots"))
        return slots(arguments[2], arguments[3], atoi(arguments[4]), atoi(arguments[5]));
    if (count == 6 && !strcmp(floor, "burst"))
        return burst(arguments[2], arguments[3], atoi(arguments[4]), atoi(arguments[5]));
    if (count > 3 && !strcmp(floor, "ready")) return ready(atoi(arguments[2]), arguments + 3);
    fprintf(stderr, "usage: floors commits|slots|burst|ready …\n");
    return 64;
}
