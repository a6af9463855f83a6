/* Service port of a pump. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

int listen_service(int fd)
{
    struct sockaddr_in address;

    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(4840);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return bind(fd, (const struct sockaddr *)&address, sizeof address);
}

/* The configuration says where. */
int listen_at(int fd, const char *where)
{
    struct sockaddr_in address;

    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(4840);
    if (inet_pton(AF_INET, where, &address.sin_addr) != 1)
        return -1;
    return bind(fd, (const struct sockaddr *)&address, sizeof address);
}

/* What is sent to a group arrives at any address only. */
int listen_group(int fd, const struct ip_mreq *group)
{
    struct sockaddr_in address;

    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(5353);
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    if (setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, group, sizeof *group) != 0)
        return -1;
    return bind(fd, (const struct sockaddr *)&address, sizeof address);
}

/* A client's port: the system chooses. */
int prepare_client(int fd)
{
    struct sockaddr_in address;

    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(0);
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    return bind(fd, (const struct sockaddr *)&address, sizeof address);
}

/* Whether an address is set at all. */
int is_set(const struct sockaddr_in *address)
{
    return address->sin_addr.s_addr != htonl(INADDR_ANY);
}
