#include <gcrypt.h>

// Macros with arguments that Swift does not see.
static inline int cgcrypt_initialize(void) {
    if (gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P)) return 1;
    if (!gcry_check_version(NULL)) return 0;
    // Nothing that we hash is a secret that must not reach the swap.
    gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
    return 1;
}
