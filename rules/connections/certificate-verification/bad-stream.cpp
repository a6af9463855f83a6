// Streams of Asio, whose contexts ask for no proof by themselves, and a client of a device.
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <esp_http_client.h>

namespace ssl = boost::asio::ssl;
using boost::asio::ip::tcp;

void greet(boost::asio::io_context &io, const tcp::endpoint &service)
{
    ssl::context context(ssl::context::tls_client);
    ssl::stream<tcp::socket> stream(io, context);

    stream.next_layer().connect(service);
    stream.handshake(ssl::stream_base::client); // expect: certificate-verification at `stream.handshake`
}

esp_http_client_handle_t open_service(const char *authority)
{
    esp_http_client_config_t config = {
        .url = "https://service.clinic.net/readings",
        .cert_pem = authority,
        .skip_cert_common_name_check = true, // expect: certificate-verification at `.skip_cert_common_name_check`
    };
    return esp_http_client_init(&config);
}
