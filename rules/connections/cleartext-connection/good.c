/* Upload of readings. */
#include <curl/curl.h>
#include <mosquitto.h>

void configure(CURL *handle)
{
    curl_easy_setopt(handle, CURLOPT_URL, "https://service.clinic.net/readings");
}

/* The same machine. */
void configure_local(CURL *handle)
{
    curl_easy_setopt(handle, CURLOPT_URL, "http://localhost:8080/status");
}

int connect_broker(struct mosquitto *client, const char *host)
{
    if (mosquitto_tls_set(client, "/etc/ssl/clinic.pem", NULL, NULL, NULL, NULL) != 0)
        return -1;
    return mosquitto_connect(client, host, 8883, 60);
}

/* A name, not an address. */
const char *schema(void)
{
    return "http://www.w3.org/2001/XMLSchema";
}
