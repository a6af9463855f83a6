/* The pump's main loop: sensors, messages, dose and telemetry, with one alarm line for all of them. */
#include "device.h"
#include "dose.h"
#include "event_log.h"
#include "message.h"
#include "sensor.h"
#include "settings.h"
#include "telemetry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#pragma GCC diagnostic ignored "-Wunused-variable"
// expect -1: warning-disabled at `#pragma`

/* The vendor's macro compares a signed with an unsigned value; it is checked in review. */
#pragma GCC diagnostic ignored "-Wsign-compare"

#define LOOP_MS 100
#define IDENT_LEN 8
#define CHECKED_COPY(dst, src)                        \
    do {                                              \
        if (strlen(src) < sizeof(dst))                \
            memcpy((dst), (src), strlen(src) + 1);    \
    } while (0)
#define QUICK_COPY(dst, src) strcpy((dst), (src))

static struct pump_state state;

/* The macro hides that nothing looks at the length. */
void set_serial(const char *text)
{
    char serial[SERIAL_LEN];

    QUICK_COPY(serial, text); // expect: unbounded-copy at `QUICK_COPY`
    memcpy(state.id.serial, serial, sizeof(serial));
}

void set_name(const char *text)
{
    char name[DEVICE_NAME_LEN] = "";

    CHECKED_COPY(name, text);
    memcpy(state.id.name, name, sizeof(name));
}

/* Eight characters and their terminator are nine. */
void set_ident(void)
{
    char ident[IDENT_LEN];

    strcpy(ident, "PUMP-");
    strcat(ident, "204"); // expect: buffer-overflow at `strcat`
    printf("%s\n", ident);
}

void set_model(void)
{
    char model[IDENT_LEN];

    strcpy(model, "PUMP-");
    strcat(model, "20");
    printf("%s\n", model);
}

/* watchdog_start() is defined in assembler and declared nowhere. */
static void start(void)
{
    watchdog_start(LOOP_MS); // expect: implicit-declaration at `watchdog_start`
    memset(&state, 0, sizeof(state));
}

static void apply_alarm(const struct message *message)
{
    switch (message->type) {
    case MESSAGE_STOP:
        state.running = 0;
    // parapet: allow implicit-fallthrough -- a stop silences the alarm as well, see risk control RC-12
    case MESSAGE_HELLO:
        state.alarm = 0;
        break;
    default:
        break;
    }
}

/* Nobody wrote down why this may be so. */
void show_boot(const char *text)
{
    char line[DEVICE_NAME_LEN];

    strcpy(line, text); // parapet: allow unbounded-copy
    // expect -1: suppression-without-reason at `// parapet`
    puts(line);
}

/* The copy that this once stood for is gone. */
static void show_ready(const char *text)
{
    char line[DEVICE_NAME_LEN];

    // parapet: allow unbounded-copy -- the text is a literal of at most 15 characters
    snprintf(line, sizeof(line), "%s", text);
    // expect -2: unused-suppression at `unbounded-copy`
    puts(line);
}

/* A slip of the pen: there is no such rule, so nothing is suppressed. */
static void show_ward(void)
{
    // parapet: allow unbounded-coppy -- the name of the ward is a literal
    puts("Ward 3");
    // expect -2: unknown-suppression at `unbounded-coppy`
}

int main(int argc, char **argv)
{
    struct sensor sensor;
    struct message message;
    struct telemetry link;
    struct event_log log = {0};

    if (argc < 3) {
        fprintf(stderr, "usage: %s SENSOR HOST\n", argv[0]);
        return 2;
    }
    start();
    set_name("Ward 3");
    set_serial("0042");
    set_ident();
    set_model();
    show_boot("Starting");
    show_ready("Ready");
    show_ward();
    if (sensor_open(&sensor, argv[1], 0) != STATUS_OK) {
        return 1;
    }
    memset(&link, 0, sizeof(link));
    link.socket = telemetry_connect(argv[2], TELEMETRY_PORT);
    if (link.socket < 0) {
        sensor_close(&sensor);
        return 1;
    }
    while (message_receive(STDIN_FILENO, &message) == STATUS_OK) {
        apply_alarm(&message);
        if (message_apply(&message, &state) != STATUS_OK) {
            event_log_append(&log, 0, "bad message");
        }
        telemetry_log_error(&link);
    }
    event_log_write(&log, "/var/log/pump.log");
    event_log_clear(&log);
    close(link.socket);
    sensor_close(&sensor);
    return 0;
}
