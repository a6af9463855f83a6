// Engines of the library where nothing has to stay unknown, and the system's random numbers where it has.
#include <random>
#include <string>
#include <vector>

std::vector<int> make_samples()
{
    std::vector<int> samples;
    std::mt19937 engine(42);
    std::uniform_int_distribution<int> level(0, 255);

    for (int i = 0; i < 32; ++i)
        samples.push_back(level(engine));
    return samples;
}

std::string make_token()
{
    std::string token;
    std::random_device device;

    for (int i = 0; i < 32; ++i)
        token.push_back(static_cast<char>('a' + device() % 26));
    return token;
}
