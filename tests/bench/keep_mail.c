/* SPDX-License-Identifier: MIT
 * A first sync without its network: N copies stored in transactions of 1,000 and settled; prints seconds and memory. */
#include "../keep/letter.h"
#include "../keep/scratch.h"
#include <stdlib.h>
#include <sys/resource.h>

static Mail *
nth_mail(GRand *rand, guint n)
{
    guint thread = n / 4, place = n % 4, account = thread % 400 + 1;
    g_autofree char *id = g_strdup_printf("CAF%08x%08x.%u@mail-%u.example.com", n * 2654435761u, thread, n, account);
    g_autoptr(GString) references = g_string_new(NULL);
    for (guint i = 0; i < place; i++)
        g_string_append_printf(references, "CAF%08x%08x.%u@mail-%u.example.com ", (n - place + i) * 2654435761u, thread,
                               n - place + i, account);
    g_autofree char *them = g_strdup_printf("person%u@domain.%u.example", g_rand_int_range(rand, 0, 5), account);
    g_autofree char *other = g_strdup_printf("x%u@domain.%u.example anna@us.example", g_rand_int_range(rand, 0, 900), account);
    g_autofree char *subject = g_strdup_printf("Sv: Offert %u på uppstart och rådgivning", thread);
    gboolean is_ours = n % 2 == 1;
    Mail *mail = letter_new(id, references->str, is_ours ? "anna@us.example" : them, is_ours ? them : other,
                            1600000000 + (gint64)n * 700, subject);
    return mail;
}

static double
cpu_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double
seconds_since(gint64 start)
{
    return (double)(g_get_monotonic_time() - start) / 1e6;
}

int
main(int argc, char **argv)
{
    guint total = argc > 1 ? (guint)atoi(argv[1]) : 100000;
    gboolean is_backwards = argc > 2; /* newest first, as a backfill goes */
    g_autofree char *directory = scratch_directory();
    g_autoptr(KeepDb) db = scratch_db(directory);
    g_autoptr(Calendar) calendar = letter_calendar();
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);
    g_autoptr(KeepFolder) inbox = letter_folder(db, "work", "INBOX", FOLDER_INBOX);
    g_autoptr(KeepFolder) sent = letter_folder(db, "work", "Sent", FOLDER_SENT);
    keep_db_begin(db, NULL);
    for (int i = 1; i <= 400; i++)
        keep_db_run(db,
                    "INSERT INTO account (id, name, ext_id, created_at, updated_at) VALUES (:id, 'Kund', 'A' || :id, 0, 0)",
                    BIND(KI("id", i)), NULL);
    keep_db_commit(db, NULL);
    gint64 start = g_get_monotonic_time();
    double cpu = cpu_seconds();
    for (guint n = 0; n < total; n++) {
        guint at = is_backwards ? total - 1 - n : n;
        if (n % 1000 == 0)
            keep_db_begin(db, NULL);
        g_autoptr(Mail) mail = nth_mail(rand, at);
        letter_store(db, at % 2 ? sent : inbox, 1, at + 1, mail->date_at + 5, mail, MAIL_HUMAN, calendar, 1700000000);
        if (n % 1000 == 999 || n == total - 1)
            keep_db_commit(db, NULL);
    }
    double stored = seconds_since(start), stored_cpu = cpu_seconds() - cpu;
    start = g_get_monotonic_time();
    cpu = cpu_seconds();
    letter_settle(db);
    double settled = seconds_since(start);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    g_print("%u messages: store %.2f s (CPU %.2f), settle %.2f s (CPU %.2f), peak RSS %ld KB\n", total, stored, stored_cpu,
            settled, cpu_seconds() - cpu, usage.ru_maxrss);
    scratch_remove(directory);
    return 0;
}
