// Streams of Asio that ask for proof, and a server, which has nobody to prove; a client of a device.
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <esp_http_client.h>
#include <string>

namespace ssl = boost::asio::ssl;
using boost::asio::ip::tcp;

void greet(boost::asio::io_context &io, const tcp::endpoint &service, const std::string &host)
{
    ssl::context context(ssl::context::tls_client);
    ssl::stream<tcp::socket> stream(io, context);

    context.set_default_verify_paths();
    stream.set_verify_mode(ssl::verify_peer);
    stream.set_verify_callback(ssl::host_name_verification(host));
    stream.next_layer().connect(service);
    stream.handshake(ssl::stream_base::client);
}

void serve(ssl::stream<tcp::socket> &stream)
{
    stream.handshake(ssl::stream_base::server);
}

esp_http_client_handle_t open_service(const char *authority)
{
    esp_http_client_config_t config = {
        .url = "https://service.clinic.net/readings",
        .cert_pem = authority,
        .skip_cert_common_name_check = false,
    };
    return esp_http_client_init(&config);
}
