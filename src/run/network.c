/* SPDX-License-Identifier: MIT
 * What kind of network we are on. */
#include "run/network.h"

gboolean
run_network_is_captive(void)
{
    return g_network_monitor_get_connectivity(g_network_monitor_get_default()) == G_NETWORK_CONNECTIVITY_PORTAL;
}

gboolean
run_network_is_limited(void)
{
    return g_network_monitor_get_connectivity(g_network_monitor_get_default()) != G_NETWORK_CONNECTIVITY_FULL;
}

gboolean
run_network_is_metered(void)
{
    return g_network_monitor_get_network_metered(g_network_monitor_get_default());
}

/* A UDP socket that is connected has an address of its own, chosen by the routes, before anything is sent. */
static void
append_source(GString *place, const char *far)
{
    g_autoptr(GSocketAddress) to = g_inet_socket_address_new_from_string(far, 9);
    g_autoptr(GSocket) socket = g_socket_new(g_socket_address_get_family(to), G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
    if (socket == NULL || !g_socket_connect(socket, to, NULL, NULL))
        return;
    g_autoptr(GSocketAddress) from = g_socket_get_local_address(socket, NULL);
    if (from == NULL)
        return;
    g_autofree char *text = g_inet_address_to_string(g_inet_socket_address_get_address(G_INET_SOCKET_ADDRESS(from)));
    g_string_append_printf(place, "%s ", text);
}

char *
run_network_place(void)
{
    GString *place = g_string_new(NULL);
    append_source(place, "192.0.2.1"); /* addresses that nobody has (RFC 5737, RFC 3849) */
    append_source(place, "2001:db8::1");
    return g_string_free(place, FALSE);
}
