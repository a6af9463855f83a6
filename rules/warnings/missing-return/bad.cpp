// Pump control in C++: in C++ the program may do anything at the end of such a function.
#include <string>

enum class Mode { Idle, Bolus };

std::string nameOf(Mode mode)
{
    if (mode == Mode::Idle)
        return "idle";
    if (mode == Mode::Bolus)
        return "bolus";
} // expect: missing-return at `}`

class Pump {
public:
    bool start(int rate)
    {
        if (rate > 0) {
            this->rate = rate;
            return true;
        }
        this->rate = 0;
    } // expect: missing-return at `}`

private:
    int rate = 0;
};
