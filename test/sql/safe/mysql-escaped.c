/* Escaped for a literal, and between quotes. */
#include <mysql.h>
#include <stdio.h>
#include <string.h>

int add_note(MYSQL *connection, const char *pump, const char *note)
{
    char escaped_pump[65];
    char escaped_note[401];
    char sql[600];

    if (strlen(pump) > 32 || strlen(note) > 200)
        return -1;
    mysql_real_escape_string(connection, escaped_pump, pump, strlen(pump));
    mysql_real_escape_string(connection, escaped_note, note, strlen(note));
    snprintf(sql, sizeof sql, "INSERT INTO note (pump, text) VALUES ('%s', 'at %d: %s')", escaped_pump, 3, escaped_note);
    return mysql_query(connection, sql);
}

int find_note(MYSQL *connection, const char *word)
{
    char escaped[101];
    char sql[200] = "SELECT id FROM note WHERE text LIKE '%";

    if (strlen(word) > 50)
        return -1;
    mysql_real_escape_string(connection, escaped, word, strlen(word));
    strcat(sql, escaped);
    strcat(sql, "%'");
    return mysql_query(connection, sql);
}
