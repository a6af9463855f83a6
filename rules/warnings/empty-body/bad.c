/* Checks of a door that check nothing. */
int is_locked(int door);
void open_door(int door);
void report(int door);

/* Every door is opened. */
void enter(int door)
{
    if (!is_locked(door)); { // expect: empty-body at `; {`
        open_door(door);
    }
}

/* The block is run once. */
void report_all(int doors)
{
    int door = 0;

    for (door = 0; door < doors; door++); // expect: empty-body at `;`
    {
        report(door);
    }
}
