/* SPDX-License-Identifier: MIT
 * The day at a glance: meetings and whether they are prepared, replies owed, what is overdue, reviews to come. */
#pragma once
#include "present/dashboard.h"
#include "present/page.h"

/* Appends the cards; each item leads to its place further down. */
void present_today(Page *page, const Dashboard *dashboard);
