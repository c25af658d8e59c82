/* SPDX-License-Identifier: MIT
 * The episode machine: the events of one account in, its response episodes out. Pure: no SQL, no clock (spec 08 §8.4-8.5, 16-C). */
#pragma once
#include "base/calendar.h"
#include <glib.h>

/* Ours stand before theirs: in the same second an inbound comes after an outbound (16-C12). */
typedef enum {
    EPISODE_OUT,          /* human mail of ours with the account in To, Cc or Bcc */
    EPISODE_OUR_REQUEST,  /* iMIP of ours */
    EPISODE_OUR_REPLY,
    EPISODE_OUR_CANCEL,
    EPISODE_IN,           /* human mail of somebody of the account */
    EPISODE_THEIR_REQUEST,
    EPISODE_THEIR_COUNTER,
    EPISODE_THEIR_REPLY,
    EPISODE_AUTO_REPLY,
    EPISODE_BOUNCE,
    EPISODE_MEETING,      /* held; at = its start */
    EPISODE_CALL,         /* connected */
    EPISODE_DONE,         /* a person says that it was answered otherwise (17-B1) */
    EPISODE_FORGOTTEN,    /* who took part was erased: nobody can be answered any more (00 §3 forget) */
} EpisodeEventKind;

typedef enum { /* what the text says, when it may be read (bodies = glance) */
    EPISODE_UNREAD,
    EPISODE_ASKS,   /* a question or a request */
    EPISODE_TELLS,  /* neither; inbound: not a mere acknowledgement */
    EPISODE_THANKS, /* a mere acknowledgement */
} EpisodeCue;

typedef struct {
    EpisodeEventKind kind;
    gint64 at;
    gint64 id;            /* message, meeting or touchpoint row; 0 of what has none */
    const char *key;      /* public id of a message; episode key of EPISODE_DONE; breaks ties */
    gint64 thread;
    gint64 parent;        /* message row that In-Reply-To names; 0 = none */
    gint64 target;        /* EPISODE_BOUNCE: the message that bounced; 0 = look at the recipients */
    const char *uid;      /* iMIP; NULL = none */
    const char *subject;  /* normalised, or NULL */
    EpisodeCue cue;
    gboolean is_copied;   /* the account stands only in Cc or Bcc (16-C17) */
    gboolean is_accept;   /* EPISODE_THEIR_REPLY */
    guint first_party, n_parties; /* out: To; in: the sender; bounce: failed recipients; meeting, call: who took part; forgotten: who */
    gint64 place;         /* computed: where it stands in time (16-C16) */
} EpisodeEvent;

typedef struct {
    const char *addr;     /* canonical, or NULL */
    gint64 contact_id;    /* 0 = no contact row */
    guint who;            /* the first entry of the same contact: one person, however many addresses */
} EpisodePerson;

typedef struct { /* a held meeting or presented proposal: a mail soon after it is a follow-up (16-D03) */
    gint64 end_at;
    gint32 day;
} EpisodeOccasion;

typedef struct {
    GStringChunk *strings;
    GArray *events;    /* of EpisodeEvent */
    GArray *persons;   /* of EpisodePerson */
    GArray *parties;   /* of guint: index in persons */
    GArray *occasions; /* of EpisodeOccasion */
    GHashTable *by_addr, *by_contact; /* -> index + 1 in persons */
} EpisodeInput;
EpisodeInput *measure_episode_input_new(void);
void measure_episode_input_free(EpisodeInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EpisodeInput, measure_episode_input_free)
/* A copy of TEXT that lives as long as INPUT; NULL stays NULL. */
const char *measure_episode_input_text(EpisodeInput *input, const char *text);
/* Index of the person; ADDR may be NULL when CONTACT_ID is given. */
guint measure_episode_input_person(EpisodeInput *input, const char *addr, gint64 contact_id);
/* Appends an event; valid until the next one is appended. KEY is copied. */
EpisodeEvent *measure_episode_input_event(EpisodeInput *input, EpisodeEventKind kind, gint64 at, gint64 id, const char *key);
/* PERSON takes part in the last event. */
void measure_episode_input_party(EpisodeInput *input, guint person);
void measure_episode_input_occasion(EpisodeInput *input, gint64 end_at, gint32 day);

typedef enum { EPISODE_OPEN, EPISODE_ANSWERED, EPISODE_SUPERSEDED, EPISODE_BOUNCED, EPISODE_CANCELLED } EpisodeState;
const char *measure_episode_state_name(EpisodeState state);

typedef struct {
    char *key;               /* "them|A17|<id of the opening message>", stable over rebuilds */
    gboolean is_ours;        /* owed by us */
    gint64 contact_id;       /* 0 = none */
    char *contact_addr;      /* of a person without a contact row */
    gint64 thread;
    gint64 opened_at, last_attempt_at, second_attempt_at, first_follow_up_at; /* the last two: 0 = never */
    gint32 opened_day, first_follow_up_day, closed_day;
    int attempts;
    gboolean is_followup, is_invite, is_request, ooo_hit, in_quiet;
    char *invite_uid;
    EpisodeState state;
    gint64 closed_at;        /* 0 = open */
    const char *closed_by;   /* "email", "meeting", "call", "invite_reply" or NULL */
    const char *match;       /* "thread", "contact", "account_subject" or NULL */
    gboolean has_time;       /* the two below are set */
    gint64 resp_secs, resp_work_secs;
    gint64 open_message, close_message, close_meeting, close_touchpoint; /* 0 = none */
    char *subject;           /* of the opening message, normalised; the machine's own */
    GArray *persons;         /* of guint: every address it was sent to, or the sender; the machine's own */
    guint heir;              /* ours: index + 1 of whoever else wrote while it was open, the last one; 0 = nobody; the machine's own */
    GHashTable *bounced;     /* set of person indexes; the machine's own */
} Episode;
void measure_episode_free(gpointer episode);

typedef struct {
    const char *account;     /* external id: part of the keys */
    int fallback_days;       /* [reply] fallback_days */
    gboolean accept_counts;  /* [reply] invite_accept_counts */
} EpisodeRules;
/* Episodes in the order in which they were opened. Sorts the events of INPUT. (of Episode*, owned) */
GPtrArray *measure_episode_machine(EpisodeInput *input, const EpisodeRules *rules, const Calendar *calendar);

/* The order of events of 16 C12 and C16: sorts and fills `place`. */
void measure_episode_order(GArray *events);
