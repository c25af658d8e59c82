/* SPDX-License-Identifier: MIT
 * A multistatus answer of a WebDAV server is read, with libxml2. */
#include "collect/dav-answer.h"
#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>
#include "base/error.h"
#include "base/library.h"

#define DAV "DAV:"
#define CALDAV "urn:ietf:params:xml:ns:caldav"

#define FUNCTIONS(X) X(xmlDocGetRootElement) X(xmlFree) X(xmlFreeDoc) X(xmlGetNoNsProp) X(xmlNodeGetContent) X(xmlReadMemory)
static struct {
    FUNCTIONS(LIBRARY_FIELD)
} lib;
static const LibraryFunction functions[] = {FUNCTIONS(LIBRARY_ENTRY)};
static Library library = LIBRARY_INIT(LIBRARY_XML, functions);

typedef xmlDoc XmlDocument;
static void
free_document(XmlDocument *document)
{
    lib.xmlFreeDoc(document);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmlDocument, free_document)

static gboolean
is_element(const xmlNode *node, const char *space, const char *name)
{
    return node->type == XML_ELEMENT_NODE && node->ns && strcmp((const char *)node->ns->href, space) == 0 &&
           strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *
child(const xmlNode *parent, const char *space, const char *name)
{
    for (const xmlNode *node = parent ? parent->children : NULL; node; node = node->next)
        if (is_element(node, space, name))
            return node;
    return NULL;
}

/* NULL when there is no such element, or nothing in it. */
static char *
text_of(const xmlNode *node)
{
    xmlChar *content = node ? lib.xmlNodeGetContent(node) : NULL;
    char *text = content && *content ? g_strdup((const char *)content) : NULL;
    (*lib.xmlFree)(content);
    return text;
}

static char *
trimmed(const xmlNode *node)
{
    char *text = text_of(node);
    return text ? g_strstrip(text) : NULL;
}

/* "HTTP/1.1 404 Not Found"; 0 if it is not said. */
static int
status_of(const xmlNode *node)
{
    g_autofree char *line = trimmed(node);
    const char *space = line ? strchr(line, ' ') : NULL;
    return space ? (int)g_ascii_strtoll(space, NULL, 10) : 0;
}

static void
take(char **into, char *text)
{
    if (*into)
        g_free(text);
    else
        *into = text;
}

static gboolean
names_events(const xmlNode *set)
{
    for (const xmlNode *node = set->children; node; node = node->next) {
        if (!is_element(node, CALDAV, "comp"))
            continue;
        xmlChar *name = lib.xmlGetNoNsProp((xmlNode *)node, (const xmlChar *)"name");
        gboolean is_event = name && g_ascii_strcasecmp((const char *)name, "VEVENT") == 0;
        (*lib.xmlFree)(name);
        if (is_event)
            return TRUE;
    }
    return FALSE;
}

static void
read_properties(DavEntry *entry, const xmlNode *prop)
{
    const xmlNode *set = child(prop, CALDAV, "supported-calendar-component-set");
    take(&entry->etag, trimmed(child(prop, DAV, "getetag")));
    take(&entry->data, text_of(child(prop, CALDAV, "calendar-data")));
    take(&entry->principal, trimmed(child(child(prop, DAV, "current-user-principal"), DAV, "href")));
    take(&entry->home, trimmed(child(child(prop, CALDAV, "calendar-home-set"), DAV, "href")));
    if (child(child(prop, DAV, "resourcetype"), CALDAV, "calendar"))
        entry->is_calendar = TRUE;
    if (set)
        entry->has_events = names_events(set);
}

static void
entry_free(gpointer data)
{
    DavEntry *entry = data;
    g_free(entry->href);
    g_free(entry->etag);
    g_free(entry->data);
    g_free(entry->principal);
    g_free(entry->home);
    g_free(entry);
}

/* Properties that the server could not give have a status of their own: they count as not said. */
static DavEntry *
read_response(const xmlNode *response)
{
    DavEntry *entry = g_new0(DavEntry, 1);
    entry->href = trimmed(child(response, DAV, "href"));
    entry->status = status_of(child(response, DAV, "status"));
    entry->has_events = TRUE;
    for (const xmlNode *node = response->children; node; node = node->next) {
        if (!is_element(node, DAV, "propstat"))
            continue;
        int status = status_of(child(node, DAV, "status"));
        if (status == 0 || status == 200)
            read_properties(entry, child(node, DAV, "prop"));
    }
    return entry;
}

DavAnswer *
collect_dav_answer_read(const char *xml, gsize length, GError **error)
{
    library_need(&library);
    int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOBLANKS;
    g_autoptr(XmlDocument) document = length <= G_MAXINT ? lib.xmlReadMemory(xml, (int)length, NULL, NULL, options) : NULL;
    const xmlNode *root = document ? lib.xmlDocGetRootElement(document) : NULL;
    if (!root || !is_element(root, DAV, "multistatus"))
        return fail(error, FAIL_TRY_LATER, N_("the answer is not that of a calendar server")), NULL;
    DavAnswer *answer = g_new0(DavAnswer, 1);
    answer->entries = g_ptr_array_new_with_free_func(entry_free);
    answer->token = trimmed(child(root, DAV, "sync-token"));
    for (const xmlNode *node = root->children; node; node = node->next)
        if (is_element(node, DAV, "response") && child(node, DAV, "href"))
            g_ptr_array_add(answer->entries, read_response(node));
    return answer;
}

void
collect_dav_answer_free(DavAnswer *answer)
{
    if (!answer)
        return;
    g_ptr_array_unref(answer->entries);
    g_free(answer->token);
    g_free(answer);
}
