// Engines of the library, which are made for statistics.
#include <ctime>
#include <random>
#include <string>

std::string make_token()
{
    std::string token;
    std::mt19937 engine(std::random_device{}());
    std::uniform_int_distribution<int> letter('a', 'z');

    for (int i = 0; i < 32; ++i)
        token.push_back(static_cast<char>(letter(engine))); // expect: weak-randomness at `letter(engine)`
    return token;
}

void fill_key(unsigned char *session_key)
{
    std::mt19937_64 engine(time(nullptr));

    for (int i = 0; i < 16; ++i)
        session_key[i] = static_cast<unsigned char>(engine()); // expect: weak-randomness at `engine()`
}
