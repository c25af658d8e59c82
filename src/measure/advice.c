/* SPDX-License-Identifier: MIT
 * How to talk with whom: what the business documents advise by role, by segment and by the matter (spec 02, 002:52-67). */
#include "measure/advice.h"
#include <glib/gi18n.h>

typedef struct {
    const char *code, *advice;
} Advice;

static const Advice roles[] = {
    { "ceo", N_("Strategic vision, return on investment, insights into their trade") },
    { "it_coo", N_("Technical execution, integration, solving problems") },
    { "hr_admin", N_("Adoption by the users, training, everyday value") },
    { "finance", N_("Justified cost, planning of the budget, reports") },
};
static const Advice segments[] = {
    { "nonprofit", N_("Formal communication, longer cycles of decision") },
    { "study_assoc", N_("Formal communication, longer cycles of decision") },
    { "union", N_("Formal communication, longer cycles of decision") },
    { "sports", N_("More personal, driven by results") },
    { "construction", N_("Practical, no nonsense, quick decisions") },
};
static const Advice channels[] = {
    { N_("Strategic discussions"), N_("Face to face or by video") },
    { N_("Status"), N_("By mail, with written reports") },
    { N_("Urgent problems"), N_("By phone, followed up in writing") },
    { N_("Routine contact"), N_("Scheduled video calls") },
};

static void
add_row(Table *table, const char *kind, Value *about, Value *people, const char *advice)
{
    table_row(table);
    table_cell(table, value_text(kind));
    table_cell(table, about);
    table_cell(table, people);
    table_cell(table, value_text(_(advice)));
}

static gboolean
is_text(const Table *table, guint row, const char *key, const char *text)
{
    const Value *value = table_get(table, row, key);
    return value != NULL && g_strcmp0(value->t, text) == 0;
}

/* Whoever has left is not talked with. */
static Value *
people_of(const Table *people, const char *role)
{
    Value *names = value_list();
    for (guint i = 0; i < people->rows->len; i++) {
        const Value *left = table_get(people, i, "left");
        if (is_text(people, i, "role", role) && (left == NULL || left->kind == VALUE_NULL))
            value_append(names, value_text(table_get(people, i, "name")->t));
    }
    return names;
}

Table *
measure_advice(const char *segment, const Table *people)
{
    Table *table = table_new("advice");
    table_column(table, "kind", NULL, COLUMN_HIDDEN);
    table_column(table, "about", _("About"), COLUMN_SHOWN);
    table_column(table, "people", _("With"), COLUMN_SHOWN);
    table_column(table, "advice", _("How"), COLUMN_WRAP);
    for (gsize i = 0; i < G_N_ELEMENTS(segments); i++)
        if (g_strcmp0(segments[i].code, segment) == 0)
            add_row(table, "segment", value_text(segment), value_list(), segments[i].advice);
    for (gsize i = 0; i < G_N_ELEMENTS(roles); i++) {
        Value *names = people_of(people, roles[i].code);
        if (names->items->len > 0)
            add_row(table, "role", value_text(roles[i].code), names, roles[i].advice);
        else
            value_free(names);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(channels); i++)
        add_row(table, "matter", value_text(_(channels[i].code)), value_list(), channels[i].advice);
    return table;
}
