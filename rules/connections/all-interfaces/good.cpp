// Service page of a pump.
#include "httplib.h"

bool serve(httplib::Server &server)
{
    return server.listen("127.0.0.1", 8080);
}
