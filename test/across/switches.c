/* Switches of the program: two that nobody turns, one that somebody does. */
const int always_checks = 1;
int never_releases = 0;
int may_release = 0;
