/* SPDX-License-Identifier: MIT
 * Loaded in front of a program: PCRE makes no code as it runs, which valgrind cannot judge. */
#include <stdint.h>

int pcre2_jit_compile_8(void *code, uint32_t options);

int
pcre2_jit_compile_8(void *code, uint32_t options)
{
    (void)code;
    (void)options;
    return -45; /* PCRE2_ERROR_JIT_BADOPTION: the library has no such compiler */
}
