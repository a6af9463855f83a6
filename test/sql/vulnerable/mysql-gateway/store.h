#ifndef STORE_H
#define STORE_H

#include <mysql.h>

/* Runs a statement that gives no rows. */
int store_execute(MYSQL *connection, const char *sql);

#endif
