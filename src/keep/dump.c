/* SPDX-License-Identifier: MIT
 * The dump: one query for each table, with keys that people and servers gave instead of row ids. */
#include "keep/dump.h"
#include "keep/handle.h"

/* A message's public id, and a thread named by the smallest of them. */
#define PUBLIC_IDS                                                                                                   \
    "WITH p AS (SELECT m.id, m.thread_id, i.value || CASE WHEN m.twin > 1 THEN '#' || m.twin ELSE '' END AS name "   \
    "FROM message m JOIN msgid i ON i.id = m.msgid_id), "                                                            \
    "t AS (SELECT thread_id, MIN(name) AS name FROM p GROUP BY thread_id) "

static const struct {
    const char *name, *sql; /* every query ends with ORDER BY over enough columns to be total */
} TABLES[] = {
    {"user", "SELECT ext_id, name, role, active, hour_cost_ore FROM app_user ORDER BY 1"},
    {"own_address", "SELECT o.value, u.ext_id, o.origin FROM own_address o LEFT JOIN app_user u ON u.id = o.user_id ORDER BY 1"},
    {"service", "SELECT code, name, category, unit, list_price_ore, std_duration_days, cycle_target_min_days, "
                "cycle_target_max_days, status FROM service ORDER BY 1"},
    {"stage", "SELECT code, name_sv, name_en, ord, kind, is_contacted, is_interested, is_qualified, is_opportunity, "
              "default_probability, stale_days FROM stage ORDER BY 1"},
    {"source", "SELECT code, name, category, status, test_started_day, conv_target_min_bp, conv_target_max_bp "
               "FROM lead_source ORDER BY 1"},
    {"lost_reason", "SELECT code, name_sv FROM lost_reason ORDER BY 1"},
    {"competitor", "SELECT name, aliases FROM competitor ORDER BY 1"},
    {"cost", "SELECT c.ext_id, s.code, c.from_day, c.to_day, c.kind, c.amount_ore, c.note FROM source_cost c "
             "JOIN lead_source s ON s.id = c.source_id ORDER BY 1"},
    {"tier_policy", "SELECT * FROM tier_policy ORDER BY 1"},
    {"review_policy", "SELECT * FROM review_policy ORDER BY 1, 2"},
    {"account", "SELECT a.ext_id, a.name, a.org_nr, a.lifecycle, a.tier, a.tier_locked, a.segment, a.employees, a.city, "
                "a.turnover_ore, a.health, a.has_swedish_ops, a.it_maturity, a.fiscal_start_month, a.is_reference, "
                "a.customer_since_day, a.churned_day, u.ext_id, a.ball, a.ball_since_at, a.last_touch_at, a.last_in_at, "
                "a.last_out_at, a.last_meeting_at FROM account a LEFT JOIN app_user u ON u.id = a.owner_user_id ORDER BY 1"},
    {"account_domain", "SELECT d.domain, a.ext_id FROM account_domain d JOIN account a ON a.id = d.account_id ORDER BY 1"},
    {"tier_history", "SELECT a.ext_id, h.from_day, h.tier, h.reason FROM account_tier_history h "
                     "JOIN account a ON a.id = h.account_id ORDER BY 1, 2"},
    {"contact", "SELECT c.ext_id, a.ext_id, c.full_name, c.title, c.role, c.is_decision_maker, c.channel_pref, c.left_day, "
                "c.away_until_day FROM contact c JOIN account a ON a.id = c.account_id ORDER BY 1"},
    {"contact_address", "SELECT d.kind, d.value, c.ext_id FROM contact_address d JOIN contact c ON c.id = d.contact_id "
                        "ORDER BY 1, 2"},
    {"match_rule", "SELECT r.pattern, a.ext_id, c.ext_id FROM match_rule r JOIN account a ON a.id = r.account_id "
                   "LEFT JOIN contact c ON c.id = r.contact_id ORDER BY 1"},
    {"triage", "SELECT pattern, decision FROM triage_decision ORDER BY 1"},
    {"lead", "SELECT l.ext_id, a.ext_id, c.ext_id, s.code, l.kind, l.expansion_type, l.name, g.code, l.status, l.probability, "
             "l.probability_reviewed_day, l.prob_evidence, l.amount_ore, l.users, l.term_months, l.expected_close_day, "
             "l.forecast_category, o.code, l.created_at, l.demo_at, l.closed_at, l.closed_day, r.code, k.name, l.paused_until_day, "
             "l.enriched_at FROM lead l JOIN account a ON a.id = l.account_id LEFT JOIN contact c ON c.id = l.contact_id "
             "LEFT JOIN service s ON s.id = l.service_id JOIN stage g ON g.id = l.stage_id "
             "LEFT JOIN lead_source o ON o.id = l.source_id LEFT JOIN lost_reason r ON r.id = l.lost_reason_id "
             "LEFT JOIN competitor k ON k.id = l.competitor_id ORDER BY 1"},
    {"stage_history", "SELECT l.ext_id, h.at, f.code, t.code FROM lead_stage_history h JOIN lead l ON l.id = h.lead_id "
                      "LEFT JOIN stage f ON f.id = h.from_stage_id JOIN stage t ON t.id = h.to_stage_id ORDER BY 1, 2, h.id"},
    {"lead_change", "SELECT l.ext_id, c.at, c.field, c.old_value, c.new_value, c.old_text, c.new_text FROM lead_change c "
                    "JOIN lead l ON l.id = c.lead_id ORDER BY 1, 2, 3, c.id"},
    {"qualification", "SELECT l.ext_id, q.step, q.result, q.at FROM qualification_step q JOIN lead l ON l.id = q.lead_id "
                      "ORDER BY 1, 2"},
    {"lead_touch", "SELECT l.ext_id, s.code, t.at, t.utm_source, t.utm_medium, t.utm_campaign FROM lead_touch_source t "
                   "JOIN lead l ON l.id = t.lead_id JOIN lead_source s ON s.id = t.source_id ORDER BY 1, 2, 3"},
    {"proposal", "SELECT p.ext_id, l.ext_id, s.code, p.amount_ore, p.presented_at, p.valid_until_day, p.status, p.decided_at "
                 "FROM proposal p JOIN lead l ON l.id = p.lead_id LEFT JOIN service s ON s.id = p.service_id ORDER BY 1"},
    {"referral", "SELECT r.ext_id, r.referrer_kind, a.ext_id, c.ext_id, l.ext_id, r.asked_day, r.introduced_day, "
                 "r.followed_up_day, r.feedback_day, r.rewarded_day, r.reward_ore FROM referral r "
                 "LEFT JOIN account a ON a.id = r.referrer_account_id LEFT JOIN contact c ON c.id = r.referrer_contact_id "
                 "LEFT JOIN lead l ON l.id = r.lead_id ORDER BY 1"},
    {"project", "SELECT p.ext_id, a.ext_id, l.ext_id, s.code, p.start_day, p.planned_end_day, p.delivered_day, p.status "
                "FROM project p JOIN account a ON a.id = p.account_id LEFT JOIN lead l ON l.id = p.lead_id "
                "JOIN service s ON s.id = p.service_id ORDER BY 1"},
    {"invoice", "SELECT i.number, n.line_no, a.ext_id, i.invoice_day, i.due_day, i.paid_day, i.status, s.code, n.category, "
                "n.net_ore, n.vat_ore, l.ext_id FROM invoice i JOIN account a ON a.id = i.account_id "
                "JOIN invoice_line n ON n.invoice_id = i.id LEFT JOIN service s ON s.id = n.service_id "
                "LEFT JOIN lead l ON l.id = n.lead_id ORDER BY 1, 2"},
    {"subscription", "SELECT u.ext_id, a.ext_id, s.code, l.ext_id, u.start_day, u.end_day, u.committed_until_day, u.notice_days, "
                     "u.term_months FROM subscription u JOIN account a ON a.id = u.account_id "
                     "JOIN service s ON s.id = u.service_id LEFT JOIN lead l ON l.id = u.lead_id ORDER BY 1"},
    {"subscription_change", "SELECT u.ext_id, c.effective_day, c.quantity, c.unit_price_ore, c.interval_months, c.discount_bp, "
                            "c.mrr_ore FROM subscription_change c JOIN subscription u ON u.id = c.subscription_id ORDER BY 1, 2"},
    {"mailbox", "SELECT name, kind, coverage_from_day FROM mailbox ORDER BY 1"},
    {"folder", "SELECT b.name, f.raw_name, f.role, f.uidvalidity FROM mail_folder f JOIN mailbox b ON b.id = f.mailbox_id "
               "ORDER BY 1, 2"},
    {"ledger", PUBLIC_IDS "SELECT b.name, f.raw_name, l.uidvalidity, l.uid, l.state, p.name, l.reason, l.arrived_at, "
                          "l.gone_at IS NOT NULL FROM ledger l JOIN mail_folder f ON f.id = l.folder_id "
                          "JOIN mailbox b ON b.id = f.mailbox_id LEFT JOIN p ON p.id = l.message_id ORDER BY 1, 2, 3, 4"},
    {"message", PUBLIC_IDS "SELECT p.name, t.name, m.occurred_at, m.arrived_at, a.addr, m.from_name, m.subject, r.value, "
                           "m.is_sent, m.direction, m.auto_class, m.because, m.is_skipped, m.matched, m.calendar_method, m.cue, m.away_until_day, m.says_left, m.colleague "
                           "FROM message m JOIN p ON p.id = m.id JOIN t ON t.thread_id = m.thread_id "
                           "LEFT JOIN address a ON a.id = m.from_id LEFT JOIN msgid r ON r.id = m.in_reply_to ORDER BY 1"},
    {"party", PUBLIC_IDS "SELECT p.name, y.role, y.position, a.addr, y.name FROM message_party y JOIN p ON p.id = y.message_id "
                         "JOIN address a ON a.id = y.address_id ORDER BY 1, 3"},
    {"word", PUBLIC_IDS "SELECT p.name, c.category, c.pattern, c.weight FROM message_cue c JOIN p ON p.id = c.message_id ORDER BY 1, 2, 3"},
    {"promise", PUBLIC_IDS "SELECT p.name, q.due_day, q.pattern, q.decided FROM message_promise q JOIN p ON p.id = q.message_id ORDER BY 1"},
    {"reference", PUBLIC_IDS "SELECT p.name, i.value FROM message_ref r JOIN p ON p.id = r.message_id "
                             "JOIN msgid i ON i.id = r.msgid_id ORDER BY 1, 2"},
    {"invite", PUBLIC_IDS "SELECT p.name, i.method, i.uid, i.recurrence_id, i.sequence, i.organizer, i.dtstamp, i.start_at, "
                          "i.end_at, i.summary, n.addr, n.partstat, n.is_resource FROM invite i JOIN p ON p.id = i.message_id "
                          "LEFT JOIN invite_attendee n ON n.invite_id = i.id ORDER BY 1, 11"},
    {"report", PUBLIC_IDS "SELECT p.name, r.kind, r.status, r.original_id, n.addr FROM report r JOIN p ON p.id = r.message_id "
                          "LEFT JOIN report_recipient n ON n.message_id = r.message_id ORDER BY 1, 5"},
    {"message_account", PUBLIC_IDS "SELECT p.name, a.ext_id, c.ext_id, d.addr, m.method, m.confidence, m.rule, m.is_copied "
                                   "FROM message_account m JOIN p ON p.id = m.message_id JOIN account a ON a.id = m.account_id "
                                   "LEFT JOIN contact c ON c.id = m.contact_id LEFT JOIN address d ON d.id = m.address_id "
                                   "ORDER BY 1, 2"},
    {"manual_link", PUBLIC_IDS "SELECT p.name, a.ext_id, m.verdict FROM manual_link m JOIN p ON p.id = m.message_id "
                               "JOIN account a ON a.id = m.account_id ORDER BY 1, 2"},
    {"meeting_reject", "SELECT m.uid, m.recurrence_id, a.ext_id FROM meeting_reject r JOIN meeting m ON m.id = r.meeting_id "
                       "JOIN account a ON a.id = r.account_id ORDER BY 1, 2, 3"},
    {"account_merged", "SELECT g.ext_id, a.ext_id FROM account_merged g JOIN account a ON a.id = g.account_id ORDER BY 1"},
    {"meeting_unbelieved", "SELECT s.name, u.uid, u.recurrence_id FROM meeting_unbelieved u JOIN calendar_source s ON s.id = u.source_id ORDER BY 1, 2, 3"},
    {"feed", "SELECT name, position, coverage_from_day FROM calendar_source ORDER BY 1"},
    {"meeting", "SELECT m.uid, m.recurrence_id, s.name, m.ext_id, m.is_series, m.sequence, m.dtstamp, m.all_day, m.start_day, "
                "m.end_day, m.summary, m.location, m.categories, m.place, m.status, m.start_at, m.end_at, m.own_partstat, m.outcome, m.purpose, "
                "m.has_external, m.prep_done_at, m.is_private, l.ext_id, o.uid FROM meeting m "
                "LEFT JOIN meeting o ON o.id = m.moved_from LEFT JOIN calendar_source s ON s.id = m.source_id LEFT JOIN lead l ON l.id = m.lead_id ORDER BY 1, 2"},
    /* whom a meeting is with but for guests stands there by its row */
    {"attendee", "SELECT m.uid, m.recurrence_id, CASE WHEN n.addr LIKE 'account:%' THEN 'account:' || a.ext_id ELSE n.addr END, n.name, n.role, n.partstat, n.is_organizer, n.is_own, a.ext_id, c.ext_id, "
                 "n.method, n.confidence FROM meeting_attendee n JOIN meeting m ON m.id = n.meeting_id "
                 "LEFT JOIN account a ON a.id = n.account_id LEFT JOIN contact c ON c.id = n.contact_id ORDER BY 1, 2, 3"},
    {"touchpoint", PUBLIC_IDS "SELECT x.occurred_at, x.kind, x.direction, a.ext_id, p.name, m.uid, m.recurrence_id, x.ext_id, "
                              "c.ext_id, x.contact_addr, l.ext_id, u.ext_id, t.name, x.is_copied, x.method, x.confidence, x.rule, "
                              "x.outcome, x.duration_s, x.summary, x.tags FROM touchpoint x JOIN account a ON a.id = x.account_id "
                              "LEFT JOIN p ON p.id = x.email_id LEFT JOIN meeting m ON m.id = x.meeting_id "
                              "LEFT JOIN contact c ON c.id = x.contact_id LEFT JOIN lead l ON l.id = x.lead_id "
                              "LEFT JOIN app_user u ON u.id = x.user_id LEFT JOIN t ON t.thread_id = x.thread_id "
                              "ORDER BY 1, 2, 3, 4, 5, 6, 7, 8"},
    {"episode", PUBLIC_IDS "SELECT a.ext_id, e.owed_by, e.opened_at, o.name, e.invite_uid, e.contact_addr, c.ext_id, l.ext_id, "
                           "t.name, e.last_attempt_at, e.attempts, e.first_follow_up_at, e.is_followup, e.is_invite, e.is_request, "
                           "e.ooo_hit, e.in_quiet, e.state, e.closed_at, e.closed_by, e.match, e.resp_secs, e.resp_work_secs, "
                           "z.name, m.uid, m.recurrence_id FROM response_episode e JOIN account a ON a.id = e.account_id "
                           "LEFT JOIN contact c ON c.id = e.contact_id LEFT JOIN lead l ON l.id = e.lead_id "
                           "LEFT JOIN t ON t.thread_id = e.thread_id LEFT JOIN p o ON o.id = e.open_message_id "
                           "LEFT JOIN p z ON z.id = e.close_message_id LEFT JOIN meeting m ON m.id = e.close_meeting_id "
                           "ORDER BY 1, 2, 3, 4, 5, 6"},
    {"follow_up", "SELECT f.ext_id, a.ext_id, l.ext_id, c.ext_id, f.kind, f.promise, f.created_at, f.committed_due_at, f.due_at, "
                  "f.status, f.done_at FROM follow_up f JOIN account a ON a.id = f.account_id "
                  "LEFT JOIN lead l ON l.id = f.lead_id LEFT JOIN contact c ON c.id = f.contact_id ORDER BY 1"},
    {"review", "SELECT a.ext_id, r.kind, r.held_day, r.confirmed, r.notes FROM review r JOIN account a ON a.id = r.account_id "
               "ORDER BY 1, 2, 3"},
    {"survey", "SELECT a.ext_id, c.ext_id, s.kind, s.score, s.local_day, p.ext_id, s.comment, s.ext_id FROM survey_response s "
               "JOIN account a ON a.id = s.account_id LEFT JOIN contact c ON c.id = s.contact_id "
               "LEFT JOIN project p ON p.id = s.project_id ORDER BY 1, 5, 3, 4, 2, 6, 7, 8"},
    {"value_note", "SELECT a.ext_id, v.local_day, v.kind, v.amount_ore, v.note FROM value_note v "
                   "JOIN account a ON a.id = v.account_id ORDER BY 1, 2, 3, 4, 5"},
    {"manual_signal", "SELECT m.ext_id, m.kind, a.ext_id, l.ext_id, m.noted_at, m.note FROM manual_signal m "
                      "LEFT JOIN account a ON a.id = m.account_id LEFT JOIN lead l ON l.id = m.lead_id ORDER BY 1"},
    {"target", "SELECT kpi_id, scope, period_kind, period_key, low, high, direction, unit FROM target "
               "ORDER BY 1, 2, 3, 4"},
    {"forecast", "SELECT taken_day, period_kind, period_key, closed_ore, commit_ore, best_case_ore, pipeline_ore, weighted_ore, "
                 "manual_ore, target_ore FROM forecast_snapshot ORDER BY 1, 2, 3"},
};

static void
append_escaped(GString *line, const char *text)
{
    for (; *text; text++) {
        if (*text == '\\')
            g_string_append(line, "\\\\");
        else if (*text == '\t')
            g_string_append(line, "\\t");
        else if (*text == '\n')
            g_string_append(line, "\\n");
        else
            g_string_append_c(line, *text);
    }
}

static void
append_cell(GString *line, KeepRows *rows, int column)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_c(line, '\t');
    if (keep_rows_is_null(rows, column))
        g_string_append(line, "\\N");
    else if (keep_rows_is_real(rows, column))
        g_string_append(line, g_ascii_dtostr(number, sizeof number, keep_rows_real(rows, column)));
    else if (keep_rows_is_text(rows, column))
        append_escaped(line, keep_rows_text(rows, column));
    else
        g_string_append_printf(line, "%" G_GINT64_FORMAT, keep_rows_int(rows, column));
}

static gboolean
dump_table(KeepDb *db, guint table, KeepDumpLine emit, gpointer data, GError **error)
{
    g_autoptr(KeepRows) rows = keep_db_query(db, TABLES[table].sql, NO_BIND, error);
    g_autoptr(GString) line = g_string_new(NULL);
    GError *problem = NULL;
    if (!rows)
        return FALSE;
    while (keep_rows_next(rows, &problem)) {
        g_string_assign(line, TABLES[table].name);
        for (int i = 0; i < keep_rows_columns(rows); i++)
            append_cell(line, rows, i);
        if (!emit(data, line->str, error))
            return FALSE;
    }
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

gboolean
keep_dump(KeepDb *db, KeepDumpLine line, gpointer data, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(TABLES); i++)
        if (!dump_table(db, i, line, data, error))
            return FALSE;
    return TRUE;
}
