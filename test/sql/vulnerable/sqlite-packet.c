/* A gateway takes the bed's name from a packet and hands it through two functions to the store. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

struct packet {
    char bed[32];
    int rate;
};

static int run(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static int store(sqlite3 *db, const struct packet *packet)
{
    char sql[128];

    sprintf(sql, "INSERT INTO pulse VALUES ('%s', %d)", packet->bed, packet->rate);
    return run(db, sql); // expect: sql-injection at `run`
}

int receive(sqlite3 *db, int peer)
{
    struct packet packet;

    if (recv(peer, &packet, sizeof packet, MSG_WAITALL) != (ssize_t)sizeof packet)
        return -1;
    packet.bed[sizeof packet.bed - 1] = '\0';
    return store(db, &packet);
}
