// Acceptors of Asio that are given a protocol where an address could stand.
#include <boost/asio.hpp>

using boost::asio::ip::tcp;
using boost::asio::ip::udp;

class Server {
public:
    explicit Server(boost::asio::io_context &io)
        : acceptor_(io, tcp::endpoint(tcp::v4(), 5020)) // expect: all-interfaces at `tcp::endpoint(tcp::v4(), 5020)`
    {
    }

    void start() { acceptor_.listen(); }

private:
    tcp::acceptor acceptor_;
};

void take(tcp::acceptor &acceptor, unsigned short port)
{
    acceptor.bind(tcp::endpoint(tcp::v6(), port)); // expect: all-interfaces at `tcp::endpoint(tcp::v6(), port)`
}
