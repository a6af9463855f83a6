// Versions that somebody may choose among those that hold.
#include <boost/asio/ssl.hpp>
#include <curl/curl.h>
#include <openssl/ssl.h>

namespace ssl = boost::asio::ssl;

int limit(SSL_CTX *context, bool strict)
{
    int version = TLS1_2_VERSION;

    if (strict)
        version = TLS1_3_VERSION;
    return SSL_CTX_set_min_proto_version(context, version);
}

void configure(CURL *handle, bool strict)
{
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, strict ? CURL_SSLVERSION_TLSv1_3 : CURL_SSLVERSION_TLSv1_2);
}

// What the owner of the device named, number by number.
int limit_by(SSL_CTX *context, int asked)
{
    int version = TLS1_2_VERSION;

    switch (asked) {
    case 10: version = TLS1_VERSION; break;
    case 11: version = TLS1_1_VERSION; break;
    case 13: version = TLS1_3_VERSION; break;
    }
    return SSL_CTX_set_min_proto_version(context, version);
}

ssl::context prepare()
{
    ssl::context context(ssl::context::tlsv12_server);

    context.use_certificate_chain_file("/etc/gateway/chain.pem");
    return context;
}
