/* The same alarms, each of which is asked for once. */
enum alarm { ALARM_NONE, ALARM_AIR, ALARM_OCCLUSION, ALARM_BATTERY };

void stop(void);
void relieve(void);
void beep(void);
int next_byte(void);

void answer(enum alarm alarm)
{
    if (alarm == ALARM_AIR)
        stop();
    else if (alarm == ALARM_OCCLUSION)
        relieve();
    else if (alarm == ALARM_BATTERY)
        beep();
}

/* A question that acts may have another answer. */
int header(volatile const int *status)
{
    if (next_byte() == 0x55)
        return 1;
    else if (next_byte() == 0x55)
        return 2;
    else if (*status == 1)
        return 3;
    else if (*status == 1)
        return 4;
    return 0;
}

/* Asked again inside a branch, or after it. */
int level_of(int volume, int limit)
{
    int level = 0;

    if (volume > limit)
        level = 1;
    if (volume > limit)
        level += 1;
    else if (volume < limit)
        level = 3;
    return level;
}
