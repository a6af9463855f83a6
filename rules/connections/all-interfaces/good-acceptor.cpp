// Acceptors of Asio at an address that is named, and sockets of clients.
#include <boost/asio.hpp>

using boost::asio::ip::tcp;
using boost::asio::ip::udp;

class Server {
public:
    explicit Server(boost::asio::io_context &io)
        : acceptor_(io, tcp::endpoint(boost::asio::ip::make_address("127.0.0.1"), 5020)),
          client_(io, udp::endpoint(udp::v4(), 0))
    {
    }

    void start() { acceptor_.listen(); }

private:
    tcp::acceptor acceptor_;
    udp::socket client_;
};
