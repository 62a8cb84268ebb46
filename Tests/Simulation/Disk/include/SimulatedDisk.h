// A disk in memory under SQLite: it loses what was not synced when the power goes, and fails when it is told to.
//
// It is SQLite's default VFS once installed; files outside the directories of its disks go to the VFS before it.
#ifndef SIMULATED_DISK_H
#define SIMULATED_DISK_H

#include <stdint.h>

// How a failing operation fails.
enum { DISK_EIO = 1, DISK_DIES = 2 };

// Installs it as the default VFS of the process, once.
void disk_install(void);
// Takes what is under a directory (an absolute path without links) into memory.
void disk_create(const char *directory, uint64_t seed);
// Forgets the disk; every connection on it must be closed.
void disk_free(const char *directory);

// The process ends: open handles fail from here on, what was written stays, synced or not.
void disk_kill(const char *directory);
// The power goes: of the sectors written since the last sync of each file, a part of the seed's choice is kept.
void disk_cut(const char *directory);
// The operation after so many further writes, truncations and syncs fails as told; a negative count disarms.
void disk_fail_after(const char *directory, int64_t count, int how);
// The process counts as dead from now on: nothing that it does reaches the disk.
void disk_die(const char *directory);
int disk_is_dead(const char *directory);
// From now on a sync succeeds and makes nothing durable.
void disk_forget_syncs(const char *directory);
// While it is full, no write succeeds.
void disk_fill(const char *directory, int is_full);
// While it is locked, another process holds the lock of SQLite without which nobody writes.
void disk_lock(const char *directory, int is_locked);

// Writes, truncations and syncs so far.
int64_t disk_operations(const char *directory);
// Operations that have failed as they were told.
int64_t disk_failures(const char *directory);
// Bytes lost at power cuts so far.
int64_t disk_lost(const char *directory);
// Writes, truncations and syncs of a process whose disk had failed before (DISK_EIO).
int64_t disk_writes_after_error(const char *directory);

#endif
