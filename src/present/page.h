/* SPDX-License-Identifier: MIT
 * A self-contained page in the making: sections with their links, filled into the template. */
#pragma once
#include "present/page-table.h"

typedef struct {
    gint64 now;
    GTimeZone *utc; /* where no zone is given */
    GString *links, *sections;
    PageContext context;
} Page;
typedef struct {
    const char *title, *heading; /* of the window, of the page */
    const char *when;            /* what stands before the moment, or NULL */
    const char *lede, *foot;
} PageFrame;
/* As of NOW. ZONE is borrowed; NULL = UTC. */
void present_page_init(Page *page, gint64 now, GTimeZone *zone, gboolean swedish);
void present_page_clear(Page *page);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Page, present_page_clear)
/* COUNT -1 = none to tell. */
void present_page_open(Page *page, const char *id, const char *title, int count);
void present_page_close(Page *page);
/* A section with one table; nothing without TABLE. */
void present_page_section(Page *page, const char *id, const char *title, const char *none, const Table *table);
/* The page as text. Caller frees. */
char *present_page_fill(const Page *page, const PageFrame *frame);
