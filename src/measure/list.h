/* SPDX-License-Identifier: MIT
 * What the command line lists, with the JSON keys of spec 00 §6, 16 A01-A06 and 17-H; oldest first, nothing later than context->now.
 * Every table is the caller's; NULL on error. FROM and TO are inclusive local days (DAY_NONE = no limit); ACCOUNT is an external id
 * (NULL = all). An unknown id gives an empty table. */
#pragma once
#include "base/table.h"
#include "base/week-hours.h"
#include "measure/kpi.h"

/* "touchpoints": id, kind, direction, at, day, account, contact, lead, subject, message_id, thread, class, method, confidence, mailbox, folder,
 * ingest. */
Table *measure_list_touchpoints(const MeasureContext *context, const char *account, gint32 from, gint32 to, GError **error);
/* The one with this id, as `explain` wants it. */
Table *measure_list_touchpoint(const MeasureContext *context, const char *id, GError **error);
/* "meetings": uid, recurrence_id, start, end, all_day, summary, status, booked, account[], attendees[], purpose, outcome, feed; and
 * where there is something to tell zone_guessed, moved (how often, before it took place), first_start, moved_to (of one called off: the UID of
 * the one booked in its place), cancelled_late (within a day of its start),
 * ignored (why one is none of the trade's: nobody from outside, or a copy of another). Without ALL only those of an account. */
Table *measure_list_meetings(const MeasureContext *context, gint32 from, gint32 to, gboolean all, GError **error);
/* "agenda": what somebody from outside is expected at, by start: uid, recurrence_id, start, end, summary, status, account[], people[] (by name, else by
 * address; not who declined), place, location, purpose, prepared. */
Table *measure_list_agenda(const MeasureContext *context, gint32 from, gint32 to, GError **error);
/* "episodes" by the day they were opened (16-A01). */
Table *measure_list_episodes(const MeasureContext *context, const char *account, gint32 from, gint32 to, GError **error);

/* "rows": one per UID of the ledger (16-A02): mailbox, folder, uidvalidity, uid, message_id, class, direction, thread, at, subject, from, accounts[],
 * reason. MAILBOX by name, MESSAGE_ID without <> and with its "#2"; NULL = all. */
Table *measure_list_ledger(const MeasureContext *context, const char *mailbox, const char *message_id, GError **error);
/* "folders": what the ledger holds of each folder's current UIDVALIDITY: folder_id, mailbox, folder, raw_name, uidvalidity, server (as counted by the last
 * scan, or null), ledger (still on the server as far as known), gone, outside, quarantined, unexplained (stored but not decided yet), classes{}. */
Table *measure_list_folders(const MeasureContext *context, const char *mailbox, GError **error);
/* "sources": mailboxes, then calendars (17-H): name, kind, state, last_success, lag_s, messages, missing, unreadable (of the messages), verified (when all was there last), error. */
Table *measure_list_sources(const MeasureContext *context, GError **error);
/* "reports": what was written on schedule by now, earliest first. Caller frees. */
Table *measure_list_reports(const MeasureContext *context, GError **error);
/* "triage": people who belong to no account and on whom nothing is decided, likeliest first: address, name, domain, class, messages, answered (we wrote
 * to them), meetings, lead and account (whose contacts have the domain, which only they can have), decision, last, subject. With ALL also newsletters, robots
 * and those on whom something is decided. */
Table *measure_list_triage(const MeasureContext *context, gboolean all, GError **error);

/* "accounts": id, name, lifecycle, tier, segment, employees, city, owner, domains[], ball, ball_since, last_touch, next_meeting. */
Table *measure_list_accounts(const MeasureContext *context, const char *account, GError **error);
/* "contacts": id, account, name, title, role, emails[], phones[], left. */
Table *measure_list_contacts(const MeasureContext *context, const char *account, GError **error);
/* "leads": id, account, name, kind, stage, status, source, service, contact, amount_ore, probability, expected_close, created, last_activity,
 * unanswered_attempts, paused_until, owner. */
Table *measure_list_leads(const MeasureContext *context, const char *account, GError **error);
/* "follow_ups": id, account, lead, contact, kind, promise, created, due, status, done. Only open ones without ALL. */
Table *measure_list_follow_ups(const MeasureContext *context, const char *account, gboolean all, GError **error);
/* "signals": what people noticed and what still counts of it (17-L7): id, kind, account, lead, noted, note. ACCOUNT, LEAD: NULL = all. */
Table *measure_list_signals(const MeasureContext *context, const char *account, const char *lead, GError **error);
/* "reviews": account, kind, held, confirmed, notes. */
Table *measure_list_reviews(const MeasureContext *context, const char *account, GError **error);
/* "customers", those most likely to leave first: account, account_name, tier, risk (churn_risk_score; null = nothing was noticed), last_two_way (day), ball,
 * next_meeting, review (kind of the one due next, in words), next_review (its day; null = none is planned). */
Table *measure_list_customers(const MeasureContext *context, GError **error);
/* Touchpoints of people on the days, by weekday and hour of the business's clock. */
gboolean measure_list_moments(const MeasureContext *context, gint32 from, gint32 to, WeekHours *ret, GError **error);
