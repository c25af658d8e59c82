/* SPDX-License-Identifier: MIT
 * A machine that has slept, for a program that is started with this in LD_PRELOAD: CLOCK_BOOTTIME is ahead by the seconds that stand in the
 * file $SLEPT_FILE. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static long
slept(void)
{
    long seconds = 0;
    const char *path = getenv("SLEPT_FILE");
    FILE *file = path ? fopen(path, "re") : NULL;
    if (!file)
        return 0;
    if (fscanf(file, "%ld", &seconds) != 1)
        seconds = 0;
    fclose(file);
    return seconds;
}

int clock_gettime(clockid_t clock, struct timespec *ret);

int
clock_gettime(clockid_t clock, struct timespec *ret)
{
    static int (*real)(clockid_t, struct timespec *);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "clock_gettime");
    int r = real(clock, ret);
    if (r == 0 && clock == CLOCK_BOOTTIME)
        ret->tv_sec += slept();
    return r;
}
