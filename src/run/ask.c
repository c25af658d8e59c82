/* SPDX-License-Identifier: MIT
 * Questions to a person at a terminal. */
#include "run/ask.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include "base/error.h"

#define ANSWER_MAX 4096

gboolean
run_ask_can(void)
{
    return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

static gboolean
give_up(GError **error)
{
    g_printerr("\n");
    return fail(error, FAIL_REFUSED, N_("given up; nothing was changed"));
}

/* Byte by byte, so that what follows stays for whoever reads next. */
static gboolean
read_line(GString *line, GError **error)
{
    char c = 0;
    g_string_truncate(line, 0);
    while (c != '\n') {
        ssize_t n = read(STDIN_FILENO, &c, 1);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return give_up(error);
        if (c != '\n' && line->len < ANSWER_MAX)
            g_string_append_c(line, c);
    }
    return TRUE;
}

/* Control characters (an arrow key) are no part of an answer. */
static char *
clean(const GString *line)
{
    char *text = g_utf8_make_valid(line->str, (gssize)line->len);
    for (char *p = text; *p; p++)
        if (g_ascii_iscntrl(*p))
            *p = ' ';
    return g_strstrip(text);
}

char *
run_ask_text(const char *question, const char *standard, GError **error)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (;;) {
        if (standard != NULL && *standard != '\0')
            g_printerr("%s [%s]: ", question, standard);
        else
            g_printerr("%s: ", question);
        if (!read_line(line, error))
            return NULL;
        g_autofree char *answer = clean(line);
        if (*answer != '\0')
            return g_steal_pointer(&answer);
        if (standard != NULL)
            return g_strdup(standard);
    }
}

/* Typed characters into LINE, which is never moved: it can be wiped whole. FALSE = ^C or ^D. */
static gboolean
type_secret(GString *line)
{
    for (;;) {
        char c = 0;
        ssize_t n = read(STDIN_FILENO, &c, 1);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0 || c == 3 || c == 4)
            return FALSE;
        if (c == '\n' || c == '\r')
            return TRUE;
        if (c == 21) /* ^U */
            g_string_truncate(line, 0);
        else if ((c == 8 || c == 127) && line->len > 0)
            g_string_truncate(line, (gsize)(g_utf8_find_prev_char(line->str, line->str + line->len) - line->str));
        else if (!g_ascii_iscntrl(c) && line->len < ANSWER_MAX)
            g_string_append_c(line, c);
    }
}

char *
run_ask_secret(const char *question, GError **error)
{
    struct termios before, silent;
    gboolean is_terminal = tcgetattr(STDIN_FILENO, &before) == 0, is_good = TRUE;
    GString *line = g_string_sized_new(ANSWER_MAX + 1);
    silent = before;
    silent.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG); /* ^C must not leave the terminal silent */
    if (is_terminal)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent); /* before it asks: what is typed at once is neither shown nor lost */
    while (is_good && line->len == 0) {
        g_printerr("%s: ", question);
        is_good = type_secret(line);
        if (is_good)
            g_printerr("\n");
    }
    if (is_terminal)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    char *secret = is_good ? g_strdup(line->str) : NULL;
    explicit_bzero(line->str, line->allocated_len);
    g_string_free(line, TRUE);
    if (!is_good)
        give_up(error);
    return secret;
}

gboolean
run_ask_yes(const char *question, gboolean standard, gboolean *ret, GError **error)
{
    static const char *const yes[] = { "y", "yes", "j", "ja", NULL }, *const no[] = { "n", "no", "nej", NULL };
    for (;;) {
        g_autofree char *answer = run_ask_text(question, standard ? _("yes") : _("no"), error);
        if (answer == NULL)
            return FALSE;
        g_autofree char *folded = g_ascii_strdown(answer, -1);
        *ret = g_strv_contains(yes, folded);
        if (*ret || g_strv_contains(no, folded))
            return TRUE;
    }
}

gboolean
run_ask_choice(const char *question, const char *const *choices, guint standard, guint *ret, GError **error)
{
    guint64 number;
    g_autofree char *standard_text = g_strdup_printf("%u", standard + 1);
    for (guint i = 0; choices[i] != NULL; i++)
        g_printerr("  %u  %s\n", i + 1, choices[i]);
    for (;;) {
        g_autofree char *answer = run_ask_text(question, standard_text, error);
        if (answer == NULL)
            return FALSE;
        if (!g_ascii_string_to_unsigned(answer, 10, 1, g_strv_length((char **)choices), &number, NULL))
            continue;
        *ret = (guint)number - 1;
        return TRUE;
    }
}
