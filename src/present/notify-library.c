/* SPDX-License-Identifier: MIT
 * libnotify is loaded. */
#include "present/notify-library.h"

NotifyLibrary present_libnotify;
#define lib present_libnotify
static const LibraryFunction functions[] = {NOTIFY_FUNCTIONS(LIBRARY_ENTRY)};
static Library library = LIBRARY_INIT(LIBRARY_NOTIFY, functions);

void
present_notify_library_need(void)
{
    library_need(&library);
}
