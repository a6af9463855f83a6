/* Ramps of a syringe pump, counted in millilitres. */
void drive(double volume);

/* Ten steps, or eleven. */
void ramp_up(void)
{
    for (float volume = 0.0f; volume < 1.0f; volume += 0.1f) // expect: float-loop-counter at `volume < 1.0f`
        drive(volume);
}

/* Never exactly 0. */
void ramp_down(double start)
{
    for (double volume = start; volume != 0; volume -= 0.1) // expect: float-loop-counter at `volume != 0`
        drive(volume);
}

/* Beyond 16777216 a float stands still. */
unsigned long pulses(float limit)
{
    unsigned long count = 0;
    float pulse;

    for (pulse = 0; pulse < limit; pulse++) // expect: float-loop-counter at `pulse < limit`
        count++;
    return count;
}

/* The step written out, with a second condition. */
void ramp_until(double limit, const int *stop)
{
    double volume;

    for (volume = 0; *stop == 0 && limit >= volume; volume = volume + 0.05) // expect: float-loop-counter at `limit >= volume`
        drive(volume);
}
