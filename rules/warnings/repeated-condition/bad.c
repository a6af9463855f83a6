/* Alarms of which one is never answered. */
enum alarm { ALARM_NONE, ALARM_AIR, ALARM_OCCLUSION, ALARM_BATTERY };

void stop(void);
void relieve(void);
void beep(void);

/* Copied and not changed. */
void answer(enum alarm alarm)
{
    if (alarm == ALARM_AIR)
        stop();
    else if (alarm == ALARM_OCCLUSION)
        relieve();
    else if (alarm == ALARM_AIR) // expect: repeated-condition at `(alarm == ALARM_AIR)`
        beep();
}

int level_of(int volume, int limit)
{
    if (volume > limit) {
        return 2;
    } else if (volume  >  limit) { // expect: repeated-condition at `(volume  >  limit)`
        return 1;
    }
    return 0;
}
