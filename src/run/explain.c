/* SPDX-License-Identifier: MIT
 * Why: the steps of the rules for a stored message, a meeting or an address, and what would change the verdict. */
#include "run/explanation.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/address.h"
#include "base/day.h"
#include "base/error.h"
#include "keep/mail.h"
#include "keep/tomb.h"
#include "measure/person.h"
#include "run/ladder.h"
#include "run/meeting.h"

static gboolean
add_steps(Explanation *explanation, const IdentifyTrace *trace, GError **error)
{
    for (guint i = 0; i < trace->steps->len; i++)
        if (!run_explanation_step(explanation, &g_array_index(trace->steps, IdentifyStep, i), error))
            return FALSE;
    return TRUE;
}

/* --- what would change it --------------------------------------------------------------------------------------------------- */

/* An address that no rung of the ladder caught; a domain that one organisation can own is offered as a whole. */
static void
suggest_assigning(Explanation *explanation, const char *addr)
{
    const char *domain = address_domain(addr);
    if (keep_tombs_is_alias(addr))
        return;
    g_autofree char *whole = g_strconcat("@", domain, NULL);
    run_explanation_suggest(explanation, "cadens triage assign %s ACCOUNT", addr);
    if (!domain_is_freemail(domain) && !domain_is_public_suffix(domain) && !run_ladder_is_ours(explanation->context->config, whole))
        run_explanation_suggest(explanation, "cadens triage assign %s ACCOUNT", whole);
}

static gboolean
is_step(const IdentifyStep *step, const char *name, const char *verdict)
{
    return g_str_equal(step->step, name) && g_str_equal(step->verdict, verdict);
}

/* never_log comes from the configuration or from triage. */
static gboolean
suggest_logging(Explanation *explanation, const char *entry, GError **error)
{
    static const char FIND[] = "SELECT pattern FROM triage_decision WHERE decision = 'never_log' AND (pattern = :entry OR pattern = '@' || :entry)";
    g_autoptr(GError) failure = NULL;
    g_autofree char *pattern = keep_db_text(explanation->context->db, FIND, BIND(KT("entry", entry)), &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (pattern != NULL)
        run_explanation_suggest(explanation, "cadens triage undo %s", pattern);
    else
        run_explanation_suggest(explanation, "[privacy] never_log: %s", entry);
    return TRUE;
}

/* What the configuration and the store say of persons, undone. The same in every language: machines read it too. */
static gboolean
suggest_undoing(Explanation *explanation, const IdentifyTrace *trace, const char *message, GError **error)
{
    for (guint i = 0; i < trace->steps->len; i++) {
        const IdentifyStep *step = &g_array_index(trace->steps, IdentifyStep, i);
        g_auto(ExplainAccount) account = { NULL, NULL };
        if (step->account_id != 0 && !run_explanation_account(explanation, step->account_id, &account, error))
            return FALSE;
        if (is_step(step, "skip_person", "yes"))
            run_explanation_suggest(explanation, "[privacy] skip_person: %s", step->what);
        if (is_step(step, "never_log", "yes") && !suggest_logging(explanation, step->what, error))
            return FALSE;
        if (is_step(step, "rule", "yes"))
            run_explanation_suggest(explanation, "cadens triage undo %s", step->what);
        if (is_step(step, "domain", "yes"))
            run_explanation_suggest(explanation, "cadens account edit %s --domains ...", account.ext_id);
        if (message != NULL && (is_step(step, "rejected", "yes") || is_step(step, "manual", "yes")))
            run_explanation_suggest(explanation, "cadens touchpoint release %s %s", message, account.ext_id);
    }
    return TRUE;
}

static gboolean
is_stranger(const IdentifyTrace *trace, const char *addr)
{
    gboolean asked = FALSE;
    for (guint i = 0; i < trace->steps->len; i++) {
        const IdentifyStep *step = &g_array_index(trace->steps, IdentifyStep, i);
        if (g_strcmp0(step->addr, addr) != 0)
            continue;
        gboolean is_settled = g_str_equal(step->verdict, "yes") || g_str_equal(step->step, "role");
        if (is_settled)
            return FALSE;
        asked = TRUE;
    }
    return asked;
}

static void
suggest_strangers(Explanation *explanation, const IdentifyMessage *message)
{
    for (guint i = 0; i < message->parties->len; i++) {
        const MailParty *party = message->parties->pdata[i];
        if (is_stranger(message->trace, party->addr))
            suggest_assigning(explanation, party->addr);
    }
}

static gboolean
suggest_unlinking(Explanation *explanation, const IdentifyMessage *message, const char *id, GError **error)
{
    for (guint i = 0; i < message->matches->len; i++) {
        const IdentifyFound *found = &g_array_index(message->matches, IdentifyFound, i);
        g_auto(ExplainAccount) account = { NULL, NULL };
        if (!run_explanation_account(explanation, found->match.account_id, &account, error))
            return FALSE;
        run_explanation_suggest(explanation, "cadens touchpoint unlink %s %s", id, account.ext_id);
    }
    return TRUE;
}

static gboolean
suggest_for_message(Explanation *explanation, const IdentifyMessage *message, const char *id, GError **error)
{
    gboolean is_person = message->verdict.class == MAIL_HUMAN && !g_str_equal(message->direction, "internal");
    if (!is_person) /* no link makes a touchpoint of it (16-A05) */
        return suggest_undoing(explanation, message->trace, NULL, error);
    if (!message->is_skipped)
        suggest_strangers(explanation, message);
    if (!suggest_undoing(explanation, message->trace, id, error))
        return FALSE;
    if (message->matches->len == 0 && !message->is_skipped)
        run_explanation_suggest(explanation, "cadens touchpoint link %s ACCOUNT", id);
    return suggest_unlinking(explanation, message, id, error);
}

/* --- documents ---------------------------------------------------------------------------------------------------------------- */

/* Until when its writer is away: the day it names, else a week, none of one who has left; and whom it names instead. */
static gboolean
tell_absence(const MeasureContext *context, gint64 message_id, Document *document, GError **error)
{
    static const char SAID[] = "SELECT CASE WHEN says_left = 1 THEN NULL ELSE COALESCE(away_until_day, local_day + 7) END, says_left, colleague "
                               "FROM message WHERE id = :id";
    enum { BACK, LEFT, COLLEAGUE };
    g_autoptr(KeepRows) rows = keep_db_query(context->db, SAID, BIND(KI("id", message_id)), error);
    GError *problem = NULL;
    if (rows != NULL && keep_rows_next(rows, &problem)) {
        document_fact(document, "away_until", value_day(keep_rows_is_null(rows, BACK) ? DAY_NONE : (gint32)keep_rows_int(rows, BACK)));
        document_fact(document, "has_left", value_bool(keep_rows_int(rows, LEFT) != 0));
        document_fact(document, "colleague", value_text(keep_rows_text(rows, COLLEAGUE)));
    }
    if (problem != NULL)
        g_propagate_error(error, problem);
    return rows != NULL && problem == NULL;
}

static gboolean
judge_thread(const MeasureContext *context, GPtrArray *kept, gint64 message_id, const IdentifyIndex *index, Explanation *explanation,
             Document *document, GError **error)
{
    g_autofree IdentifyMessage *messages = g_new0(IdentifyMessage, kept->len + 1);
    g_autoptr(IdentifyTrace) trace = identify_trace_new();
    guint at = kept->len;
    for (guint i = 0; i < kept->len; i++) {
        run_ladder_message(kept->pdata[i], &messages[i]);
        if (messages[i].id == message_id)
            at = i;
    }
    g_return_val_if_fail(at < kept->len, FALSE);
    messages[at].trace = trace;
    identify_thread(index, messages, kept->len, (int)config_int(context->config, "reply", "bulk_max_accounts"));
    const IdentifyMessage *message = &messages[at];
    document_fact(document, "message_id", value_text(((const KeepMessage *)kept->pdata[at])->public_id));
    document_fact(document, "direction", value_text(message->direction));
    document_fact(document, "class", value_text(mail_class_name(message->verdict.class)));
    document_fact(document, "because", value_text(message->verdict.because));
    gboolean good = (message->verdict.class != MAIL_AUTO_REPLY || tell_absence(context, message_id, document, error)) &&
                    add_steps(explanation, trace, error) &&
                    suggest_for_message(explanation, message, ((const KeepMessage *)kept->pdata[at])->public_id, error);
    for (guint i = 0; i < kept->len; i++)
        identify_message_clear(&messages[i]);
    return good;
}

gboolean
run_explain_message(const MeasureContext *context, gint64 message_id, gint64 thread_id, Document *document, GError **error)
{
    g_autoptr(IdentifyIndex) index = run_ladder_index(context->db, context->config, error);
    g_autoptr(GPtrArray) kept = index != NULL ? keep_thread_look(context->db, thread_id, error) : NULL;
    g_auto(Explanation) explanation = run_explanation_new(context);
    if (kept == NULL || !judge_thread(context, kept, message_id, index, &explanation, document, error))
        return FALSE;
    run_explanation_deliver(&explanation, document);
    return TRUE;
}

gboolean
run_explain_meeting(const MeasureContext *context, gint64 meeting_id, Document *document, GError **error)
{
    g_autoptr(IdentifyIndex) index = run_ladder_index(context->db, context->config, error);
    g_autoptr(KeepMeeting) meeting = index != NULL ? keep_meeting_load(context->db, meeting_id, error) : NULL;
    g_autoptr(IdentifyTrace) trace = identify_trace_new();
    g_auto(Explanation) explanation = run_explanation_new(context);
    if (meeting == NULL)
        return FALSE;
    for (guint i = 0; i < meeting->attendees->len; i++)
        run_meeting_judge(index, meeting, meeting->attendees->pdata[i], trace);
    if (!run_explain_entered_meeting(&explanation, meeting_id, trace, document, error) || !add_steps(&explanation, trace, error) || !suggest_undoing(&explanation, trace, NULL, error))
        return FALSE;
    run_explanation_deliver(&explanation, document);
    return TRUE;
}

/* --- an address ----------------------------------------------------------------------------------------------------------------- */

static gboolean
add_address_facts(const MeasureContext *context, const char *addr, gint64 *ret_seen, Document *document, GError **error)
{
    PersonKnown known;
    if (!measure_person_known(context, addr, &known, error))
        return FALSE;
    document_fact(document, "address", value_text(addr));
    document_fact(document, "sent", value_int(known.sent));
    document_fact(document, "received", value_int(known.received));
    document_fact(document, "meetings", value_int(known.meetings));
    *ret_seen = known.sent + known.received + known.meetings;
    return TRUE;
}

static gboolean
add_verdict(Explanation *explanation, const IdentifyMatch *match, Document *document, GError **error)
{
    g_auto(ExplainAccount) account = { NULL, NULL };
    g_autofree char *contact = NULL;
    if (match->account_id != 0 && !run_explanation_account(explanation, match->account_id, &account, error))
        return FALSE;
    if (match->contact_id != 0)
        contact = keep_db_text(explanation->context->db, "SELECT ext_id FROM contact WHERE id = :id", BIND(KI("id", match->contact_id)), error);
    document_fact(document, "account", value_text(account.ext_id));
    document_fact(document, "contact", value_text(contact));
    document_fact(document, "method", value_text(match->method));
    return TRUE;
}

/* "ignore" of the decision that covers the address, by itself or by its domain; NULL if there is none. */
static char *
decision_on(const MeasureContext *context, const char *addr, GError **error)
{
    static const char FIND[] = "SELECT decision FROM triage_decision WHERE pattern = :addr OR (substr(pattern, 1, 1) = '@' AND "
                               "substr('.' || :domain, -length(pattern)) = '.' || substr(pattern, 2)) ORDER BY length(pattern) DESC LIMIT 1";
    return keep_db_text(context->db, FIND, BIND(KT("addr", addr), KT("domain", address_domain(addr))), error);
}

static gboolean
explain_known(const MeasureContext *context, const char *addr, gboolean *ret_known, Document *document, GError **error)
{
    g_autoptr(IdentifyIndex) index = run_ladder_index(context->db, context->config, error);
    g_autoptr(IdentifyTrace) trace = identify_trace_new();
    g_auto(Explanation) explanation = run_explanation_new(context);
    g_autoptr(GError) failure = NULL;
    IdentifyMatch match = { 0 };
    gint64 seen;
    if (index == NULL || !add_address_facts(context, addr, &seen, document, error))
        return FALSE;
    g_autofree char *decision = decision_on(context, addr, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    identify_trace_about(trace, addr, NULL);
    const char *never = identify_never_entry(index, addr, trace);
    IdentifyWhose whose = identify_whose(index, addr, &match, trace);
    if (!add_verdict(&explanation, &match, document, error) || !add_steps(&explanation, trace, error) ||
        !suggest_undoing(&explanation, trace, NULL, error))
        return FALSE;
    document_fact(document, "decision", value_text(decision));
    if (whose == IDENTIFY_NOBODY && never == NULL)
        suggest_assigning(&explanation, addr);
    if (decision != NULL)
        run_explanation_suggest(&explanation, "cadens triage undo %s", addr);
    *ret_known = seen > 0 || whose != IDENTIFY_NOBODY || never != NULL || decision != NULL;
    run_explanation_deliver(&explanation, document);
    return TRUE;
}

/* Somebody who was forgotten is asked of no rule, and nothing is proposed that would take the person in again. */
static gboolean
explain_forgotten(const MeasureContext *context, const char *addr, gint64 since, Document *document, GError **error)
{
    g_auto(Explanation) explanation = run_explanation_new(context);
    g_autofree char *day = day_format(calendar_day_of(context->calendar, since));
    const IdentifyStep step = { .addr = (char *)addr, .step = "forgotten", .verdict = "yes", .what = day };
    document_fact(document, "address", value_text(addr));
    document_fact(document, "forgotten", value_instant(since));
    if (!run_explanation_step(&explanation, &step, error))
        return FALSE;
    run_explanation_deliver(&explanation, document);
    return TRUE;
}

gboolean
run_explain_address(const MeasureContext *context, const char *addr, gboolean *ret_known, Document *document, GError **error)
{
    gint64 since;
    g_autoptr(KeepTombs) tombs = keep_tombs_load(context->db, error);
    if (tombs == NULL || !keep_tombs_since(context->db, tombs, addr, &since, error))
        return FALSE;
    *ret_known = since != 0;
    return since != 0 ? explain_forgotten(context, addr, since, document, error) : explain_known(context, addr, ret_known, document, error);
}
