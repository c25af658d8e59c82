/* SPDX-License-Identifier: MIT
 * Whose Cadens this is: the configuration files read, and what follows from them (paths, calendar, language). */
#pragma once
#include "base/calendar.h"
#include "base/option.h"

typedef struct Profile Profile;
struct Profile {
    Config *config;
    Calendar *calendar;
    GPtrArray *files;      /* of char*: the files read, in order */
    char *store_path;      /* the database */
    char *dashboard_path;
    char *report_path;     /* folder of the reports that are written on schedule */
    char *kpi_path;        /* folder of the user's own figures */
    char *map_path;        /* and of their maps of columns */
    gboolean swedish;      /* language of everything a person reads */
};
/* Reads FILE, or (NULL) cadens.conf and cadens.conf.d/ (*.conf) of the user's configuration folder. LANG "sv", "en" or NULL overrides
 * [ui] language. On failure returns NULL with every problem appended to PROBLEMS (of char*). Caller frees. */
Profile *run_profile_load(const char *file, const char *lang, GPtrArray *problems);
void run_profile_free(Profile *profile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Profile, run_profile_free)
/* Points gettext at the catalogue of the language; also of a program that is not installed. */
void run_profile_speak(gboolean swedish);
/* The language: LANG, else [ui] language of CONFIG (may be NULL), else the locale; Swedish when that names none (17-G). */
gboolean run_profile_is_swedish(const Config *config, const char *lang);
