/* SPDX-License-Identifier: MIT
 * The reply filter: a state machine over lines and literals (RFC 3501 §4, §7, §9). */
#include "collect/imap-filter.h"
#include <glib/gi18n.h>
#include <string.h>

#define HELD_MAX (256 * 1024) /* bytes behind a tagged reply: nobody reads on while there is none to read */

typedef enum { REPLY_DONE, REPLY_DROP, REPLY_PASS, REPLY_FETCH } ReplyKind;
typedef enum { PHASE_NAME, PHASE_VALUE, PHASE_END } FetchPhase;

struct ImapFilter {
    GString *line; /* an incomplete line */
    GString *out;
    gsize taken; /* bytes of out already given away */
    guint want;
    gsize line_max, text_left;
    gboolean in_reply; /* a literal ended, the reply goes on */
    ReplyKind kind;    /* of the running reply */
    guint64 literal_left, pass_left; /* of the running literal; of that, what is passed on */
    /* the running FETCH */
    char *prefix; /* "* 12 FETCH (" until the first attribute is passed on */
    FetchPhase phase;
    gboolean keep; /* the running attribute */
    int depth;
    ImapStatus status;
    gboolean has_ended;   /* the tagged reply came */
    gboolean has_surplus; /* and something behind it */
    gboolean holds;       /* which is the reply to the next command */
    GString *held;
    char *alert;
    const char *why;
};

static void
status_clear(ImapStatus *status)
{
    status->kind = IMAP_STATUS_NONE;
    g_clear_pointer(&status->code, g_free);
    g_clear_pointer(&status->text, g_free);
}

ImapFilter *
collect_imap_filter_new(void)
{
    ImapFilter *filter = g_new0(ImapFilter, 1);
    filter->line = g_string_new(NULL);
    filter->out = g_string_new(NULL);
    filter->held = g_string_new(NULL);
    collect_imap_filter_begin(filter, IMAP_WANT_NOTHING, 0);
    return filter;
}

void
collect_imap_filter_free(ImapFilter *filter)
{
    if (!filter)
        return;
    status_clear(&filter->status);
    g_free(filter->alert);
    g_free(filter->prefix);
    g_string_free(filter->line, TRUE);
    g_string_free(filter->out, TRUE);
    g_string_free(filter->held, TRUE);
    g_free(filter);
}

void
collect_imap_filter_begin(ImapFilter *filter, guint want, gsize line_max)
{
    filter->want = want;
    filter->line_max = line_max ? line_max : IMAP_LINE_MAX;
    filter->text_left =
        MAX(filter->line_max, want & IMAP_WANT_STRUCTURE ? IMAP_STRUCTURE_MAX : IMAP_TEXT_MAX);
    filter->has_ended = filter->has_surplus = filter->holds = FALSE;
    status_clear(&filter->status);
    g_clear_pointer(&filter->alert, g_free);
}

void
collect_imap_filter_hold(ImapFilter *filter)
{
    filter->holds = TRUE;
}

static void
give_up(ImapFilter *filter, const char *why)
{
    if (!filter->why)
        filter->why = why;
}

static void
put(ImapFilter *filter, const char *bytes, gsize length)
{
    g_string_append_len(filter->out, bytes, (gssize)length);
}

static void
put_text(ImapFilter *filter, const char *text, gsize length)
{
    if (length > filter->text_left) {
        give_up(filter, N_("the reply is too long"));
        return;
    }
    filter->text_left -= length;
    put(filter, text, length);
}

static gboolean
is_word(const char *text, gsize length, const char *word)
{
    gsize n = strlen(word);
    return length >= n && !g_ascii_strncasecmp(text, word, n) && (length == n || text[n] == ' ');
}

/* TRUE if the N digits at TEXT are a number of 32 bits. */
static gboolean
fits_32(const char *text, gsize n)
{
    guint64 value = 0;
    if (n == 0 || n > 10)
        return FALSE;
    for (gsize i = 0; i < n; i++)
        value = value * 10 + (guint64)(text[i] - '0');
    return value <= G_MAXUINT32;
}

static gsize
digits(const char *text, gsize length)
{
    gsize n = 0;
    while (n < length && g_ascii_isdigit(text[n]))
        n++;
    return n;
}

/* A literal announced at the end of the line: "{12}", "{12+}", "~{12}". *RET_AT is where the
 * announcement begins. */
static gboolean
find_literal(const char *text, gsize length, gsize *ret_at, guint64 *ret_size)
{
    if (length < 3 || text[length - 1] != '}')
        return FALSE;
    gsize end = length - 1;
    if (text[end - 1] == '+')
        end--;
    gsize start = end;
    while (start > 0 && g_ascii_isdigit(text[start - 1]))
        start--;
    if (start == end || start == 0 || text[start - 1] != '{')
        return FALSE;
    *ret_size = end - start > 15 ? G_MAXUINT64 : g_ascii_strtoull(text + start, NULL, 10);
    *ret_at = start - 1;
    if (*ret_at > 0 && text[*ret_at - 1] == '~')
        (*ret_at)--;
    return TRUE;
}

/* Response codes that libetpan reads without harm and that carry something. */
static gboolean
is_harmless_code(const char *code, gsize length)
{
    static const char *const plain[] = {"READ-ONLY", "READ-WRITE", "TRYCREATE"};
    static const char *const number[] = {"UIDVALIDITY ", "UIDNEXT "};
    for (gsize i = 0; i < G_N_ELEMENTS(plain); i++)
        if (length == strlen(plain[i]) && !g_ascii_strncasecmp(code, plain[i], length))
            return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(number); i++) {
        gsize n = strlen(number[i]);
        if (length > n && !g_ascii_strncasecmp(code, number[i], n))
            return digits(code + n, length - n) == length - n && fits_32(code + n, length - n);
    }
    return FALSE;
}

static char *
code_word(const char *code, gsize length)
{
    gsize n = 0;
    while (n < length && code[n] != ' ')
        n++;
    return g_ascii_strup(code, (gssize)n);
}

static void
remember(ImapFilter *filter, ImapStatusKind kind, gboolean tagged, const char *code,
         gsize code_length, const char *text, gsize length)
{
    g_autofree char *word = code ? code_word(code, code_length) : NULL;
    if (word && g_str_equal(word, "ALERT")) {
        g_free(filter->alert);
        filter->alert = g_strndup(text, length);
    }
    if (!tagged && kind != IMAP_STATUS_BYE)
        return;
    filter->has_ended |= tagged;
    status_clear(&filter->status);
    filter->status = (ImapStatus){kind, g_steal_pointer(&word), g_strndup(text, length)};
}

/* resp-cond: the code only if harmless, the text never empty (an empty one crashes the library). AT
 * is behind the word OK, NO, ... */
static void
pass_condition(ImapFilter *filter, ImapStatusKind kind, gboolean tagged, const char *line,
               gsize length, gsize at)
{
    const char *code = NULL;
    gsize code_length = 0, start = at;
    while (start < length && line[start] == ' ')
        start++;
    if (start < length && line[start] == '[') {
        const char *end = memchr(line + start, ']', length - start);
        code = line + start + 1;
        code_length = end ? (gsize)(end - code) : length - start - 1;
        start = end ? (gsize)(end - line) + 1 : length;
    }
    while (start < length && line[start] == ' ')
        start++;
    remember(filter, kind, tagged, code, code_length, line + start, length - start);
    put_text(filter, line, at);
    put_text(filter, " ", 1);
    if (code && is_harmless_code(code, code_length)) {
        put_text(filter, code - 1, code_length + 2);
        put_text(filter, " ", 1);
    }
    /* nothing in the text may look like one more code, wherever the library takes the condition to begin */
    g_autofree char *text = start < length ? g_strndup(line + start, length - start) : g_strdup("-");
    g_strdelimit(g_strdelimit(text, "[", '('), "\r", ' ');
    put_text(filter, text, strlen(text));
    put_text(filter, line[length - 1] == '}' ? " \r\n" : "\r\n",
             line[length - 1] == '}' ? 3 : 2); /* no literal, and no look of one */
}

static ImapStatusKind
condition_of(const char *text, gsize length, gsize *ret_length)
{
    static const struct {
        const char *word;
        ImapStatusKind kind;
    } words[] = {{"OK", IMAP_STATUS_OK},
                 {"NO", IMAP_STATUS_NO},
                 {"BAD", IMAP_STATUS_BAD},
                 {"BYE", IMAP_STATUS_BYE},
                 {"PREAUTH", IMAP_STATUS_PREAUTH}};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (is_word(text, length, words[i].word)) {
            *ret_length = strlen(words[i].word);
            return words[i].kind;
        }
    return IMAP_STATUS_NONE;
}

static gboolean
is_wanted_attribute(const ImapFilter *filter, const char *name, gsize length)
{
    static const struct {
        const char *name;
        guint want;
        gboolean is_prefix;
    } known[] = {{"UID", IMAP_WANT_BODY | IMAP_WANT_STRUCTURE, FALSE},
                 {"INTERNALDATE", IMAP_WANT_BODY, FALSE},
                 {"BODY[", IMAP_WANT_BODY, TRUE},
                 {"BODYSTRUCTURE", IMAP_WANT_STRUCTURE, FALSE}};
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++) {
        gsize n = strlen(known[i].name);
        if ((filter->want & known[i].want) && (known[i].is_prefix ? length > n : length == n) &&
            !g_ascii_strncasecmp(name, known[i].name, n))
            return TRUE;
    }
    return FALSE;
}

static void
open_attribute(ImapFilter *filter, const char *name, gsize length)
{
    if (filter->prefix)
        put_text(filter, filter->prefix, strlen(filter->prefix));
    else
        put_text(filter, " ", 1);
    g_clear_pointer(&filter->prefix, g_free);
    put_text(filter, name, length);
    put_text(filter, " ", 1);
}

/* fetch attribute name: an atom, with its section in brackets and <origin>. Returns its length. */
static gsize
attribute_name(const char *text, gsize length)
{
    gsize n = 0;
    while (n < length && !strchr(" ()\"[", text[n]))
        n++;
    if (n == length || text[n] != '[')
        return n;
    const char *end = memchr(text + n, ']', length - n);
    if (!end)
        return length;
    for (n = (gsize)(end - text) + 1; n < length && !strchr(" ()\"", text[n]);)
        n++;
    return n;
}

static gsize
fetch_name(ImapFilter *filter, const char *text, gsize length)
{
    if (text[0] == ' ')
        return 1;
    if (text[0] == ')') {
        filter->phase = PHASE_END;
        return 1;
    }
    gsize n = attribute_name(text, length);
    if (n == 0)
        return 1; /* a stray bracket or quote between attributes */
    gsize value = n;
    while (value < length && text[value] == ' ')
        value++;
    gsize number = digits(text + value, length - value);
    filter->keep = is_wanted_attribute(filter, text, n) && !memchr(text, '{', n) &&
                   (!is_word(text, n, "UID") || fits_32(text + value, number));
    if (filter->keep)
        open_attribute(filter, text, n);
    filter->phase = PHASE_VALUE;
    filter->depth = 0;
    return value;
}

static gsize
quoted_length(const char *text, gsize length)
{
    gsize n = 1;
    while (n < length && text[n] != '"')
        n += text[n] == '\\' ? 2 : 1;
    return MIN(n + 1, length);
}

static gsize
atom_length(const char *text, gsize length)
{
    gsize n = 1;
    while (n < length && !strchr(" ()\"", text[n]))
        n++;
    return n;
}

/* One token of a value; at depth 0 the value ends behind it. */
static gsize
fetch_value(ImapFilter *filter, const char *text, gsize length)
{
    gsize n = 1;
    if (text[0] == '(' && ++filter->depth > IMAP_NESTING_MAX)
        give_up(filter, N_("a reply is nested too deeply"));
    else if (text[0] == ')')
        filter->depth--;
    else if (text[0] == '"')
        n = quoted_length(text, length);
    else if (text[0] != '(' && text[0] != ' ')
        n = atom_length(text, length);
    if (filter->depth < 0) { /* an attribute without a value */
        if (filter->keep)
            put_text(filter, "NIL", 3);
        filter->phase = PHASE_END;
        return n;
    }
    if (filter->keep && text[0] == '{') /* looks like a literal and is none: the library would wait for it */
        put_text(filter, "NIL", 3);
    else if (filter->keep)
        put_text(filter, text, n);
    if (filter->depth == 0 && text[0] != ' ')
        filter->phase = PHASE_NAME;
    return n;
}

static void
fetch_text(ImapFilter *filter, const char *text, gsize length)
{
    while (length > 0 && !filter->why && filter->phase != PHASE_END) {
        gsize n = filter->phase == PHASE_NAME ? fetch_name(filter, text, length)
                                              : fetch_value(filter, text, length);
        text += n;
        length -= n;
    }
}

static void
fetch_literal(ImapFilter *filter, guint64 size)
{
    char announcement[32];
    gboolean is_value = filter->phase == PHASE_VALUE;
    filter->pass_left = is_value && filter->keep ? MIN(size, IMAP_LITERAL_MAX) : 0;
    if (is_value && filter->keep) {
        int n = g_snprintf(announcement, sizeof announcement, "{%" G_GUINT64_FORMAT "}\r\n", filter->pass_left);
        put_text(filter, announcement, (gsize)n);
    }
    if (is_value && filter->depth == 0)
        filter->phase = PHASE_NAME;
}

static void
fetch_end(ImapFilter *filter)
{
    if (!filter->prefix) {
        if (filter->phase == PHASE_VALUE && filter->keep)
            give_up(filter, N_("a reply ended too early"));
        put_text(filter, ")\r\n", 3);
    }
    g_clear_pointer(&filter->prefix, g_free);
}

/* LINE is "* 12 FETCH (...", WORD where FETCH begins. Returns where the attributes begin. */
static gsize
begin_fetch(ImapFilter *filter, const char *line, gsize length, gsize word)
{
    filter->kind = REPLY_FETCH;
    g_free(filter->prefix);
    filter->prefix =
        g_strdup_printf("* %" G_GUINT64_FORMAT " FETCH (", g_ascii_strtoull(line + 1, NULL, 10));
    filter->phase = PHASE_NAME;
    gsize start = word + strlen("FETCH");
    while (start < length && (line[start] == ' ' || line[start] == '('))
        start++;
    return start;
}

static gboolean
is_wanted_data(const ImapFilter *filter, const char *text, gsize length)
{
    return ((filter->want & IMAP_WANT_CAPABILITY) && is_word(text, length, "CAPABILITY")) ||
           ((filter->want & IMAP_WANT_LIST) && is_word(text, length, "LIST")) ||
           ((filter->want & IMAP_WANT_SEARCH) && is_word(text, length, "SEARCH"));
}

/* "* 12 SOMETHING". Returns how much of the line was dealt with. */
static gsize
begin_numbered(ImapFilter *filter, const char *line, gsize length, gsize at)
{
    static const char *const counts[] = {"EXISTS", "RECENT", "EXPUNGE"};
    gsize n = digits(line + at, length - at), word = at + n;
    while (word < length && line[word] == ' ')
        word++;
    if (!fits_32(line + at, n))
        return length;
    if (is_word(line + word, length - word, "FETCH"))
        return begin_fetch(filter, line, length, word);
    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++)
        if (is_word(line + word, length - word, counts[i])) {
            put_text(filter, line, word + strlen(counts[i]));
            put_text(filter, "\r\n", 2);
            filter->kind = REPLY_DONE;
        }
    return length;
}

/* The first line of a reply: sets its kind. Returns how much of the line was dealt with. */
static gsize
begin_reply(ImapFilter *filter, const char *line, gsize length)
{
    gsize at = 0, word_length = 0;
    gboolean tagged = !(length > 1 && line[0] == '*' && line[1] == ' ');
    while (at < length && line[at] != ' ')
        at++;
    while (at < length && line[at] == ' ')
        at++;
    filter->kind = REPLY_DROP;
    ImapStatusKind status = condition_of(line + at, length - at, &word_length);
    if (status != IMAP_STATUS_NONE) {
        pass_condition(filter, status, tagged, line, length, at + word_length);
        filter->kind = REPLY_DONE;
        return length;
    }
    if (tagged) {
        give_up(filter, N_("a line that is no reply"));
        return length;
    }
    if (at < length && g_ascii_isdigit(line[at]))
        return begin_numbered(filter, line, length, at);
    if (is_wanted_data(filter, line + at, length - at))
        filter->kind = REPLY_PASS;
    return 0;
}

/* One line of the running reply; the literal of SIZE that it announces at LITERAL_AT, if any,
 * follows. */
static void
pass_line(ImapFilter *filter, const char *line, gsize length, gsize literal_at, gboolean announces,
          guint64 size)
{
    filter->pass_left = filter->kind == REPLY_PASS ? size : 0;
    if (filter->kind == REPLY_PASS) {
        put_text(filter, line, length);
        put_text(filter, "\r\n", 2);
    }
    if (filter->kind != REPLY_FETCH)
        return;
    fetch_text(filter, line, literal_at);
    if (announces)
        fetch_literal(filter, size);
    else
        fetch_end(filter);
}

static void
pass_continuation(ImapFilter *filter, const char *line, gsize length)
{
    put_text(filter, length > 1 ? line : "+ ", MAX(length, 2));
    put_text(filter, "\r\n", 2);
}

/* A whole line without its end. */
static void
take_line(ImapFilter *filter, char *line, gsize length)
{
    gsize done = 0, literal_at = length;
    guint64 size = 0;
    for (gsize i = 0; i < length; i++)
        if (line[i] == '\0')
            line[i] = ' '; /* the library reads text as C strings */
    if (!filter->in_reply && length == 0)
        return;
    if (!filter->in_reply && line[0] == '+') {
        pass_continuation(filter, line, length);
        return;
    }
    if (!filter->in_reply)
        done = begin_reply(filter, line, length);
    gboolean announces =
        filter->kind != REPLY_DONE && find_literal(line, length, &literal_at, &size);
    if (announces && size > (filter->kind == REPLY_FETCH ? IMAP_LITERAL_END : IMAP_LITERAL_MAX))
        give_up(filter, N_("a literal is too long"));
    if (filter->why)
        return;
    done = MIN(done, literal_at);
    pass_line(filter, line + done, length - done, literal_at - done, announces, size);
    filter->in_reply = announces;
    filter->literal_left = announces ? size : 0;
}

static gsize
feed_literal(ImapFilter *filter, const char *bytes, gsize length)
{
    gsize n = (gsize)MIN((guint64)length, filter->literal_left);
    gsize passed = (gsize)MIN((guint64)n, filter->pass_left);
    put(filter, bytes, passed);
    filter->pass_left -= passed;
    filter->literal_left -= n;
    return n;
}

static gsize
feed_line(ImapFilter *filter, const char *bytes, gsize length)
{
    const char *end = memchr(bytes, '\n', length);
    gsize n = end ? (gsize)(end - bytes) + 1 : length;
    if (filter->line->len + n > filter->line_max) {
        give_up(filter, N_("a line is too long"));
        return n;
    }
    g_string_append_len(filter->line, bytes, (gssize)n);
    if (!end)
        return n;
    gsize whole = filter->line->len - 1;
    while (whole > 0 && filter->line->str[whole - 1] == '\r')
        whole--;
    take_line(filter, filter->line->str, whole);
    if (filter->line->allocated_len > IMAP_LINE_MAX) {
        g_string_free(filter->line, TRUE);
        filter->line = g_string_new(NULL);
    }
    g_string_truncate(filter->line, 0);
    return n;
}

/* Takes what belongs to the running command; returns how much that was. */
static gsize
feed_running(ImapFilter *filter, const char *bytes, gsize length)
{
    gsize done = 0;
    while (done < length && !filter->why && !(filter->has_ended && filter->holds)) {
        filter->has_surplus |= filter->has_ended;
        done += filter->literal_left ? feed_literal(filter, bytes + done, length - done)
                                     : feed_line(filter, bytes + done, length - done);
    }
    return done;
}

gboolean
collect_imap_filter_feed(ImapFilter *filter, const char *bytes, gsize length, const char **ret_why)
{
    if (collect_imap_filter_has_held(filter))
        g_string_erase(filter->held, 0, (gssize)feed_running(filter, filter->held->str, filter->held->len));
    gsize done = feed_running(filter, bytes, length);
    g_string_append_len(filter->held, bytes + done, (gssize)(length - done));
    if (filter->held->len > HELD_MAX)
        give_up(filter, N_("the reply is too long"));
    if (filter->why)
        *ret_why = filter->why;
    return filter->why == NULL;
}

gboolean
collect_imap_filter_has_held(const ImapFilter *filter)
{
    return filter->held->len > 0 && !(filter->has_ended && filter->holds);
}

gsize
collect_imap_filter_take(ImapFilter *filter, char *buffer, gsize max)
{
    gsize n = MIN(max, filter->out->len - filter->taken);
    memcpy(buffer, filter->out->str + filter->taken, n);
    filter->taken += n;
    if (filter->taken == filter->out->len) {
        filter->taken = 0;
        g_string_truncate(filter->out, 0);
    }
    return n;
}

gsize
collect_imap_filter_pending(const ImapFilter *filter)
{
    return filter->out->len - filter->taken;
}

gboolean
collect_imap_filter_is_empty(const ImapFilter *filter)
{
    return collect_imap_filter_pending(filter) == 0 && filter->line->len == 0 &&
           !filter->in_reply && filter->held->len == 0 && !filter->has_surplus;
}

const ImapStatus *
collect_imap_filter_status(const ImapFilter *filter)
{
    return &filter->status;
}

const char *
collect_imap_filter_alert(const ImapFilter *filter)
{
    return filter->alert;
}
