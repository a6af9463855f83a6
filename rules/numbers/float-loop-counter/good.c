/* The same ramps, counted in whole steps. */
void drive(double volume);

void ramp_up(void)
{
    for (int i = 0; i < 10; i++)
        drive(i * 0.1);
}

/* The sum is a floating-point number, the counter is none. */
double total(const double *volumes, int count)
{
    double sum = 0;

    for (int i = 0; i < count; i++, sum += 0.5)
        sum += volumes[i];
    return sum;
}

/* An iteration that ends when the answer is close enough. */
double root_of(double x)
{
    double guess = x;

    while (guess * guess - x > 1e-9)
        guess = (guess + x / guess) / 2;
    return guess;
}

/* A pointer to floating-point numbers is none itself. */
double sum_of(const double *first, const double *end)
{
    double sum = 0;

    for (const double *at = first; at < end; at++)
        sum += *at;
    return sum;
}
