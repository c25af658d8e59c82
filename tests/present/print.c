/* SPDX-License-Identifier: MIT
 * Text, JSON and CSV of documents: exact, safe for terminals and spreadsheets, and never silent
 * about a failed write. */
#include "present/print.h"
#include <errno.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include "base/day.h"
#include "base/error.h"
#include "present/cell.h"

#define NOON 1774951200 /* 2026-03-31T12:00:00+02:00 */

static GTimeZone *
stockholm(void)
{
    static GTimeZone *zone;
    if (!zone)
        zone = g_time_zone_new_identifier("Europe/Stockholm");
    g_assert_nonnull(zone);
    return zone;
}

static char *
written(const Document *document, PrintOptions options)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    g_autoptr(GError) error = NULL;
    options.zone = stockholm();
    present_document(document, &options, out, &error);
    g_assert_no_error(error);
    fclose(out);
    g_assert_cmpuint(strlen(text), ==, length);
    return text;
}

static char *
json_of(Value *value)
{
    g_autoptr(Document) document = document_new();
    document_fact(document, "x", value);
    g_autofree char *text = written(document, (PrintOptions){.format = PRINT_JSON});
    const char *prefix = "{\"schema\": 1,\n \"x\": ";
    g_assert_true(g_str_has_prefix(text, prefix));
    g_assert_true(g_str_has_suffix(text, "}\n"));
    return g_strndup(text + strlen(prefix), strlen(text) - strlen(prefix) - 2);
}

static void
test_formats(void)
{
    PrintFormat format = PRINT_TEXT;
    g_assert_true(present_format_parse("json", &format) && format == PRINT_JSON);
    g_assert_true(present_format_parse("csv", &format) && format == PRINT_CSV);
    g_assert_true(present_format_parse("text", &format) && format == PRINT_TEXT);
    g_assert_false(present_format_parse("JSON", &format));
    g_assert_false(present_format_parse("", &format));
    g_assert_false(present_format_parse(NULL, &format));
}

static void
test_json_scalars(void)
{
    struct {
        Value *value;
        const char *json;
    } cases[] = {
        {value_null(), "null"},
        {value_bool(TRUE), "true"},
        {value_int(G_MAXINT64), "9223372036854775807"},
        {value_int(G_MININT64), "-9223372036854775808"},
        {value_ore(-123450), "-123450"},
        {value_real(0.6), "0.6"},
        {value_real(0.1 + 0.2), "0.30000000000000004"},
        {value_real(1.0 / 3.0), "0.3333333333333333"},
        {value_real(100000), "100000"},
        {value_real(-0.0), "0"},
        {value_real(NAN), "null"},
        {value_real(INFINITY), "null"},
        {value_text("åäö \"x\" \\ \n\t"), "\"åäö \\\"x\\\" \\\\ \\n\\t\""},
        {value_text("a\x1b[31m\x7f"), "\"a\\u001b[31m\\u007f\""},
        {value_text("\xc2\x9b"
                    "31m"),
         "\"\\u009b31m\""},
        {value_text("\xe2\x80\xae"
                    "gpj"),
         "\"\\u202egpj\""},
        {value_day(day_from_ymd(2026, 3, 31)), "\"2026-03-31\""},
        {value_day(DAY_NONE), "null"},
        {value_instant(NOON), "\"2026-03-31T12:00:00+02:00\""},
        {value_utc(NOON), "\"2026-03-31T10:00:00Z\""},
        {value_list(), "[]"},
        {value_map(), "{}"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *json = json_of(cases[i].value);
        g_assert_cmpstr(json, ==, cases[i].json);
    }
}

/* A Value made by hand may hold bytes that value_text would have repaired. */
static void
test_json_invalid_utf8(void)
{
    Value *value = value_text("x");
    g_free(value->t);
    value->t = g_strdup("a\xff\xc3");
    g_autofree char *json = json_of(value);
    g_assert_true(g_utf8_validate(json, -1, NULL));
    g_assert_cmpstr(json, ==, "\"a\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void
test_json_reals_read_back(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    for (int i = 0; i < 2000; i++) {
        double number = ldexp(g_rand_double_range(rand, -1, 1), g_rand_int_range(rand, -400, 400));
        g_autofree char *json = json_of(value_real(number));
        g_assert_cmpfloat(g_ascii_strtod(json, NULL), ==, number);
    }
}

static Document *
sample(void)
{
    Document *document = document_new();
    document_fact(document, "as_of", value_instant(NOON));
    Table *table = table_new("due");
    table_column(table, "id", "Id", COLUMN_RIGHT);
    table_column(table, "title", "Rubrik", COLUMN_TRUNCATE);
    table_column(table, "amount_ore", "Belopp", COLUMN_RIGHT);
    table_column(table, "account", "Kund", COLUMN_HIDDEN);
    table_row(table);
    table_cell(table, value_int(7));
    table_cell(table, value_text("Svara Åsa Öström på Ängelholms Bygg AB om offerten"));
    table_cell(table, value_ore(123400));
    table_cell(table, value_text("A17"));
    table_row(table);
    table_cell(table, value_int(12));
    table_cell(table, value_text("日本語\x1b]0;x\x07"));
    table_cell(table, value_null());
    table_cell(table, value_null());
    document_add(document, table);
    return document;
}

static void
test_json_document(void)
{
    g_autoptr(Document) document = sample();
    g_autofree char *text = written(document, (PrintOptions){.format = PRINT_JSON});
    g_assert_true(g_str_has_prefix(
        text, "{\"schema\": 1,\n \"as_of\": \"2026-03-31T12:00:00+02:00\",\n \"due\": ["));
    g_autoptr(JsonParser) parser = json_parser_new();
    g_autoptr(GError) error = NULL;
    json_parser_load_from_data(parser, text, -1, &error);
    g_assert_no_error(error);
    JsonObject *root = json_node_get_object(json_parser_get_root(parser));
    JsonArray *due = json_object_get_array_member(root, "due");
    g_assert_cmpuint(json_array_get_length(due), ==, 2);
    JsonObject *first = json_array_get_object_element(due, 0);
    g_assert_cmpint(json_object_get_int_member(first, "amount_ore"), ==, 123400);
    g_assert_cmpstr(json_object_get_string_member(first, "account"), ==, "A17");
    JsonObject *second = json_array_get_object_element(due, 1);
    g_assert_true(json_object_get_null_member(second, "amount_ore"));
    g_assert_cmpstr(json_object_get_string_member(second, "title"), ==, "日本語\x1b]0;x\x07");
}

/* The cells of one row as columns a, b, c ... of a CSV file; without its header. */
static char *
csv_row(Value *const *values, gsize n)
{
    static const char *const keys[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    g_autoptr(Document) document = document_new();
    Table *table = table_new("t");
    for (gsize i = 0; i < n; i++)
        table_column(table, keys[i], NULL, COLUMN_HIDDEN);
    table_row(table);
    for (gsize i = 0; i < n; i++)
        table_cell(table, values[i]);
    document_add(document, table);
    g_autofree char *text = written(document, (PrintOptions){.format = PRINT_CSV});
    const char *row = strstr(text, "\r\n");
    g_assert_nonnull(row);
    return g_strdup(row + 2);
}

static void
test_csv_fields(void)
{
    struct {
        Value *value;
        const char *csv;
    } cases[] = {
        {value_text("plain"), "plain\r\n"},
        {value_text("a,b"), "\"a,b\"\r\n"},
        {value_text("say \"hi\""), "\"say \"\"hi\"\"\"\r\n"},
        {value_text("two\nlines"), "\"two\nlines\"\r\n"},
        {value_text("=1+1"), "\"'=1+1\"\r\n"},
        {value_text("+46 70 123"), "\"'+46 70 123\"\r\n"},
        {value_text("-2"), "\"'-2\"\r\n"},
        {value_text("@SUM(A1)"), "\"'@SUM(A1)\"\r\n"},
        {value_text("a=b"), "a=b\r\n"},
        {value_text("x\x1b[2J"), "x [2J\r\n"},
        {value_int(-2), "-2\r\n"},
        {value_real(-0.5), "-0.5\r\n"},
        {value_ore(-123456), "-1234.56\r\n"},
        {value_ore(5), "0.05\r\n"},
        {value_bool(FALSE), "no\r\n"},
        {value_null(), "\r\n"},
        {value_instant(NOON), "2026-03-31T12:00:00+02:00\r\n"},
        {value_day(day_from_ymd(2026, 3, 1)), "2026-03-01\r\n"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *csv = csv_row(&cases[i].value, 1);
        g_assert_cmpstr(csv, ==, cases[i].csv);
    }
}

static void
test_csv_lists(void)
{
    Value *list = value_list();
    value_append(list, value_text("=evil.example"));
    value_append(list, value_text("b.example"));
    Value *target = value_map();
    value_set(target, "low", value_int(5));
    value_set(target, "direction", value_text("higher"));
    g_autofree char *csv = csv_row((Value *[]){list, target}, 2);
    g_assert_cmpstr(csv, ==, "\"'=evil.example|b.example\",5,higher\r\n");
}

static void
test_csv_document(void)
{
    g_autoptr(Document) document = sample();
    g_autofree char *text = written(document, (PrintOptions){.format = PRINT_CSV, .width = 20});
    g_assert_cmpstr(text, ==,
                    "id,title,amount_ore,account\r\n"
                    "7,Svara Åsa Öström på Ängelholms Bygg AB om offerten,123400,A17\r\n"
                    "12,日本語 ]0;x ,,\r\n");
    g_autoptr(Document) facts = document_new();
    document_fact(facts, "name", value_text("Bygg, AB"));
    document_fact(facts, "n", value_int(3));
    g_autofree char *row = written(facts, (PrintOptions){.format = PRINT_CSV});
    g_assert_cmpstr(row, ==, "name,n\r\n\"Bygg, AB\",3\r\n");
}

static void
test_csv_blocks(void)
{
    g_autoptr(Document) document = sample();
    Table *empty = table_new("empty"), *more = table_new("more");
    table_column(empty, "never", NULL, COLUMN_SHOWN);
    table_column(more, "a", NULL, COLUMN_SHOWN);
    table_column(more, "b", NULL, COLUMN_SHOWN);
    table_row(more);
    table_cell(more, value_text("x\n\ny"));
    table_cell(more, value_int(-1));
    document_add(document, empty);
    document_add(document, more);
    g_autofree char *text = written(document, (PrintOptions){.format = PRINT_CSV});
    g_assert_cmpstr(text, ==,
                    "table,as_of\r\n"
                    "facts,2026-03-31T12:00:00+02:00\r\n"
                    "\r\n"
                    "table,id,title,amount_ore,account\r\n"
                    "due,7,Svara Åsa Öström på Ängelholms Bygg AB om offerten,123400,A17\r\n"
                    "due,12,日本語 ]0;x ,,\r\n"
                    "\r\n"
                    "table,a,b\r\n"
                    "more,\"x\n\ny\",-1\r\n");
    g_autoptr(Document) nothing = document_new();
    document_add(nothing, table_new("a"));
    document_add(nothing, table_new("b"));
    g_autofree char *line = written(nothing, (PrintOptions){.format = PRINT_CSV});
    g_assert_cmpstr(line, ==, "table\r\n");
}

static void
test_text_document(void)
{
    g_autoptr(Document) document = sample();
    g_autofree char *text =
        written(document, (PrintOptions){.format = PRINT_TEXT, .swedish = TRUE});
    g_assert_cmpstr(text, ==,
                    "As of: 2026-03-31 12:00\n"
                    "\n"
                    "Id Rubrik                                               Belopp\n"
                    " 7 Svara Åsa Öström på Ängelholms Bygg AB om offerten 1\u202f234 kr\n"
                    "12 日本語 ]0;x\n");
}

static void
test_text_cut(void)
{
    g_autoptr(Document) document = sample();
    g_autofree char *text =
        written(document, (PrintOptions){.format = PRINT_TEXT, .swedish = TRUE, .width = 40});
    g_assert_nonnull(strstr(text, "\n 7 Svara Åsa Öström på Ängelho… 1\u202f234 kr\n"));
    g_assert_null(strchr(text, '\x1b'));
    g_autofree char *coloured =
        written(document, (PrintOptions){.format = PRINT_TEXT, .width = 40, .colour = TRUE});
    g_assert_nonnull(strstr(coloured, "\x1b[1m"));
    g_assert_null(strstr(coloured, "\x1b]"));
}

/* What must not be cut goes on below, beside a cell that has room; control characters and line feeds of the text itself do not. */
static void
test_text_wrap(void)
{
    g_autoptr(Document) document = document_new();
    Table *table = table_new("rows");
    table_column(table, "title", "What", COLUMN_WRAP);
    table_column(table, "day", "Due", COLUMN_SHOWN);
    table_row(table);
    table_cell(table, value_text("Svara Åsa Öström på Ängelholms\nBygg AB"));
    table_cell(table, value_text("2026-03-31"));
    table_row(table);
    table_cell(table, value_text("日本語日本語日本語日本語"));
    table_cell(table, value_text("x"));
    document_add(document, table);
    g_autofree char *text = written(document, (PrintOptions){.format = PRINT_TEXT, .width = 31});
    g_assert_cmpstr(text, ==,
                    "What                 Due\n"
                    "Svara Åsa Öström på  2026-03-31\n"
                    "Ängelholms Bygg AB\n"
                    "日本語日本語日本語日 x\n"
                    "本語\n");
    g_autofree char *wide = written(document, (PrintOptions){.format = PRINT_TEXT});
    g_assert_nonnull(strstr(wide, "\nSvara Åsa Öström på Ängelholms Bygg AB 2026-03-31\n"));
}

static void
test_text_states(void)
{
    g_autoptr(Document) document = document_new();
    Table *table = table_new("sources");
    table_column(table, "severity", "Severity", COLUMN_SHOWN);
    table_column(table, "state", "State", COLUMN_SHOWN);
    table_column(table, "name", "Name", COLUMN_SHOWN);
    table_row(table);
    table_cell(table, value_int(3));
    table_cell(table, value_text("needs_attention"));
    table_cell(table, value_text("failing")); /* a name is no state */
    document_add(document, table);
    g_autofree char *text = written(document, (PrintOptions){.format = PRINT_TEXT});
    g_assert_cmpstr(text, ==, "Severity State     Name\ncritical needs you failing\n");
    g_autofree char *coloured =
        written(document, (PrintOptions){.format = PRINT_TEXT, .colour = TRUE});
    g_assert_nonnull(strstr(coloured, "\x1b[31mcritical"));
    g_autofree char *json = written(document, (PrintOptions){.format = PRINT_JSON});
    g_assert_nonnull(strstr(json, "{\"severity\": 3, \"state\": \"needs_attention\", "));
}

static void
test_text_empty(void)
{
    g_autoptr(Document) document = document_new();
    document_add(document, table_new("due"));
    g_autofree char *text = written(document, (PrintOptions){.format = PRINT_TEXT});
    g_assert_cmpstr(text, ==, "Nothing is due.\n");
    document_add(document, table_new("strange"));
    g_autofree char *two = written(document, (PrintOptions){.format = PRINT_TEXT});
    g_assert_cmpstr(two, ==, "To do\nNothing is due.\n\nstrange\nNothing to show.\n");
}

static void
test_text_facts(void)
{
    g_autoptr(Document) document = document_new();
    Value *counts = value_map();
    value_set(counts, "human", value_int(12));
    document_fact(document, "ok", value_bool(TRUE));
    document_fact(document, "last_error", value_null());
    document_fact(document, "classes", counts);
    document_fact(document, "price", value_ore(-123450));
    g_autofree char *text = written(document, (PrintOptions){.format = PRINT_TEXT});
    g_assert_cmpstr(text, ==,
                    "Complete: yes\nlast error: –\nclasses:\n  human: 12\nprice: SEK -1,234.50\n");
}

static void
test_plain(void)
{
    struct {
        const char *text;
        gsize max;
        gboolean lines;
        const char *wanted;
    } cases[] = {
        {"abc", 3, FALSE, "abc"},
        {"abcd", 3, FALSE, "ab…"},
        {"åäöå", 3, FALSE, "åä…"},
        {"a\nb", 0, FALSE, "a b"},
        {"a\nb\r", 0, TRUE, "a\nb "},
        {"\xff", 0, FALSE, "\xef\xbf\xbd"},
        {"x\xe2\x80\xaey", 0, FALSE, "x y"},
        {NULL, 5, FALSE, ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = present_plain(cases[i].text, cases[i].max, cases[i].lines);
        g_assert_cmpstr(got, ==, cases[i].wanted);
    }
}

static void
assert_write_fails(const char *path, int want_code)
{
    g_autoptr(Document) document = sample();
    FILE *out = fopen(path, "w");
    if (!out) {
        g_test_skip("no such device here");
        return;
    }
    g_autoptr(GError) error = NULL;
    PrintOptions options = {.format = PRINT_JSON, .zone = stockholm()};
    g_assert_false(present_document(document, &options, out, &error));
    g_assert_error(error, CADENS_ERROR, want_code);
    g_assert_nonnull(strstr(error->message, g_strerror(ENOSPC)));
    fclose(out);
}

static void
test_full_device(void)
{
    assert_write_fails("/dev/full", CADENS_ERROR_TRY_LATER);
}

static void
test_closed_pipe(void)
{
    int ends[2];
    g_assert_cmpint(pipe(ends), ==, 0);
    close(ends[0]);
    signal(SIGPIPE, SIG_IGN);
    FILE *out = fdopen(ends[1], "w");
    g_autoptr(Document) document = sample();
    g_autoptr(GError) error = NULL;
    PrintOptions options = {.format = PRINT_TEXT, .zone = stockholm()};
    g_assert_true(present_document(document, &options, out, &error)); /* its reader had enough */
    g_assert_no_error(error);
    fclose(out);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/present/print/formats", test_formats);
    g_test_add_func("/present/print/json-scalars", test_json_scalars);
    g_test_add_func("/present/print/json-invalid-utf8", test_json_invalid_utf8);
    g_test_add_func("/present/print/json-reals", test_json_reals_read_back);
    g_test_add_func("/present/print/json-document", test_json_document);
    g_test_add_func("/present/print/csv-fields", test_csv_fields);
    g_test_add_func("/present/print/csv-lists", test_csv_lists);
    g_test_add_func("/present/print/csv-document", test_csv_document);
    g_test_add_func("/present/print/csv-blocks", test_csv_blocks);
    g_test_add_func("/present/print/text-document", test_text_document);
    g_test_add_func("/present/print/text-cut", test_text_cut);
    g_test_add_func("/present/print/text-states", test_text_states);
    g_test_add_func("/present/print/text-empty", test_text_empty);
    g_test_add_func("/present/print/text-facts", test_text_facts);
    g_test_add_func("/present/print/text-wrap", test_text_wrap);
    g_test_add_func("/present/print/plain", test_plain);
    g_test_add_func("/present/print/full-device", test_full_device);
    g_test_add_func("/present/print/closed-pipe", test_closed_pipe);
    return g_test_run();
}
