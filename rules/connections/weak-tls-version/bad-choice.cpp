// Versions that somebody may ask for by a setting, and contexts that speak one only.
#include <boost/asio/ssl.hpp>
#include <curl/curl.h>
#include <openssl/ssl.h>

namespace ssl = boost::asio::ssl;

int limit(SSL_CTX *context, bool old)
{
    int version = TLS1_2_VERSION;

    if (old)
        version = TLS1_VERSION;
    return SSL_CTX_set_min_proto_version(context, version); // expect: weak-tls-version at `SSL_CTX_set_min_proto_version`
}

void configure(CURL *handle, bool old)
{
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, old ? CURL_SSLVERSION_TLSv1_0 : CURL_SSLVERSION_TLSv1_2); // expect: weak-tls-version at `curl_easy_setopt`
}

ssl::context prepare()
{
    ssl::context context(ssl::context::tlsv11_server); // expect: weak-tls-version at `context`

    context.use_certificate_chain_file("/etc/gateway/chain.pem");
    return context;
}
