#include "SimulatedDisk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { SECTOR = 512 };

typedef struct Bytes {
    unsigned char *at;
    int64_t size, room;
} Bytes;

// A write, or a truncation where `bytes` is null, that no sync has covered yet.
typedef struct Pending {
    int64_t offset, size;
    unsigned char *bytes;
} Pending;

typedef struct Shared {
    unsigned char **regions;
    int count, users;
} Shared;

typedef struct File {
    char *name;
    Bytes durable, live;
    Pending *pending;
    int count, room;
    Shared *shared;
    struct File *next;
} File;

typedef struct Disk {
    char *directory;
    size_t length;
    uint64_t random;
    File *files;
    int generation, is_dead, is_full, is_locked, forgets_syncs, how, has_failed;
    int64_t operations, fails_at, failures, lost, writes_after_error;
    struct Disk *next;
} Disk;

typedef struct Handle {
    sqlite3_file base;
    Disk *disk;
    File *file;
    Shared *shared;
    int generation, keeps_log;
} Handle;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static Disk *disks;
static sqlite3_vfs *below;
static sqlite3_vfs vfs;

static uint64_t draw(Disk *disk) {
    disk->random += 0x9E3779B97F4A7C15u;
    uint64_t mixed = disk->random;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
}

static void resize(Bytes *bytes, int64_t size) {
    if (size > bytes->room) {
        bytes->room = size * 2 + 4096;
        bytes->at = realloc(bytes->at, (size_t)bytes->room);
    }
    if (size > bytes->size) memset(bytes->at + bytes->size, 0, (size_t)(size - bytes->size));
    bytes->size = size;
}

static void put(Bytes *bytes, int64_t offset, const unsigned char *from, int64_t size) {
    if (offset + size > bytes->size) resize(bytes, offset + size);
    memcpy(bytes->at + offset, from, (size_t)size);
}

static void note(File *file, int64_t offset, int64_t size, const void *from) {
    if (file->count == file->room) {
        file->room = file->room * 2 + 16;
        file->pending = realloc(file->pending, (size_t)file->room * sizeof(Pending));
    }
    Pending *pending = &file->pending[file->count++];
    *pending = (Pending){offset, size, NULL};
    if (from) {
        pending->bytes = malloc((size_t)size);
        memcpy(pending->bytes, from, (size_t)size);
    }
}

static void forget_pending(File *file) {
    for (int index = 0; index < file->count; index++) free(file->pending[index].bytes);
    file->count = 0;
}

static void apply(Bytes *bytes, const Pending *pending) {
    if (pending->bytes) put(bytes, pending->offset, pending->bytes, pending->size);
    else resize(bytes, pending->offset);
}

static void sync_file(File *file) {
    for (int index = 0; index < file->count; index++) apply(&file->durable, &file->pending[index]);
    forget_pending(file);
}

// Of what no sync covered: nothing, all, the writes up to some point, or any of their sectors.
static void lose(Disk *disk, File *file) {
    int manner = (int)(draw(disk) % 4);
    int until = file->count ? (int)(draw(disk) % (uint64_t)(file->count + 1)) : 0;
    for (int index = 0; index < file->count; index++) {
        Pending *pending = &file->pending[index];
        int is_kept = manner == 1 || (manner == 2 && index < until);
        if (!pending->bytes) {
            if (is_kept || (manner == 3 && draw(disk) % 2)) apply(&file->durable, pending);
            continue;
        }
        int64_t done = 0;
        while (done < pending->size) {
            int64_t offset = pending->offset + done;
            int64_t part = SECTOR - offset % SECTOR;
            if (part > pending->size - done) part = pending->size - done;
            if (is_kept || (manner == 3 && draw(disk) % 2)) {
                put(&file->durable, offset, pending->bytes + done, part);
            } else {
                disk->lost += part;
            }
            done += part;
        }
    }
    forget_pending(file);
    resize(&file->live, 0);
    put(&file->live, 0, file->durable.at, file->durable.size);
}

// MARK: The disks

static Disk *find(const char *directory) {
    for (Disk *disk = disks; disk; disk = disk->next)
        if (strcmp(disk->directory, directory) == 0) return disk;
    abort();
}

static Disk *disk_of(const char *path) {
    for (Disk *disk = disks; path && disk; disk = disk->next)
        if (strncmp(path, disk->directory, disk->length) == 0 && path[disk->length] == '/') return disk;
    return NULL;
}

static File *file_of(Disk *disk, const char *path, int makes) {
    for (File *file = disk->files; file; file = file->next)
        if (strcmp(file->name, path) == 0) return file;
    if (!makes) return NULL;
    File *file = calloc(1, sizeof(File));
    file->name = strdup(path);
    file->next = disk->files;
    disk->files = file;
    return file;
}

static void release(Shared *shared) {
    if (!shared || --shared->users > 0) return;
    for (int index = 0; index < shared->count; index++) free(shared->regions[index]);
    free(shared->regions);
    free(shared);
}

// A handle may outlive its file: what it points to stays, without its contents.
static void empty(File *file) {
    forget_pending(file);
    free(file->pending);
    free(file->durable.at);
    free(file->live.at);
    release(file->shared);
    *file = (File){.name = file->name, .next = file->next};
}

void disk_create(const char *directory, uint64_t seed) {
    disk_install();
    Disk *disk = calloc(1, sizeof(Disk));
    disk->directory = strdup(directory);
    disk->length = strlen(directory);
    disk->random = seed;
    disk->fails_at = -1;
    pthread_mutex_lock(&mutex);
    disk->next = disks;
    disks = disk;
    pthread_mutex_unlock(&mutex);
}

void disk_free(const char *directory) {
    pthread_mutex_lock(&mutex);
    Disk *disk = find(directory);
    for (Disk **link = &disks; *link; link = &(*link)->next) {
        if (*link == disk) {
            *link = disk->next;
            break;
        }
    }
    pthread_mutex_unlock(&mutex);
    disk->is_dead = 1;
    for (File *file = disk->files; file; file = file->next) empty(file);
}

static void end_process(Disk *disk) {
    disk->generation++;
    disk->is_dead = 0;
    disk->has_failed = 0;
    disk->fails_at = -1;
    for (File *file = disk->files; file; file = file->next) {
        release(file->shared);
        file->shared = NULL;
    }
}

#define WITH(directory, statement) \
    do { \
        pthread_mutex_lock(&mutex); \
        Disk *disk = find(directory); \
        statement; \
        pthread_mutex_unlock(&mutex); \
    } while (0)

void disk_kill(const char *directory) { WITH(directory, end_process(disk)); }

void disk_cut(const char *directory) {
    WITH(directory, {
        end_process(disk);
        // In the order of the names: a list in the order of creation is as good, and the same for the same seed.
        for (File *file = disk->files; file; file = file->next) lose(disk, file);
    });
}

void disk_fail_after(const char *directory, int64_t count, int how) {
    WITH(directory, {
        disk->fails_at = count < 0 ? -1 : disk->operations + count;
        disk->how = how;
    });
}

void disk_die(const char *directory) { WITH(directory, disk->is_dead = 1); }
void disk_forget_syncs(const char *directory) { WITH(directory, disk->forgets_syncs = 1); }
void disk_fill(const char *directory, int is_full) { WITH(directory, disk->is_full = is_full); }
void disk_lock(const char *directory, int is_locked) { WITH(directory, disk->is_locked = is_locked); }

#define ANSWER(type, name, value) \
    type name(const char *directory) { \
        type answer; \
        WITH(directory, answer = (value)); \
        return answer; \
    }

ANSWER(int, disk_is_dead, disk->is_dead)
ANSWER(int64_t, disk_operations, disk->operations)
ANSWER(int64_t, disk_failures, disk->failures)
ANSWER(int64_t, disk_lost, disk->lost)
ANSWER(int64_t, disk_writes_after_error, disk->writes_after_error)

// MARK: Files

static int is_gone(const Handle *handle) {
    return handle->disk->is_dead || handle->generation != handle->disk->generation;
}

// Counts an operation that changes something; says whether it fails.
static int fails(Handle *handle) {
    Disk *disk = handle->disk;
    if (is_gone(handle)) return 1;
    if (disk->fails_at >= 0 && disk->operations >= disk->fails_at) {
        disk->fails_at = -1;
        disk->failures++;
        if (disk->how == DISK_DIES) disk->is_dead = 1;
        else disk->has_failed = 1;
        return 1;
    }
    if (disk->has_failed) disk->writes_after_error++;
    disk->operations++;
    return 0;
}

static int do_close(sqlite3_file *base) {
    Handle *handle = (Handle *)base;
    pthread_mutex_lock(&mutex);
    release(handle->shared);
    handle->shared = NULL;
    pthread_mutex_unlock(&mutex);
    return SQLITE_OK;
}

static int do_read(sqlite3_file *base, void *into, int size, sqlite3_int64 offset) {
    Handle *handle = (Handle *)base;
    pthread_mutex_lock(&mutex);
    int code = SQLITE_OK;
    if (is_gone(handle)) {
        code = SQLITE_IOERR_READ;
    } else {
        Bytes *live = &handle->file->live;
        int64_t there = live->size - offset;
        if (there < 0) there = 0;
        if (there > size) there = size;
        if (there > 0) memcpy(into, live->at + offset, (size_t)there);
        if (there < size) {
            memset((char *)into + there, 0, (size_t)(size - there));
            code = SQLITE_IOERR_SHORT_READ;
        }
    }
    pthread_mutex_unlock(&mutex);
    return code;
}

static int do_write(sqlite3_file *base, const void *from, int size, sqlite3_int64 offset) {
    Handle *handle = (Handle *)base;
    pthread_mutex_lock(&mutex);
    int code = SQLITE_OK;
    if (!is_gone(handle) && handle->disk->is_full) {
        handle->disk->failures++;
        code = SQLITE_FULL;
    } else if (fails(handle)) {
        code = SQLITE_IOERR_WRITE;
    } else {
        put(&handle->file->live, offset, from, size);
        note(handle->file, offset, size, from);
    }
    pthread_mutex_unlock(&mutex);
    return code;
}

static int do_truncate(sqlite3_file *base, sqlite3_int64 size) {
    Handle *handle = (Handle *)base;
    pthread_mutex_lock(&mutex);
    int code = fails(handle) ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
    if (code == SQLITE_OK) {
        resize(&handle->file->live, size);
        note(handle->file, size, 0, NULL);
    }
    pthread_mutex_unlock(&mutex);
    return code;
}

static int do_sync(sqlite3_file *base, int flags) {
    (void)flags;
    Handle *handle = (Handle *)base;
    pthread_mutex_lock(&mutex);
    int code = fails(handle) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
    if (code == SQLITE_OK && !handle->disk->forgets_syncs) sync_file(handle->file);
    pthread_mutex_unlock(&mutex);
    return code;
}

static int do_size(sqlite3_file *base, sqlite3_int64 *size) {
    Handle *handle = (Handle *)base;
    pthread_mutex_lock(&mutex);
    int code = is_gone(handle) ? SQLITE_IOERR_FSTAT : SQLITE_OK;
    *size = code == SQLITE_OK ? handle->file->live.size : 0;
    pthread_mutex_unlock(&mutex);
    return code;
}

// One process writes, and its readers only look while it rests: but for `disk_lock`, nothing competes for a lock.
static int do_lock(sqlite3_file *base, int level) { return (void)base, (void)level, SQLITE_OK; }
static int do_check_lock(sqlite3_file *base, int *is_locked) { return (void)base, *is_locked = 0, SQLITE_OK; }

static int do_control(sqlite3_file *base, int what, void *argument) {
    Handle *handle = (Handle *)base;
    if (what != SQLITE_FCNTL_PERSIST_WAL) return SQLITE_NOTFOUND;
    int *value = argument;
    if (*value >= 0) handle->keeps_log = *value;
    *value = handle->keeps_log;
    return SQLITE_OK;
}

static int do_sector(sqlite3_file *base) { return (void)base, SECTOR; }
static int do_traits(sqlite3_file *base) { return (void)base, SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

static int do_map(sqlite3_file *base, int region, int size, int extends, void volatile **address) {
    Handle *handle = (Handle *)base;
    pthread_mutex_lock(&mutex);
    *address = NULL;
    int code = SQLITE_OK;
    if (is_gone(handle)) {
        code = SQLITE_IOERR_SHMMAP;
    } else {
        File *file = handle->file;
        if (!file->shared) {
            file->shared = calloc(1, sizeof(Shared));
            file->shared->users = 1;
        }
        if (!handle->shared) {
            handle->shared = file->shared;
            file->shared->users++;
        }
        Shared *shared = handle->shared;
        while (extends && region >= shared->count) {
            shared->regions = realloc(shared->regions, (size_t)(shared->count + 1) * sizeof(unsigned char *));
            shared->regions[shared->count++] = calloc(1, (size_t)size);
        }
        if (region < shared->count) *address = shared->regions[region];
    }
    pthread_mutex_unlock(&mutex);
    return code;
}

static int do_shared_lock(sqlite3_file *base, int offset, int count, int flags) {
    (void)count;
    // The first byte is that of the one who writes.
    int writes = offset == 0 && flags == (SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE);
    pthread_mutex_lock(&mutex);
    int code = writes && ((Handle *)base)->disk->is_locked ? SQLITE_BUSY : SQLITE_OK;
    pthread_mutex_unlock(&mutex);
    return code;
}
static void do_barrier(sqlite3_file *base) { (void)base, __sync_synchronize(); }

static int do_unmap(sqlite3_file *base, int deletes) {
    Handle *handle = (Handle *)base;
    pthread_mutex_lock(&mutex);
    release(handle->shared);
    handle->shared = NULL;
    if (!is_gone(handle)) {
        File *file = handle->file;
        // The last one out leaves no index of the log behind.
        if (deletes || (file->shared && file->shared->users == 1)) {
            release(file->shared);
            file->shared = NULL;
        }
    }
    pthread_mutex_unlock(&mutex);
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    2, do_close, do_read, do_write, do_truncate, do_sync, do_size, do_lock, do_lock, do_check_lock, do_control,
    do_sector, do_traits, do_map, do_shared_lock, do_barrier, do_unmap, NULL, NULL,
};

// MARK: The VFS

static int do_open(sqlite3_vfs *self, const char *path, sqlite3_file *base, int flags, int *granted) {
    (void)self;
    pthread_mutex_lock(&mutex);
    Disk *disk = disk_of(path);
    int code = SQLITE_OK;
    if (disk) {
        Handle *handle = (Handle *)base;
        memset(handle, 0, sizeof(Handle));
        File *file = disk->is_dead ? NULL : file_of(disk, path, (flags & SQLITE_OPEN_CREATE) != 0);
        if (file) {
            *handle = (Handle){{&methods}, disk, file, NULL, disk->generation, 0};
            if (granted) *granted = flags;
        } else {
            code = SQLITE_CANTOPEN;
        }
    }
    pthread_mutex_unlock(&mutex);
    return disk ? code : below->xOpen(below, path, base, flags, granted);
}

static int do_delete(sqlite3_vfs *self, const char *path, int syncs) {
    (void)self;
    pthread_mutex_lock(&mutex);
    Disk *disk = disk_of(path);
    if (disk && !disk->is_dead) {
        File *file = file_of(disk, path, 0);
        if (file) empty(file);
    }
    pthread_mutex_unlock(&mutex);
    return disk ? SQLITE_OK : below->xDelete(below, path, syncs);
}

static int do_access(sqlite3_vfs *self, const char *path, int flags, int *is_there) {
    (void)self;
    pthread_mutex_lock(&mutex);
    Disk *disk = disk_of(path);
    if (disk) {
        File *file = file_of(disk, path, 0);
        // As with SQLite's own VFS, an empty file counts as none where it asks for existence.
        *is_there = file && (flags != SQLITE_ACCESS_EXISTS || file->live.size > 0);
    }
    pthread_mutex_unlock(&mutex);
    return disk ? SQLITE_OK : below->xAccess(below, path, flags, is_there);
}

static int do_path(sqlite3_vfs *self, const char *path, int size, char *into) {
    return (void)self, below->xFullPathname(below, path, size, into);
}
static int do_random(sqlite3_vfs *self, int size, char *into) {
    return (void)self, below->xRandomness(below, size, into);
}
// Whoever waits for a lock waits in vain: it is let go between the calls of the daemon.
static int do_sleep(sqlite3_vfs *self, int microseconds) { return (void)self, microseconds; }
static int do_time(sqlite3_vfs *self, double *time) { return (void)self, below->xCurrentTime(below, time); }
static int do_error(sqlite3_vfs *self, int size, char *into) {
    return (void)self, (void)size, (void)into, 0;
}

static void install(void) {
    below = sqlite3_vfs_find(NULL);
    int size = below->szOsFile > (int)sizeof(Handle) ? below->szOsFile : (int)sizeof(Handle);
    vfs = (sqlite3_vfs){
        .iVersion = 1, .szOsFile = size, .mxPathname = below->mxPathname, .zName = "simulated", .xOpen = do_open,
        .xDelete = do_delete, .xAccess = do_access, .xFullPathname = do_path, .xRandomness = do_random,
        .xSleep = do_sleep, .xCurrentTime = do_time, .xGetLastError = do_error,
    };
    sqlite3_vfs_register(&vfs, 1);
}

void disk_install(void) { pthread_once(&once, install); }
