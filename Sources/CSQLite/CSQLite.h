#include <sqlite3.h>

// A function with variable arguments, which Swift cannot call: closing the connection leaves the write-ahead log as it is.
static inline void csqlite_keep_log_at_close(sqlite3 *connection) {
    sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
