// Service page of a pump.
#include "httplib.h"

bool serve(httplib::Server &server)
{
    return server.listen("0.0.0.0", 8080); // expect: all-interfaces at `server.listen`
}
