// Calls of Linux that Swift's Glibc module does not show (they need _GNU_SOURCE or a header of their own).
#ifndef CLINUX_H
#define CLINUX_H

#include <malloc.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <sys/types.h>

// Each returns -1 and sets errno on failure, unless it says otherwise.

// An empty file in memory that closes on exec and can be sealed.
int linux_memory_file(const char *name);
// From here on nobody can change the file's bytes or length.
int linux_seal(int file);
// A pipe whose ends close on exec, both numbered 3 or more; the reading end does not block.
int linux_output_pipe(int ends[2]);
// Lets a pipe hold a megabyte, which needs no privilege.
int linux_widen(int pipe);
// Moves what a pipe holds to /dev/null: nothing is copied. The count, 0 at its end, or -1 with errno as for read(2).
int linux_discard(int pipe, int sink);

// POSIX_SPAWN_SETSID | SETSIGMASK | SETSIGDEF with an empty mask and every signal; returns an error number.
int linux_spawn_defaults(posix_spawnattr_t *attributes);
// chdir to / and close everything from descriptor 3 on; returns an error number.
int linux_spawn_isolate(posix_spawn_file_actions_t *actions);

int linux_pidfd_open(pid_t process);
int linux_pidfd_signal(int pidfd, int signal);
// 1 when the child has ended (its wait status is taken; by_signal says how to read status), 0 when it still runs.
int linux_pidfd_reap(int pidfd, int *status, int *by_signal);
// A child that has ended and that nobody has waited for, without taking its status; 0 when there is none.
pid_t linux_ended_child(void);
// Takes the status of one child that has ended; 1 when it did.
int linux_reap(pid_t process);

// A set of descriptors, itself a descriptor: readable while one of them is, or is at its end.
int linux_poll_set(void);
int linux_poll_add(int set, int descriptor);
// To be called before the descriptor is closed.
int linux_poll_remove(int set, int descriptor);
// Fills in the descriptors that are readable or at their end now, and returns how many; 0 also on failure.
int linux_poll_ready(int set, int *descriptors, int limit);

// Makes this process the parent of orphans among its descendants.
int linux_become_subreaper(void);
int linux_is_subreaper(void);

// A descriptor that becomes readable when the machine's clock is set.
int linux_clock_watch(void);
// Takes the news of a step and watches on.
int linux_clock_watch_again(int watch);

// The user at the other end of a Unix socket, as the kernel knows it.
int linux_peer(int socket, uid_t *user, pid_t *process);

#endif
