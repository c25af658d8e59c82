/* SPDX-License-Identifier: MIT
 * How long 100,000 header blocks of the kind that a business mailbox holds take to parse, on one core. */
#include <stdio.h>
#include "collect/header.h"

#define ROUNDS 100000

static const char *const samples[] = {
    "Return-Path: <anna.berg@acme.example>\r\n"
    "Date: Tue, 31 Mar 2026 10:12:13 +0200\r\n"
    "From: =?UTF-8?Q?Anna_Bergstr=C3=B6m?= <anna.berg@acme.example>\r\n"
    "To: Sara Lind <sara@satori.example>\r\n"
    "Cc: \"Ek, Olle\" <olle.ek@acme.example>, inkop@acme.example\r\n"
    "Subject: =?iso-8859-1?Q?SV=3A_Offert_p=E5_f=F6rl=E4ngning?=\r\n"
    "Message-ID: <CAJf3kd93kdfj39fkdj3f9dkfj3=WQ@mail.acme.example>\r\n"
    "In-Reply-To: <20260330081512.1234@satori.example>\r\n"
    "References: <20260328081512.1231@satori.example>\r\n <AM0PR08MB3123@eurprd08.prod.outlook.example>\r\n"
    " <20260330081512.1234@satori.example>\r\n"
    "Content-Type: multipart/alternative; boundary=\"000000000000aabbcc05f0\"\r\n\r\n",
    "Date: Mon, 30 Mar 2026 08:15:12 +0200\r\n"
    "From: Sara Lind <sara@satori.example>\r\n"
    "To: anna.berg@acme.example\r\n"
    "Subject: Offert\r\n"
    "Message-ID: <20260330081512.1234@satori.example>\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\n",
    "Return-Path: <bounce-123456@news.example>\r\n"
    "Date: Mon, 30 Mar 2026 06:00:01 +0000 (UTC)\r\n"
    "From: \"Nyhetsbrev\" <news@news.example>\r\n"
    "Reply-To: <noreply@news.example>\r\n"
    "To: sara@satori.example\r\n"
    "Subject: =?utf-8?B?VsOlcmVucyBueWhldGVyIMOkciBow6RyIOKAkyBsw6RzIG1lciE=?=\r\n"
    "Message-ID: <0102018f.abcdef@eu-north-1.amazonses.example>\r\n"
    "List-Id: Nyheter <nyheter.news.example>\r\n"
    "List-Unsubscribe: <https://news.example/u/abc>, <mailto:u@news.example>\r\n"
    "Precedence: bulk\r\n"
    "Feedback-ID: 1.eu-north-1.abc:AmazonSES\r\n"
    "Content-Type: text/html; charset=\"utf-8\"\r\n\r\n",
};

int
main(void)
{
    gsize bytes = 0;
    gint64 start = g_get_monotonic_time();
    for (int i = 0; i < ROUNDS; i++) {
        const char *sample = samples[i % G_N_ELEMENTS(samples)];
        gsize length = strlen(sample);
        g_autoptr(Mail) mail = collect_header_parse(sample, length);
        bytes += length;
    }
    double seconds = (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;
    printf("%d header blocks, %.0f bytes each: %.2f s\n", ROUNDS, (double)bytes / ROUNDS, seconds);
    return 0;
}
