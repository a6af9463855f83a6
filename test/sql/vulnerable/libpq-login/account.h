#ifndef ACCOUNT_H
#define ACCOUNT_H

#include <libpq-fe.h>

int account_exists(PGconn *connection, const char *login);

#endif
