/* SPDX-License-Identifier: MIT
 * Direction, class and accounts of the messages of one thread. Each step looks only at facts and at what the step before it decided for
 * the whole thread, so the order of the messages decides nothing. */
#include "identify/message.h"

enum { CONFIDENCE_MANUAL = 100, CONFIDENCE_THREAD = 60 };

/* Compared by address: nobody else sets them. */
static const char direction_in[] = "in", direction_out[] = "out", direction_internal[] = "internal";
static const char too_many_accounts[] = "To, Cc, Bcc: more accounts than bulk_max_accounts";

void
identify_message_clear(IdentifyMessage *message)
{
    g_clear_pointer(&message->matches, g_array_unref);
}

static const MailParty *
party_at(const IdentifyMessage *message, guint i)
{
    return g_ptr_array_index(message->parties, i);
}

static const MailParty *
sender(const IdentifyMessage *message)
{
    for (guint i = 0; i < message->parties->len; i++)
        if (party_at(message, i)->role == PARTY_FROM)
            return party_at(message, i);
    return NULL;
}

static gboolean
is_recipient(PartyRole role)
{
    return role == PARTY_TO || role == PARTY_CC || role == PARTY_BCC;
}

static gboolean
has_external_recipient(const IdentifyIndex *index, const IdentifyMessage *message)
{
    for (guint i = 0; i < message->parties->len; i++)
        if (is_recipient(party_at(message, i)->role) && !identify_index_is_own(index, party_at(message, i)->addr))
            return TRUE;
    return FALSE;
}

static const char *
note_direction(const IdentifyMessage *message, const char *direction, const char *reason, const char *what)
{
    identify_trace_about(message->trace, NULL, NULL);
    identify_trace_step(message->trace, "direction", direction, reason, what, 0);
    return direction;
}

/* 16-B01, B07, B14. */
static const char *
direction_of(const IdentifyIndex *index, const IdentifyMessage *message)
{
    const MailParty *from = sender(message);
    if (!from)
        return note_direction(message, message->is_sent ? direction_out : direction_in, "no_sender", NULL);
    if (!message->is_sent && !identify_index_is_own(index, from->addr))
        return note_direction(message, direction_in, "external_sender", from->addr);
    if (!has_external_recipient(index, message))
        return note_direction(message, direction_internal, "only_us", from->addr);
    return note_direction(message, direction_out, identify_index_is_own(index, from->addr) ? "own_sender" : "sent_folder", from->addr);
}

static gboolean
is_in(const IdentifyMessage *message)
{
    return message->direction == direction_in;
}

static gboolean
is_out(const IdentifyMessage *message)
{
    return message->direction == direction_out;
}

/* TRUE if a party of this role can make the message one of its account's; RET_COPIED: but only as somebody who was copied in. */
static gboolean
role_counts(const IdentifyMessage *message, PartyRole role, gboolean *ret_copied)
{
    if (is_in(message)) {
        *ret_copied = role != PARTY_FROM; /* 16-B02 */
        return role == PARTY_FROM || role == PARTY_TO || role == PARTY_CC;
    }
    *ret_copied = role != PARTY_TO; /* 16-B01 */
    return is_recipient(role);
}

static IdentifyFound *
find_account(GArray *matches, gint64 account_id)
{
    for (guint i = 0; i < matches->len; i++) {
        IdentifyFound *found = &g_array_index(matches, IdentifyFound, i);
        if (found->match.account_id == account_id)
            return found;
    }
    return NULL;
}

static void
take_method(IdentifyMatch *match, const IdentifyMatch *from)
{
    match->method = from->method;
    match->rule = from->rule;
    match->confidence = from->confidence;
}

/* One touch per account: of several people the one the mail is from or to goes before the copied, then the surer match, then the first. From
 * decides whose an inbound mail is (16-B02); of ours it is as sure as the surest of all whom it is sent to makes it. */
static void
add_found(IdentifyMessage *message, const IdentifyFound *found)
{
    IdentifyFound *old = find_account(message->matches, found->match.account_id);
    if (!old) {
        g_array_append_val(message->matches, *found);
        return;
    }
    const IdentifyMatch sure = old->match.confidence < found->match.confidence ? found->match : old->match;
    if (old->is_copied != found->is_copied ? old->is_copied : old->match.confidence < found->match.confidence)
        *old = *found;
    if (is_out(message))
        take_method(&old->match, &sure);
}

static gboolean
is_rejected(const IdentifyMessage *message, gint64 account_id)
{
    for (gsize i = 0; i < message->n_rejects; i++)
        if (message->rejects[i] == account_id)
            return TRUE;
    return FALSE;
}

static void
match_party(const IdentifyIndex *index, IdentifyMessage *message, const MailParty *party, gboolean is_copied)
{
    IdentifyFound found = { .addr = party->addr, .is_copied = is_copied };
    if (identify_whose(index, party->addr, &found.match, message->trace) != IDENTIFY_ACCOUNT)
        return;
    if (is_rejected(message, found.match.account_id))
        identify_trace_step(message->trace, "rejected", "yes", NULL, NULL, found.match.account_id);
    else
        add_found(message, &found);
}

static IdentifyTrace *
about(const IdentifyMessage *message, const MailParty *party)
{
    identify_trace_about(message->trace, party->addr, party_role_name(party->role));
    return message->trace;
}

/* Only the first From address is the sender. */
static void
consider(const IdentifyIndex *index, IdentifyMessage *message, const MailParty *party, const MailParty *from)
{
    gboolean is_copied;
    about(message, party);
    if (role_counts(message, party->role, &is_copied) && (party->role != PARTY_FROM || party == from))
        match_party(index, message, party, is_copied);
    else if (party == from)
        identify_own(index, party->addr, message->trace);
    else
        identify_trace_step(message->trace, "role", "no", NULL, NULL, 0);
}

/* Among ourselves nobody goes down the ladder; whoever asks still wants to see that everybody is one of us. */
static void
note_insiders(const IdentifyIndex *index, const IdentifyMessage *message)
{
    IdentifyMatch match;
    for (guint i = 0; message->trace && i < message->parties->len; i++) {
        const MailParty *party = party_at(message, i);
        identify_whose(index, party->addr, &match, about(message, party));
    }
}

/* By address, rule and domain alone; and who wrote it. */
static void
match_directly(const IdentifyIndex *index, IdentifyMessage *message)
{
    const MailParty *from = sender(message);
    message->direction = direction_of(index, message);
    message->matches = g_array_new(FALSE, FALSE, sizeof(IdentifyFound));
    message->is_skipped = from && identify_index_is_skipped(index, from->addr);
    if (message->is_skipped)
        identify_whose(index, from->addr, &(IdentifyMatch){ 0 }, about(message, from));
    if (message->direction == direction_internal)
        note_insiders(index, message);
    else if (from && !message->is_skipped)
        for (guint i = 0; i < message->parties->len; i++)
            consider(index, message, party_at(message, i), from);
    identify_trace_about(message->trace, NULL, NULL);
}

static gboolean
names_ours(const IdentifyMessage *message, GHashTable *ours)
{
    for (gsize i = 0; i < message->n_references; i++)
        if (g_hash_table_contains(ours, &message->references[i]))
            return TRUE;
    return FALSE;
}

/* 16-B09, B16. RET_REASON: how the message was read. */
static IdentifyClass
class_of(const IdentifyMessage *message, GHashTable *ours, int bulk_max_accounts, const char **ret_reason)
{
    if (is_in(message)) {
        gboolean is_answer = names_ours(message, ours);
        *ret_reason = is_answer ? "answer_to_us" : "inbound";
        return is_answer ? message->reading.reply : message->reading.in;
    }
    IdentifyClass class = message->reading.out;
    *ret_reason = "outbound";
    if (is_out(message) && class.class > MAIL_BULK && message->matches->len > (guint)MAX(bulk_max_accounts, 0))
        return (IdentifyClass){ MAIL_BULK, too_many_accounts };
    return class;
}

static void
decide_classes(IdentifyMessage *messages, gsize n, int bulk_max_accounts)
{
    g_autoptr(GHashTable) ours = g_hash_table_new(g_int64_hash, g_int64_equal);
    const char *reason;
    for (gsize i = 0; i < n; i++)
        if (is_out(&messages[i]))
            g_hash_table_add(ours, &messages[i].id);
    for (gsize i = 0; i < n; i++) {
        messages[i].verdict = class_of(&messages[i], ours, bulk_max_accounts, &reason);
        identify_trace_step(messages[i].trace, "class", mail_class_name(messages[i].verdict.class), reason, messages[i].verdict.because, 0);
    }
}

/* The account that the messages of the thread name by themselves; 0 if they name none, or (*RET_MANY) more than one. */
static gint64
only_account(const IdentifyMessage *messages, gsize n, gboolean *ret_many)
{
    gint64 only = 0;
    *ret_many = FALSE;
    for (gsize i = 0; i < n && !*ret_many; i++) {
        for (guint k = 0; k < messages[i].matches->len; k++) {
            gint64 id = g_array_index(messages[i].matches, IdentifyFound, k).match.account_id;
            *ret_many = *ret_many || (only != 0 && only != id);
            only = id;
        }
    }
    return *ret_many ? 0 : only;
}

/* The person whose the message is when no rule said so: its sender, else the first of its recipients that is not one of us. */
static const MailParty *
counterpart(const IdentifyIndex *index, const IdentifyMessage *message)
{
    static const PartyRole roles[] = { PARTY_TO, PARTY_CC, PARTY_BCC };
    if (is_in(message))
        return sender(message);
    for (gsize k = 0; k < G_N_ELEMENTS(roles); k++) {
        for (guint i = 0; i < message->parties->len; i++) {
            const MailParty *party = party_at(message, i);
            if (party->role == roles[k] && !identify_index_is_own(index, party->addr) && !identify_index_is_skipped(index, party->addr))
                return party;
        }
    }
    return NULL;
}

static IdentifyFound
found_by(const IdentifyIndex *index, const IdentifyMessage *message, gint64 account_id, const char *method, int confidence)
{
    const MailParty *party = counterpart(index, message);
    IdentifyMatch match = { .account_id = account_id, .method = method, .confidence = confidence };
    gboolean is_copied = is_out(message) && party && party->role != PARTY_TO;
    return (IdentifyFound){ match, party ? party->addr : NULL, is_copied };
}

/* What a person linked by hand stands, whatever the rules say; a match that made it only a copy gives way. */
static void
link_by_hand(const IdentifyIndex *index, IdentifyMessage *message)
{
    if (message->is_skipped || message->direction == direction_internal)
        return;
    for (gsize i = 0; i < message->n_links; i++) {
        IdentifyFound *old = find_account(message->matches, message->links[i]);
        identify_trace_step(message->trace, "manual", "yes", NULL, NULL, message->links[i]);
        if (old && !old->is_copied)
            continue;
        IdentifyFound found = found_by(index, message, message->links[i], "manual", CONFIDENCE_MANUAL);
        if (old)
            *old = found;
        else
            g_array_append_val(message->matches, found);
    }
}

/* Somebody outside takes part, be it one whom we do not name: whom we write to may stand in skip_person, who writes may not (16-B03). */
static gboolean
has_outsider(const IdentifyIndex *index, const IdentifyMessage *message)
{
    if (is_in(message))
        return sender(message) != NULL;
    for (guint i = 0; i < message->parties->len; i++) {
        const MailParty *party = party_at(message, i);
        gboolean is_recipient = party->role == PARTY_TO || party->role == PARTY_CC || party->role == PARTY_BCC;
        if (is_recipient && !identify_index_is_own(index, party->addr))
            return TRUE;
    }
    return FALSE;
}

/* Why MESSAGE does not take the account of its thread; NULL if it does (16-B03). What was linked by hand needs no guess. */
static const char *
bar_to_inherit(const IdentifyIndex *index, const IdentifyMessage *message, gint64 account, gboolean many)
{
    if (message->is_skipped || message->direction == direction_internal)
        return message->is_skipped ? "skip_person" : "only_us";
    if (message->matches->len > 0)
        return "matched";
    if (message->verdict.class != MAIL_HUMAN)
        return "not_human";
    if (account == 0)
        return many ? "several_accounts" : "no_account";
    if (is_rejected(message, account))
        return "rejected";
    return has_outsider(index, message) ? NULL : "nobody";
}

/* ACCOUNT is what the other messages of the thread name, for MESSAGE itself names none. */
static void
inherit(const IdentifyIndex *index, IdentifyMessage *message, gint64 account, gboolean many)
{
    const char *bar = bar_to_inherit(index, message, account, many);
    identify_trace_step(message->trace, "thread", bar ? "no" : "yes", bar, NULL, bar ? 0 : account);
    if (bar)
        return;
    IdentifyFound found = found_by(index, message, account, "thread", CONFIDENCE_THREAD);
    g_array_append_val(message->matches, found);
}

void
identify_thread(const IdentifyIndex *index, IdentifyMessage *messages, gsize n, int bulk_max_accounts)
{
    gboolean many;
    for (gsize i = 0; i < n; i++)
        match_directly(index, &messages[i]);
    decide_classes(messages, n, bulk_max_accounts);
    gint64 account = only_account(messages, n, &many);
    for (gsize i = 0; i < n; i++) {
        link_by_hand(index, &messages[i]);
        inherit(index, &messages[i], account, many);
    }
}

gboolean
identify_is_never(const IdentifyIndex *index, const Mail *mail)
{
    for (guint i = 0; i < mail->parties->len; i++) {
        const MailParty *party = g_ptr_array_index(mail->parties, i);
        if (identify_index_is_never(index, party->addr))
            return TRUE;
    }
    return FALSE;
}
