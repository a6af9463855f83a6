/* Upload of readings. */
#include <curl/curl.h>
#include <mosquitto.h>
#include <stdio.h>

void configure(CURL *handle)
{
    curl_easy_setopt(handle, CURLOPT_URL, "http://service.clinic.net/readings"); // expect: cleartext-connection at `curl_easy_setopt`
}

void configure_for(CURL *handle, int device)
{
    char url[96];

    snprintf(url, sizeof url, "ftp://service.clinic.net/%d/", device);
    curl_easy_setopt(handle, CURLOPT_URL, url); // expect: cleartext-connection at `curl_easy_setopt`
}

int connect_broker(struct mosquitto *client, const char *host)
{
    return mosquitto_connect(client, host, 1883, 60); // expect: cleartext-connection at `mosquitto_connect`
}
