/* SPDX-License-Identifier: MIT
 * The connection under an IMAP session: TCP, verified TLS >= 1.2, absolute deadlines, cancellation, and the reply filter on top;
 * given to libetpan as a mailstream. One thread at a time. */
#pragma once
#include <gio/gio.h>
#include <libetpan/libetpan.h>
#include "collect/imap-filter.h"

typedef struct ImapStream ImapStream;
/* Connects to HOST (name or address). CANCELLABLE may be NULL and must outlive the stream. TRY_LATER if unreachable. */
ImapStream *collect_imap_stream_new(const char *host, int port, GCancellable *cancellable, GError **error);
void collect_imap_stream_free(ImapStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapStream, collect_imap_stream_free)
/* TLS handshake: the chain must lead to the system's trust or to CA_FILE (PEM; NULL = none) and name the host. TRY_LATER naming
 * what is wrong; BAD_INPUT if CA_FILE cannot be read. */
gboolean collect_imap_stream_secure(ImapStream *stream, const char *ca_file, GError **error);
/* The stream as libetpan wants it. Closing it leaves STREAM alive. */
mailstream *collect_imap_stream_wrap(ImapStream *stream);
/* From now on reading and writing must be over within SECONDS, all together. */
void collect_imap_stream_deadline(ImapStream *stream, int seconds);
ImapFilter *collect_imap_stream_filter(ImapStream *stream); /* borrowed */
/* TRUE if bytes wait in the filter or inside the TLS record layer, so that polling the descriptor would miss them. */
gboolean collect_imap_stream_has_input(const ImapStream *stream);
/* TRUE if anything of what was received has not been read, half a line included. */
gboolean collect_imap_stream_has_rest(const ImapStream *stream);
/* Waits until there is a reply to read, or WAKE_FD (-1 = none; a timer) is readable: *RET_INPUT says which. FALSE if cancelled or broken. */
gboolean collect_imap_stream_wait(ImapStream *stream, int wake_fd, gboolean *ret_input, GError **error);
/* Why reading or writing failed, or NULL; borrowed. */
const GError *collect_imap_stream_error(const ImapStream *stream);
/* TRUE if it failed because the replies cannot be followed, not because of the network. */
gboolean collect_imap_stream_is_garbled(const ImapStream *stream);
/* TRUE if it failed because the connection ended, not because of a deadline, of what was read, or of being cancelled. */
gboolean collect_imap_stream_is_cut(const ImapStream *stream);
