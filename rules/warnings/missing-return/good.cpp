// Pump control in C++: every path returns or throws.
#include <stdexcept>
#include <string>

enum class Mode { Idle, Bolus };

std::string nameOf(Mode mode)
{
    if (mode == Mode::Idle)
        return "idle";
    if (mode == Mode::Bolus)
        return "bolus";
    throw std::invalid_argument("mode");
}

class Pump {
public:
    Pump() : rate(1) {}
    ~Pump() { rate = 0; }

    bool start(int newRate)
    {
        rate = newRate > 0 ? newRate : 0;
        return rate > 0;
    }

    int read()
    {
        try {
            return std::stoi("12");
        } catch (const std::exception &) {
            return -1;
        }
    }

    Pump &operator=(const Pump &) = default;

private:
    int rate;
};

auto twice = [](int value) { return 2 * value; };

/* What nothing declares may be a macro that never returns. */
int mode_of(int code)
{
    switch (code) {
    case 1:
        return 7;
    default:
        not_reached();
    }
}
