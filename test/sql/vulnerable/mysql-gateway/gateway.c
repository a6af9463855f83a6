/* Readings of infusion pumps arrive as text: "<pump>;<rate>". */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "store.h"

int gateway_poll(MYSQL *connection, int peer)
{
    char line[100];
    char sql[256];
    char *rate;
    ssize_t n = recv(peer, line, sizeof line - 1, 0);

    if (n <= 0)
        return -1;
    line[n] = '\0';
    rate = strchr(line, ';');
    if (rate == NULL)
        return -1;
    *rate++ = '\0';
    snprintf(sql, sizeof sql, "INSERT INTO reading (pump, rate) VALUES ('%s', %s)", line, rate);
    return store_execute(connection, sql); // expect: sql-injection at `store_execute`
}
