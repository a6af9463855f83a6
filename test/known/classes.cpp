/* What needs more knowledge of classes. */
struct Limits {
    double low;
    double high;
};

/* The class has no constructor that could have set the member; declaring an object is taken to call one. */
double FN_member_without_a_value()
{
    Limits limits;
    limits.high = 4.0;
    return limits.high - limits.low;
}
