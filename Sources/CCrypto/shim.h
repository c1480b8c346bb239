// SHA256_Init and its like are plain functions without setup, allocation or configuration files; OpenSSL 3 prefers its
// larger interface to them.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
