/* SPDX-License-Identifier: MIT
 * Tests of collect/header: what a hostile, broken or merely Swedish header becomes. */
#include "collect/header.h"
#include <string.h>
#include "base/text.h"

/* The parser gets a copy without the NUL, so that reading behind the end is seen. */
static Mail *
parse_bytes(const char *bytes, gsize length)
{
    g_autofree char *copy = g_memdup2(bytes, length);
    return collect_header_parse(copy, length);
}

static Mail *
parse(const char *text)
{
    return parse_bytes(text, strlen(text));
}

static char *
parties_text(const Mail *mail, PartyRole role)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < mail->parties->len; i++) {
        const MailParty *party = g_ptr_array_index(mail->parties, i);
        if (party->role == role)
            g_string_append_printf(out, "%s%s%s%s", out->len ? "|" : "", party->name ? party->name : "", party->name ? "=" : "",
                                   party->addr);
    }
    return g_strdup(out->str);
}

typedef struct {
    const char *raw, *expect;
} Case;

static const Case subjects[] = {
    { "plain", "plain" },
    { "", "" },
    { "   ", "" },
    { "=?utf-8?Q?F=C3=B6rfr=C3=A5gan_om_pris?=", "Förfrågan om pris" },
    { "=?UTF-8?B?w4Rubm8gZW4gZ8OlbmcgLSBMw6V0IG9zcyBow7ZyYXM=?=", "Änno en gång - Låt oss höras" },
    { "=?iso-8859-1?Q?M=F6te_p=E5_m=E5ndag?=", "Möte på måndag" },
    { "=?ISO-8859-15?Q?Kostnad_100_=A4?=", "Kostnad 100 €" },
    { "=?windows-1252?Q?=93Offert=94_=80?=", "“Offert” €" },
    { "=?iso-8859-1?Q?=93Offert=94?=", "“Offert”" },
    { "=?iso-8859-10?Q?=E4?=", "ä" },
    { "=?macintosh?Q?=8A=8C=9A?=", "äåö" },
    { "=?cp850?Q?=84=86=94?=", "äåö" },
    { "=?koi8-r?B?8NLJ18XU?=", "Привет" },
    { "=?gb2312?B?xOO6ww==?=", "你好" },
    { "=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=", "こんにちは" },
    { "=?utf-8*sv?Q?sm=C3=B6rg=C3=A5s?=", "smörgås" },
    { "=?utf-8?q?en?= =?utf-8?q?_tv=C3=A5?=", "en två" },
    { "=?utf-8?B?w6XDpMM=?= =?utf-8?B?tiBzbHV0?=", "åäö slut" }, /* a letter split over two words */
    { "=?utf-8?Q?=C3?=\r\n =?utf-8?Q?=A5?=", "å" },
    { "=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c" },
    { "=?utf-8?Q?a?= =?iso-8859-1?Q?=E5?=", "aå" },
    { "Re:=?utf-8?Q?h=C3=A5?=", "Re:hå" },
    { "=?utf-8?Q?med mellanslag =C3=A5?=", "med mellanslag å" },
    { "=?x-unknown?Q?r=E4ksm=F6rg=E5s?=", "räksmörgås" },
    { "=?x-unknown?Q?r=C3=A4ksm=C3=B6rg=C3=A5s?=", "räksmörgås" },
    { "=?us-ascii?Q?r=E4k?=", "räk" },
    { "=?utf-8?Q?avbruten_h=C3=A4r", "avbruten här" },
    { "=?what?B?abc", "=?what?B?abc" },
    { "=?utf-8?X?abc?=", "=?utf-8?X?abc?=" },
    { "=?utf-8?B?SGVq?", "Hej" },
    { "=?utf-8?B?SGVq!!!IGTDpQ?=", "Hej då" },
    { "=?utf-8?B?SGVq=?==?utf-8?B?IGTDpQ==?=", "Hej då" },
    { "=?utf-8?Q?=ZZ=4?=", "=ZZ=4" },
    { "=?utf-8?Q?a=0Ab=0D=00c?=", "a b  c" },
    { "=?utf-8?Q?bidi_=E2=80=AEtxt?=", "bidi  txt" },
    { "=?utf-8?Q?fel_=FF?=", "fel \xef\xbf\xbd" },
    { "=?../../etc/passwd?Q?=E4?=", "ä" },
    { "=?UTF-8//IGNORE?Q?=C3=A4?=", "ä" },
    { "=?", "=?" },
    { "=?" "?=", "=?" "?=" },
    { "Sm\xf6rg\xe5s", "Smörgås" },
    { "Sm\xc3\xb6rg\xc3\xa5s", "Smörgås" },
    { "ett\r\n två", "ett två" },
    { "tab\tinne", "tab inne" },
    { "\x1b[31mröd\x07", "[31mröd" },
};

static void
test_subject(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++) {
        g_autofree char *text = g_strdup_printf("From: a@x.example\r\nSubject: %s\r\n\r\nSubject: body\r\n", subjects[i].raw);
        g_autoptr(Mail) mail = parse(text);
        g_test_message("subject %" G_GSIZE_FORMAT ": %s", i, subjects[i].expect);
        g_assert_cmpstr(mail->subject, ==, subjects[i].expect);
    }
}

static const Case to_lists[] = {
    { "a@x.example", "a@x.example" },
    { "Anna Berg <a@x.example>", "Anna Berg=a@x.example" },
    { "Anna Berg <Anna.BERG+kund@X.Example>", "Anna Berg=anna.berg@x.example" },
    { "\"Berg, Anna\" <a@x.example>, b@y.example", "Berg, Anna=a@x.example|b@y.example" },
    { "Berg, Anna <a@x.example>", "Berg, Anna=a@x.example" },
    { "Berg, Anna <a@x.example>, Ek, Bo <b@y.example>", "Berg, Anna=a@x.example|Ek, Bo=b@y.example" },
    { "a@x.example; b@y.example", "a@x.example|b@y.example" },
    { "a@x.example b@y.example", "a@x.example|b@y.example" },
    { "a@x.example,,;b@y.example,", "a@x.example|b@y.example" },
    { "<mailto:a@x.example>", "a@x.example" },
    { "mailto:a@x.example", "a@x.example" },
    { "<<a@x.example>>", "a@x.example" },
    { "Anna <Anna <a@x.example>>", "Anna Anna=a@x.example" },
    { "<a@x.example", "a@x.example" },
    { "Anna <a@x.example, Bo <b@y.example>", "Anna=a@x.example|Bo=b@y.example" },
    { "Anna <a@x.example> Bo <b@y.example>", "Anna=a@x.example|Bo=b@y.example" },
    { "a@x.example>", "a@x.example" },
    { "Team: a@x.example, Bo <b@y.example>;", "a@x.example|Bo=b@y.example" },
    { "Team: a@x.example;, Rest: c@z.example;", "a@x.example|c@z.example" },
    { "undisclosed-recipients:;", "" },
    { "", "" },
    { "<>", "" },
    { "Anna", "" },
    { "Anna, Bo", "" },
    { "Anna, b@y.example", "b@y.example" },
    { "a@x.example (Anna Berg)", "Anna Berg=a@x.example" },
    { "(kommentar (nästlad)) a@x.example", "kommentar (nästlad)=a@x.example" },
    { "Anna (\\) inte slut) <a@x.example>", "Anna=a@x.example" },
    { "Anna (aldrig slut <a@x.example>", "Anna aldrig slut=a@x.example" },
    { "\"anna.berg\"@x.example", "anna.berg@x.example" },
    { "<\"anna.berg\"@x.example>", "anna.berg@x.example" },
    { "anna @ x.example", "anna@x.example" },
    { "< anna @ x.example >", "anna@x.example" },
    { "<@relay.example,@b.example:anna@x.example>", "anna@x.example" },
    { "'a@x.example'", "a@x.example" },
    { "'Anna Berg' <a@x.example>", "Anna Berg=a@x.example" },
    { "\"'Anna'\" <a@x.example>", "Anna=a@x.example" },
    { "a@x.example <b@y.example>", "a@x.example=b@y.example" },
    { "\"a@evil.example\" <b@y.example>", "a@evil.example=b@y.example" },
    { "\"Anna \\\"Ann\\\" Berg\" <a@x.example>", "Anna \"Ann\" Berg=a@x.example" },
    { "\"Anna <a@x.example>", "Anna=a@x.example" },
    { "=?utf-8?Q?Anna_Bergstr=C3=B6m?= <a@x.example>", "Anna Bergström=a@x.example" },
    { "\"=?utf-8?Q?Anna_Bergstr=C3=B6m?=\" <a@x.example>", "Anna Bergström=a@x.example" },
    { "=?utf-8?Q?Berg, Anna <=C3=A5>?= <a@x.example>", "Berg, Anna <å>=a@x.example" },
    { "=?utf-8?B?QW5uYSA8YUB4LmV4YW1wbGU+?=", "Anna=a@x.example" },
    { "=?iso-8859-1?Q?=C5sa?= =?iso-8859-1?Q?_=D6st?= <a@x.example>", "Åsa Öst=a@x.example" },
    { "\xc5sa <a@x.example>", "Åsa=a@x.example" },
    { "info@r\xc3\xa4ksm\xc3\xb6rg\xc3\xa5s.example", "info@xn--rksmrgs-5wao1o.example" },
    { "info@r\xe4ksm\xf6rg\xe5s.example", "info@xn--rksmrgs-5wao1o.example" },
    { "a@x.example.", "a@x.example" },
    { "@x.example", "" },
    { "a@", "" },
    { "[Team] Anna <a@x.example>", "[Team] Anna=a@x.example" },
    { "Re: Anna <a@x.example>", "Anna=a@x.example" },
    { "Anna\r\n <a@x.example>,\r\n\tb@y.example", "Anna=a@x.example|b@y.example" },
    { "/O=ACME/CN=RECIPIENTS/CN=ANNA, b@y.example", "b@y.example" },
};

static void
test_to(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(to_lists); i++) {
        g_autofree char *text = g_strdup_printf("To: %s\r\n\r\n", to_lists[i].raw);
        g_autoptr(Mail) mail = parse(text);
        g_autofree char *got = parties_text(mail, PARTY_TO);
        g_test_message("to %" G_GSIZE_FORMAT ": %s", i, to_lists[i].expect);
        g_assert_cmpstr(got, ==, to_lists[i].expect);
    }
}

static const struct {
    const char *raw;
    gint64 at; /* -1 = unusable */
} dates[] = {
    { "Tue, 31 Mar 2026 12:00:00 +0200", 1774951200 },
    { "31 Mar 2026 12:00 +0200", 1774951200 },
    { "Mon, 31 Mar 2026 12:00:00 +0200", 1774951200 }, /* the weekday is wrong */
    { "Tue,31 Mar 2026 12:00:00 +0200 (CEST)", 1774951200 },
    { "Tue, 31 Mar 2026 12:00:00 +0200 (Central \\) European (Summer) Time)", 1774951200 },
    { "(a comment) Tue, 31 Mar 2026 (another) 12:00:00 +0200", 1774951200 },
    { "31 March 2026 12:00:00 +0200", 1774951200 },
    { "31 mar 2026 10:00:00 gmt", 1774951200 },
    { "31 Mar 2026 10:00:00 UT", 1774951200 },
    { "31 Mar 2026 05:00:00 EST", 1774951200 },
    { "31 Mar 2026 03:00:00 PDT", 1774951200 },
    { "31 Mar 2026 10:00:00 -0000", 1774951200 },
    { "31 Mar 2026 15:30:00 +0530", 1774951200 },
    { "31 Mar 2026 12:00:00 +02:00", 1774951200 },
    { "31 Mar 2026 12:00:00+0200", 1774951200 },
    { "31 Mar 2026 12:00:00 GMT+0200", 1774951200 },
    { "31 Mar 26 12:00:00 +0200", 1774951200 },
    { "31 Mar 126 12:00:00 +0200", 1774951200 },
    { "Tuesday, 31-Mar-26 10:00:00 GMT", 1774951200 },
    { "31-Mar-2026 10:00:00 GMT", 1774951200 },
    { "Tue Mar 31 12:00:00 2026 +0200", 1774951200 },
    { "Tue Mar 31 10:00:00 GMT 2026", 1774951200 },
    { "2026-03-31T12:00:00+02:00", 1774951200 },
    { "2026-03-31 12:00:00.123 +0200", 1774951200 },
    { "tis, 31 mar 2026 12.00.00 +0200", 1774951200 },
    { "31 Mar 2026\r\n 12:00:00 +0200", 1774951200 },
    { "1 Jan 1999 00:00:00 +0000", 915148800 },
    { "1 Jan 99 00:00:00 +0000", 915148800 },
    { "31 Dec 2016 23:59:60 +0000", 1483228800 },
    { "29 Feb 2024 00:00:00 +0000", 1709164800 },
    { "29 Feb 2023 00:00:00 +0000", -1 },
    { "31 Apr 2026 12:00:00 +0200", -1 },
    { "99 Jun 2026 99:00:00 +0200", -1 },
    { "31 Mar 2026 24:00:00 +0200", -1 },
    { "31 Mar 2026 12:60:00 +0200", -1 },
    { "31 Mar 2026 12:00:61 +0200", -1 },
    { "31 Mar 2026 12:00:00 +9999", -1 },
    { "31 Mar 2026 12:00:00 +0260", -1 },
    { "31 Mar 2026 12:00:00 +020", -1 },
    { "31 Mar 2026 12:00:00", -1 },
    { "31 Mar 2026 12:00:00 CET", -1 },
    { "31 Mar 2026 12:00:00 UTC", -1 },
    { "31 Mar 2026 10:00:00 Z", -1 },
    { "31 Mar 2026 10:00:00 PM +0200", -1 },
    { "Tue Mar 31 12:00:00 2026", -1 },
    { "2026-03-31T12:00:00", -1 },
    { "31 okt 2026 12:00:00 +0200", -1 },
    { "tisdag den 31 maj 2026 12:00 +0200", -1 },
    { "31/03/2026 12:00:00 +0200", -1 },
    { "31 Mar 12026 12:00:00 +0200", -1 },
    { "31 Mar 1926 12:00:00 +0200", -1 },
    { "Mar 2026 12:00:00 +0200", -1 },
    { "31 Mar 2026 +0200", -1 },
    { "", -1 },
    { "igår", -1 },
    { "99999999999999999999 Mar 2026 12:00:00 +0200", -1 },
};

static void
test_date(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(dates); i++) {
        g_autofree char *text = g_strdup_printf("Date: %s\r\n\r\n", dates[i].raw);
        g_autoptr(Mail) mail = parse(text);
        g_test_message("date %s", dates[i].raw);
        g_assert_cmpint(mail->has_date, ==, dates[i].at >= 0);
        if (dates[i].at >= 0)
            g_assert_cmpint(mail->date_at, ==, dates[i].at);
    }
}

static const struct {
    const char *text; /* whole block */
    const char *message_id, *in_reply_to, *references;
} ids[] = {
    { "Message-ID: <Ab.C@Mail.Example>\r\n", "Ab.C@mail.example", NULL, "" },
    { "Message-Id:<a@x>\r\nIn-Reply-To: <b@x> <c@x>\r\nReferences: <r@x>\r\n <b@x>\r\n", "a@x", "b@x", "r@x|b@x|c@x" },
    { "Message-ID: a@x\r\n", NULL, NULL, "" },
    { "Message-ID: <>\r\n", NULL, NULL, "" },
    { "Message-ID: <a@x\r\n", NULL, NULL, "" },
    { "Message-ID: <no-at>\r\n", "no-at", NULL, "" },
    { "Message-ID: <a <b@x>\r\n", "b@x", NULL, "" },
    { "Message-ID:\r\n <folded@x>\r\n", "folded@x", NULL, "" },
    { "Message-ID: <split\r\n @x>\r\n", "split@x", NULL, "" },
    { "Message-ID: <a@b@X>\r\nMessage-ID: <second@x>\r\n", "a@b@x", NULL, "" },
    { "In-Reply-To: Your message of Monday <b@x>\r\n", NULL, "b@x", "b@x" },
    { "References: <a@x>,<b@x>junk<c@x><a@X>\r\n", NULL, NULL, "a@x|b@x|c@x" },
    { "References: <\x01\x02@x> <\xe4@x>\r\n", NULL, NULL, "@x|ä@x" },
    { "", NULL, NULL, "" },
};

static void
test_ids(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autoptr(Mail) mail = parse(ids[i].text);
        g_ptr_array_add(mail->references, NULL);
        g_autofree char *references = g_strjoinv("|", (char **)mail->references->pdata);
        g_test_message("ids %" G_GSIZE_FORMAT, i);
        g_assert_cmpstr(mail->message_id, ==, ids[i].message_id);
        g_assert_cmpstr(mail->in_reply_to, ==, ids[i].in_reply_to);
        g_assert_cmpstr(references, ==, ids[i].references);
    }
}

static void
test_long_references(void)
{
    g_autoptr(GString) text = g_string_new("In-Reply-To: <last@x.example>\r\nReferences:");
    for (int i = 0; text->len < 65536; i++)
        g_string_append_printf(text, " <reference-number-%d@x.example>\r\n", i);
    g_string_append(text, "Subject: efter\r\n");
    g_autoptr(Mail) mail = parse_bytes(text->str, text->len);
    g_assert_cmpuint(mail->references->len, ==, MAIL_REFERENCES_MAX);
    g_assert_cmpstr(g_ptr_array_index(mail->references, 0), ==, "reference-number-0@x.example");
    g_assert_cmpstr(g_ptr_array_index(mail->references, MAIL_REFERENCES_MAX - 1), ==, "last@x.example");
    g_assert_cmpstr(mail->subject, ==, "efter");
}

static void
test_many_recipients(void)
{
    g_autoptr(GString) text = g_string_new("To:");
    for (int i = 0; i < 2000; i++)
        g_string_append_printf(text, "%s\r\n \"Person %d\" <p%d@x.example>", i ? "," : "", i, i);
    g_string_append(text, "\r\n\r\n");
    g_autoptr(Mail) mail = parse_bytes(text->str, text->len);
    g_assert_cmpuint(mail->parties->len, ==, 2000);
    const MailParty *last = g_ptr_array_index(mail->parties, 1999);
    g_assert_cmpstr(last->addr, ==, "p1999@x.example");
    g_assert_cmpstr(last->name, ==, "Person 1999");
}

#define BYTES(literal) literal, sizeof literal - 1
/* Each block must give From a@x.example and Subject ok. */
static const struct {
    const char *bytes;
    gsize length;
} shapes[] = {
    { BYTES("From: a@x.example\r\nSubject: ok\r\n\r\n") },
    { BYTES("From: a@x.example\nSubject: ok\n\n") },
    { BYTES("From: a@x.example\rSubject: ok\r\r") },
    { BYTES("From: a@x.example\r\nSubject: ok\n\r\nSubject: body") },
    { BYTES("From: a@x.example\r\r\nSubject: ok\r\r\n\r\r\nSubject: body") },
    { BYTES("From: a@x.example\nSubject: ok") },
    { BYTES("From: a@x.example\nSubject:ok\r") },
    { BYTES("From anna@x.example Tue Mar 31 12:00:00 2026\nFrom: a@x.example\nSubject: ok\n") },
    { BYTES(">From anna@x.example Tue Mar 31 12:00:00 2026\nFrom: a@x.example\nSubject: ok\n") },
    { BYTES("From: a@x.example\nFrom anna@x.example Tue Mar 31 12:00:00 2026\nSubject: ok\n") },
    { BYTES("From: a@x.example\njunk without a colon\n and its continuation: x\nSubject: ok\n") },
    { BYTES(" leading junk\nFrom: a@x.example\nSubject: ok\n") },
    { BYTES(": no name\n\xe5: no ASCII\ntwo words: x\nFrom: a@x.example\nSubject: ok\n") },
    { BYTES("FROM: a@x.example\nsubject : ok\n") },
    { BYTES("From:\n a@x.example\nSubject:\n\tok\n \n") },
    { BYTES("From: a@x.example\nSubject: ok\nSubject: second\nFrom: b@y.example\n") },
    { BYTES("\xef\xbb\xbf"
      "From: a@x.example\nSubject: ok\n") },
    { BYTES("From: a@x.example\0\nSubject:\0ok\n\n") },
    { BYTES("X: \0\0\0\nFrom: a@x.example\nSubject: ok\n\0\n") },
};

static void
test_shape(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(shapes); i++) {
        g_autoptr(Mail) mail = parse_bytes(shapes[i].bytes, shapes[i].length);
        g_test_message("shape %" G_GSIZE_FORMAT, i);
        g_assert_nonnull(mail_from(mail));
        g_assert_cmpstr(mail_from(mail)->addr, ==, "a@x.example");
        g_assert_cmpstr(mail->subject, ==, "ok");
    }
}

static void
test_concatenation(void)
{
    g_autoptr(Mail) mail = parse("To: a@x.example\nCc: c@x.example\nTo: b@x.example\nCc: Dan\n <d@x.example>\nBcc: e@x.example\nTo: f@x.example\n"
                                 "Sender: s@x.example\nReply-To: r@x.example\n");
    g_autofree char *to = parties_text(mail, PARTY_TO), *cc = parties_text(mail, PARTY_CC), *bcc = parties_text(mail, PARTY_BCC);
    g_assert_cmpstr(to, ==, "a@x.example|b@x.example|f@x.example");
    g_assert_cmpstr(cc, ==, "c@x.example|Dan=d@x.example");
    g_assert_cmpstr(bcc, ==, "e@x.example");
    g_autofree char *sender = parties_text(mail, PARTY_SENDER), *reply_to = parties_text(mail, PARTY_REPLY_TO);
    g_assert_cmpstr(sender, ==, "s@x.example");
    g_assert_cmpstr(reply_to, ==, "r@x.example");
}

/* 16-B06: computed here from the literal text, not by the code under test. */
static void
test_fingerprint(void)
{
    g_autoptr(Mail) mail = parse("Subject: =?utf-8?Q?=C3=A5?=\r\n lång\r\nTo: a@x.example\r\nX-Other: 1\r\nTo: b@x.example\r\n"
                                 "Date:  Tue, 31 Mar 2026\r\n\t12:00:00 +0200 \r\nFrom: Anna <a@x.example>\r\n\r\n");
    g_autofree char *expect = g_compute_checksum_for_string(
        G_CHECKSUM_SHA256,
        "Tue, 31 Mar 2026\t12:00:00 +0200\nAnna <a@x.example>\na@x.example, b@x.example\n\n=?utf-8?Q?=C3=A5?= lång", -1);
    g_assert_cmpstr(mail->fingerprint, ==, expect);
    g_autoptr(Mail) empty = parse("X-Other: 1\r\nMessage-ID: <a@x>\r\n\r\n");
    g_assert_null(empty->fingerprint);
    g_assert_cmpstr(empty->raw_date, ==, "");
    g_assert_null(empty->subject);
}

typedef struct {
    const char *text;
    const char *content_type, *report_type, *method;
} TypeCase;
static const TypeCase types[] = {
    { "Text/Plain; charset=utf-8", "text/plain", NULL, NULL },
    { "multipart/report; report-type=delivery-status; boundary=x", "multipart/report", "delivery-status", NULL },
    { "multipart/report; boundary=\"a;report-type=fel\"; REPORT-TYPE=\"Disposition-Notification\"", "multipart/report",
      "disposition-notification", NULL },
    { "multipart/report (report-type=fel) ;\r\n\treport-type = delivery-status", "multipart/report", "delivery-status", NULL },
    { "multipart/report; report-type*=us-ascii'en'delivery%2Dstatus", "multipart/report", "delivery-status", NULL },
    { "multipart/report; report-type*0=delivery-; report-type*1=status", "multipart/report", "delivery-status", NULL },
    { "multipart/report; report-type*0*=utf-8''deliv%65ry; report-type*1=-status", "multipart/report", "delivery-status", NULL },
    { "multipart/report; boundary=\"aldrig slut", "multipart/report", NULL, NULL },
    { "text/calendar; method=request; charset=UTF-8", "text/calendar", NULL, "REQUEST" },
    { "text/calendar; charset=UTF-8", "text/calendar", NULL, NULL },
    { "text/calendar; method=\"\"", "text/calendar", NULL, NULL },
    { "multipart/mixed; method=REQUEST", "multipart/mixed", NULL, NULL },
    { "text", NULL, NULL, NULL },
    { "/", NULL, NULL, NULL },
    { ";;;=\"\"(", NULL, NULL, NULL },
};

static void
test_type(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
        g_autofree char *text = g_strdup_printf("Content-Type: %s\r\n\r\n", types[i].text);
        g_autoptr(Mail) mail = parse(text);
        g_test_message("type %s", types[i].text);
        g_assert_cmpstr(mail->content_type, ==, types[i].content_type);
        g_assert_cmpstr(mail->report_type, ==, types[i].report_type);
        g_assert_cmpstr(mail->calendar_method, ==, types[i].method);
    }
}

static void
test_evidence(void)
{
    g_autoptr(Mail) mail = parse("Return-Path: <>\nAuto-Submitted: Auto-Replied (vacation); owner-email=\"a@x\"\nPrecedence: Bulk\n"
                                 "List-Id: =?utf-8?q?Kunder?= <kunder.x.example>\nList-Unsubscribe: <mailto:u@x>\nFeedback-ID: 1\n"
                                 "X-Failed-Recipients: a@x.example,\n B@Y.example\nX-Autorespond: yes\nX-MS-Exchange-Inbox-Rules-Loop: a@x\n");
    g_assert_cmpstr(mail->return_path, ==, "");
    g_assert_cmpstr(mail->auto_submitted, ==, "auto-replied");
    g_assert_cmpstr(mail->precedence, ==, "bulk");
    g_assert_cmpstr(mail->list_id, ==, "kunder.x.example");
    g_assert_true(mail->has_list_unsubscribe && mail->has_feedback_id && mail->has_failed_recipients && mail->autoreply &&
                  mail->has_inbox_rules_loop);
    g_assert_cmpuint(mail->failed_recipients->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(mail->failed_recipients, 1), ==, "b@y.example");
    g_autoptr(Mail) none = parse("Return-Path: <Anna@X.example>\nAuto-Submitted: no\n");
    g_assert_cmpstr(none->return_path, ==, "anna@x.example");
    g_assert_cmpstr(none->auto_submitted, ==, "no");
    g_assert_null(none->list_id);
    g_assert_false(none->has_list_unsubscribe || none->has_feedback_id || none->has_failed_recipients || none->autoreply ||
                   none->has_inbox_rules_loop);
}

static void
test_limits(void)
{
    g_autoptr(GString) text = g_string_new("Subject: ");
    for (int i = 0; i < 3000; i++)
        g_string_append(text, "å");
    for (int i = 0; i < 12000; i++)
        g_string_append_printf(text, "\nTo: p%d@x.example", i);
    g_autoptr(Mail) mail = parse_bytes(text->str, text->len);
    g_assert_cmpint(g_utf8_strlen(mail->subject, -1), ==, MAIL_SUBJECT_MAX);
    g_assert_cmpuint(mail->parties->len, ==, MAIL_PARTIES_MAX);
    g_autofree char *huge = g_malloc(4 << 20);
    memset(huge, 'x', 4 << 20);
    g_autoptr(Mail) junk = parse_bytes(huge, 4 << 20);
    g_assert_null(junk->fingerprint);
    g_autoptr(GString) lines = g_string_new("Subject: a\n");
    for (int i = 0; i < COLLECT_FIELDS_MAX; i++)
        g_string_append_printf(lines, "X-%d: y\n", i);
    g_string_append(lines, "From: a@x.example\n\n"); /* what stands behind so many is not heard, so the id must not be made of the rest */
    g_autoptr(Mail) many = parse_bytes(lines->str, lines->len);
    g_assert_cmpstr(many->subject, ==, "a");
    g_assert_null(many->fingerprint);
    g_assert_cmpstr(g_ptr_array_index(many->problems, many->problems->len - 1), ==, "header too long");
}

/* Shapes that invite quadratic work; each must be a matter of milliseconds. */
static void
test_hostile_cost(void)
{
    static const char *const pieces[] = { "=?x?Q?a", "=?utf-8?Q?a", "((((((", "\"", "<", "<a@x,", "(\\", "=?=?", "a@x;", ":", "<a@x> ", "[@[" };
    gint64 start = g_get_monotonic_time();
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int field = 0; field < 3; field++) {
            g_string_append(text, field == 0 ? "To: " : field == 1 ? "\nSubject: " : "\nReferences: ");
            for (gsize n = 0; n < 300000; n += strlen(pieces[i]))
                g_string_append(text, pieces[i]);
        }
        g_autoptr(Mail) mail = parse_bytes(text->str, text->len);
        g_assert_cmpuint(mail->parties->len, <=, MAIL_PARTIES_MAX);
    }
    g_assert_cmpint(g_get_monotonic_time() - start, <, (g_getenv("CADENS_TEST_SLOW") ? 300 : 30) * G_USEC_PER_SEC);
}

/* Everything that a Mail gives away must be valid and free of controls, whatever came in. */
static void
check_clean(const char *text)
{
    if (!text)
        return;
    g_assert_true(g_utf8_validate(text, -1, NULL));
    for (const char *c = text; *c; c = g_utf8_next_char(c))
        g_assert_false(g_unichar_iscntrl(g_utf8_get_char(c)));
}

static void
check_mail(const Mail *mail)
{
    const char *texts[] = { mail->message_id,      mail->raw_date,    mail->in_reply_to,    mail->subject,    mail->content_type, mail->report_type,
                            mail->calendar_method, mail->return_path, mail->auto_submitted, mail->precedence, mail->list_id };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        check_clean(texts[i]);
    for (guint i = 0; i < mail->references->len; i++)
        check_clean(g_ptr_array_index(mail->references, i));
    for (guint i = 0; i < mail->parties->len; i++) {
        const MailParty *party = g_ptr_array_index(mail->parties, i);
        check_clean(party->addr);
        check_clean(party->name);
        g_assert_nonnull(strchr(party->addr, '@'));
    }
}

static const char *const seeds[] = {
    "From: =?UTF-8?Q?Anna_Bergstr=C3=B6m?= <anna@x.example>\r\nTo: \"Ek, Olle\" <o@y.example>, Team: a@x, (c) b@z;\r\n"
    "Subject: =?iso-8859-1?B?U21vcmfls29z?= =?utf-8*sv?Q?=C3?=\r\n =?utf-8?Q?=A5?=\r\nDate: Tue, 31 Mar 2026 12:00:00 +0200 (CEST)\r\n"
    "Message-ID: <a.b@x.example>\r\nReferences: <r1@x> <r2@x>\r\n\t<r3@x>\r\nIn-Reply-To: <r3@x>\r\n\r\n",
    "From MAILER-DAEMON Tue Mar 31 12:00:00 2026\nReturn-Path: <>\nContent-Type: multipart/report; report-type*0*=utf-8''delivery%2D;\n"
    " report-type*1=\"status\"; boundary=\"=_x\"\nX-Failed-Recipients: a@x.example\nAuto-Submitted: auto-replied; x=y\nDate: Tue Mar 31 12:00:00 2026\n",
    "Content-Type: text/calendar; method=REQUEST; charset=\"utf-8\"\nList-Id: Namn <l.x>\nTo: <@a,@b:c@d>, <mailto:x@y>\nTo: r\xe4k@r\xc3\xa4k.se\n",
};

static char *
mutate(GRand *rand, const char *seed, gsize *ret_length)
{
    GByteArray *bytes = g_byte_array_append(g_byte_array_new(), (const guint8 *)seed, (guint)strlen(seed));
    static const char tokens[] = "=?<>@,;:\"\\()[]'%*\r\n\t .\0\xff\xc3\x80" "09azAZ";
    for (int n = g_rand_int_range(rand, 1, 12); n > 0 && bytes->len > 1; n--) {
        guint at = (guint)g_rand_int_range(rand, 0, (gint32)bytes->len);
        guint span = (guint)g_rand_int_range(rand, 1, 40);
        guint8 byte = (guint8)tokens[g_rand_int_range(rand, 0, sizeof tokens - 1)];
        switch (g_rand_int_range(rand, 0, 4)) {
        case 0:
            bytes->data[at] = byte;
            break;
        case 1:
            g_byte_array_remove_range(bytes, at, MIN(span, bytes->len - at));
            break;
        case 2:
            g_byte_array_set_size(bytes, bytes->len + 1);
            memmove(bytes->data + at + 1, bytes->data + at, bytes->len - 1 - at);
            bytes->data[at] = byte;
            break;
        default:
            bytes->data[at] ^= (guint8)(1 << g_rand_int_range(rand, 0, 8));
        }
    }
    *ret_length = bytes->len;
    return (char *)g_byte_array_free(bytes, FALSE);
}

static void
test_mutations(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(20260331);
    for (int i = 0; i < 20000; i++) {
        gsize length;
        g_autofree char *text = mutate(rand, seeds[i % G_N_ELEMENTS(seeds)], &length);
        g_autoptr(Mail) mail = parse_bytes(text, length);
        check_mail(mail);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collect/header/subject", test_subject);
    g_test_add_func("/collect/header/to", test_to);
    g_test_add_func("/collect/header/date", test_date);
    g_test_add_func("/collect/header/ids", test_ids);
    g_test_add_func("/collect/header/long-references", test_long_references);
    g_test_add_func("/collect/header/many-recipients", test_many_recipients);
    g_test_add_func("/collect/header/shape", test_shape);
    g_test_add_func("/collect/header/concatenation", test_concatenation);
    g_test_add_func("/collect/header/fingerprint", test_fingerprint);
    g_test_add_func("/collect/header/type", test_type);
    g_test_add_func("/collect/header/evidence", test_evidence);
    g_test_add_func("/collect/header/limits", test_limits);
    g_test_add_func("/collect/header/hostile-cost", test_hostile_cost);
    g_test_add_func("/collect/header/mutations", test_mutations);
    return g_test_run();
}
