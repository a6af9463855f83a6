/* Multi-channel recorder: arrays of channels, thresholds and samples. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHANNELS 8
#define LAST(values) (values)[sizeof(values) / sizeof((values)[0])]

struct recorder {
    int16_t samples[CHANNELS];
    uint32_t errors;
};

/* Arrays start at 0, so the last of eight is 7. */
void reset_last(struct recorder *r)
{
    r->samples[CHANNELS] = 0; // expect: index-out-of-bounds at `r->samples[CHANNELS]`
}

/* One turn too many. */
void clear_samples(struct recorder *r)
{
    for (int i = 0; i <= CHANNELS; i++)
        r->samples[i] = 0; // expect: index-out-of-bounds at `r->samples[i]`
}

/* The same in a while loop, reading. */
int sum_thresholds(void)
{
    static const int thresholds[5] = { 10, 20, 30, 40, 50 };
    int sum = 0;
    size_t i = 0;

    while (i <= 5) {
        sum += thresholds[i]; // expect: index-out-of-bounds at `thresholds[i]`
        i++;
    }
    return sum;
}

/* Counting down, but starting behind the end. */
void print_backwards(void)
{
    int levels[6] = { 1, 2, 3, 4, 5, 6 };

    for (int i = 6; i >= 0; i--)
        printf("%d\n", levels[i]); // expect: index-out-of-bounds at `levels[i]`
}

/* The terminator goes behind the array when it is full. */
int read_name(int fd)
{
    char name[16];
    ssize_t length = read(fd, name, sizeof name);

    if (length < 0)
        return -1;
    name[length] = '\0'; // expect: index-out-of-bounds at `name[length]`
    puts(name);
    return 0;
}

/* The size in bytes is not the number of elements. */
void mark_samples(void)
{
    int16_t samples[CHANNELS] = { 0 };

    for (size_t i = 0; i < sizeof samples; i++)
        samples[i] = -1; // expect: index-out-of-bounds at `samples[i]`
    printf("%d\n", samples[0]);
}

/* The channel number comes from the network and only one side is checked. */
int set_gain(int fd)
{
    static int gains[CHANNELS];
    int request[2];

    if (read(fd, request, sizeof request) != (ssize_t)sizeof request)
        return -1;
    if (request[0] < 0)
        return -1;
    gains[request[0]] = request[1]; // expect: index-out-of-bounds at `gains[request[0]]`
    return gains[0];
}

/* The check is off by one. */
const char *state_name(unsigned state)
{
    static const char *const names[4] = { "idle", "armed", "running", "fault" };

    if (state > 4)
        return "?";
    return names[state]; // expect: index-out-of-bounds at `names[state]`
}

/* Two dimensions, the second one overrun. */
int matrix_corner(void)
{
    int matrix[3][4] = { { 0 } };
    int column = 4;

    return matrix[2][column]; // expect: index-out-of-bounds at `matrix[2][column]`
}

/* An index before the first element. */
int previous_sample(void)
{
    int16_t samples[CHANNELS] = { 0 };
    int position = 0;

    return samples[position - 1]; // expect: index-out-of-bounds at `samples[position - 1]`
}

/* The macro means the last element and takes the one behind it. */
int last_sample(void)
{
    int16_t samples[CHANNELS] = { 0 };

    return LAST(samples); // expect: index-out-of-bounds at `LAST`
}

/* How many there are, the device says: the loop makes no round for none. */
int last_of_message(int fd)
{
    unsigned char message[9], copy[32];

    if (read(fd, message, sizeof message) != sizeof message)
        return -1;
    int n = message[0] & 7;
    for (int i = 0; i < n; i++)
        copy[i] = message[i + 1];
    copy[n - 1] = 1; // expect: index-out-of-bounds at `copy[n - 1] = 1`
    return copy[0];
}

/* A block on the heap has bounds as well. */
int16_t *make_ramp(void)
{
    int16_t *ramp = malloc(10 * sizeof *ramp);

    if (ramp == NULL)
        return NULL;
    for (int i = 0; i < 10; i++)
        ramp[i] = (int16_t)i;
    ramp[10] = -1; // expect: index-out-of-bounds at `ramp[10]`
    return ramp;
}

/* The line may begin with a NUL: then its length is 0. */
void chomp(char *line)
{
    line[strlen(line) - 1] = '\0'; // expect: index-out-of-bounds at `line[strlen(line) - 1] = '\0'`
}

/* -1 where the read fails. */
int read_line(int fd)
{
    char line[80];
    ssize_t got = read(fd, line, sizeof line - 1);

    line[got] = '\0'; // expect: index-out-of-bounds at `line[got]`
    return line[0] == '\0';
}

struct channel
{
    int samples[3];
    int count;
};

/* The member's own index is right, the record's is not. */
int first_of_the_fifth(void)
{
    static struct channel channels[4];
    int at = 4;
    return channels[at].samples[0]; // expect: index-out-of-bounds
}

/* Behind the end of a row lies the next one, which is as wrong. */
int end_of_row(void)
{
    int grid[3][4] = { { 0 } };
    grid[1][4] = 1; // expect: index-out-of-bounds
    return grid[2][0];
}

/* 0, 2, ... 20: the last pair is 20 and 21. */
void fill_pairs(int *out, int value)
{
    int pairs[21] = { 0 };

    for (int i = 0; i < 21; i += 2) {
        pairs[i] = value;
        pairs[i + 1] = -value; // expect: index-out-of-bounds at `pairs[i + 1] = -value`
    }
    *out = pairs[3];
}

/* The mask leaves 16 numbers, the table has 10. */
int digit_of(int key)
{
    static const char digits[10] = { '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' };
    return digits[key & 15]; // expect: index-out-of-bounds at `digits[key & 15]`
}

/* 0 to 8 are nine numbers. */
int pick(const int samples[8])
{
    int kept[8];
    memcpy(kept, samples, sizeof kept);
    return kept[rand() % 9]; // expect: index-out-of-bounds at `kept[rand() % 9]`
}

/* All eight may be taken: then the search ends behind the last. */
int claim(void)
{
    static int owner[8];
    int i;
    for (i = 0; i < 8; i++)
        if (owner[i] == 0)
            break;
    owner[i] = 1; // expect: index-out-of-bounds at `owner[i] = 1`
    return i;
}

/* The greatest number that is let through is one too many. */
int level_of(int wanted)
{
    static const int levels[4] = { 10, 20, 40, 80 };
    int at = wanted < 0 ? 0 : wanted > 4 ? 4 : wanted;
    return levels[at]; // expect: index-out-of-bounds at `levels[at]`
}

static int undo[16];
static int depth;

/* 0 is let through: there is nothing to take then. */
int pop(void)
{
    if (depth < 0)
        return -1;
    return undo[--depth]; // expect: index-out-of-bounds at `undo[--depth]`
}

/* The last round begins with 10. */
int sum_of_ten(void)
{
    static int tens[10];
    int sum = 0, i = 0;
    do {
        sum += tens[i]; // expect: index-out-of-bounds at `tens[i]`
    } while (i++ < 10);
    return sum;
}

/* How many bytes there are is up to who sends them. */
int read_number(FILE *in)
{
    unsigned char raw[5];
    int n = 0, c;
    do {
        c = fgetc(in);
        if (c == EOF)
            return -1;
        raw[n++] = (unsigned char)c; // expect: index-out-of-bounds at `raw[n++] = (unsigned char)c`
    } while (c & 0x80);
    return raw[0];
}

/* So is how many words a line has. */
int count_words(char *line)
{
    char *words[8];
    int n = 0;
    for (char *word = strtok(line, " "); word != NULL; word = strtok(NULL, " "))
        words[n++] = word; // expect: index-out-of-bounds at `words[n++] = word`
    return n > 0 ? words[0][0] : 0;
}

/* And how long a text is. */
void first_word(const char *text)
{
    char word[16];
    char *out = word;
    while (*text != '\0' && *text != ' ')
        *out++ = *text++; // expect: index-out-of-bounds at `*out++ = *text++`
    *out = '\0';
    puts(word);
}

/* To ask whether it is the one that is left out does not keep it inside. */
static int gains[10];

int gain_of(int channel, int left_out)
{
    if (channel < 0 || channel > 10)
        return 0;
    if (channel == left_out)
        return 1;
    return gains[channel]; // expect: index-out-of-bounds at `gains[channel]`
}

/* The counter goes beyond the end, whatever it finds on the way. */
int checksum(const char *text)
{
    char *copy = strdup(text);
    int sum = 0;

    if (copy == NULL)
        return -1;
    size_t length = strlen(copy);
    for (size_t i = 0; i <= length + 1; i++)
        sum += copy[i]; // expect: index-out-of-bounds at `copy[i]`
    free(copy);
    return sum;
}

/* Rounded up to four is more than there is. */
char last_of(size_t n)
{
    char padded[16] = "";

    if (n > 20)
        return 0;
    n = (n + 3) & ~(size_t)3;
    return padded[n]; // expect: index-out-of-bounds at `padded[n]`
}

/* Every character is asked whether it ends the text, but the loop goes on. */
int count_ends(const char *in)
{
    char text[10] = "";
    int ends = 0;

    snprintf(text, sizeof text, "%s", in);
    for (int i = 0; i < 20; i++) {
        if (text[i] == '\0') // expect: index-out-of-bounds at `text[i]`
            ends++;
    }
    return ends;
}

#define PUMP_FUNCTION(type, name, args, attributes) attributes type name args

PUMP_FUNCTION(int, behind_the_head_of_a_macro, (int step), __attribute__((unused)))
{
    int steps[4] = { 0, 1, 2, 3 };
    steps[4] = step; // expect: index-out-of-bounds
    return steps[0];
}

struct pin {
    int number;
};

struct logged_pin {
    int number;
    int log[8];
};

/* The object ends before the array that another type has there. */
int last_level(void)
{
    struct pin led = { 7 };
    struct logged_pin *logged = (struct logged_pin *)&led;

    return logged->log[7]; // expect: index-out-of-bounds at `logged->log[7]`
}

/* Where the copy begins comes out of the file, and from below nobody looks. */
struct patch {
    int at;
    unsigned char bytes[16];
};

int patch_image(FILE *f, unsigned char *image)
{
    static unsigned char page[4096];
    struct patch patch;

    if (fread(&patch, sizeof patch, 1, f) != 1)
        return -1;
    if (patch.at > (int)(sizeof page - sizeof patch.bytes))
        return -1;
    memcpy(page + patch.at, patch.bytes, sizeof patch.bytes); // expect: index-out-of-bounds at `memcpy`
    memcpy(image, page, sizeof page);
    return 0;
}

/* What counts the rows goes one too far, whatever the loop in it does. */
void clear_rows(void)
{
    static uint8_t screen[8][21];
    int sums[8];

    for (int row = 0; row <= 8; row++)
        for (int column = 0; column < 21; column++)
            screen[row][column] = ' '; // expect: index-out-of-bounds at `screen[row][column] = ' '`
    for (int row = 0; row <= 8; row++) {
        int sum = 0;
        for (int column = 0; column < 21; column++)
            sum += column & row;
        sums[row] = sum; // expect: index-out-of-bounds at `sums[row] = sum`
    }
    printf("%d %d\n", screen[7][20], sums[7]);
}

/* The pointer goes as far as the number that is left goes down: one too far. */
int fill_line(int mark)
{
    char line[32];
    char *p = line;
    int left = sizeof line + 1;

    while (left > 0) {
        *p++ = (char)mark; // expect: index-out-of-bounds at `*p++ = (char)mark`
        left--;
    }
    return line[0];
}

/* As many rounds as the message says, and nobody asks how many there is room for. */
static uint16_t setpoints[16];

int take_setpoints(int fd)
{
    uint8_t message[512];

    if (read(fd, message, sizeof message) != sizeof message)
        return -1;
    for (int i = 0; i < message[0]; i++)
        setpoints[i] = message[1 + i]; // expect: index-out-of-bounds at `setpoints[i] = message[1 + i]`
    return message[0];
}

/* The rounds are counted down, and the number comes in byte by byte. */
static int next_byte(int fd, uint8_t *byte)
{
    return read(fd, byte, 1) == 1 ? 0 : -1;
}

int take_curve(int fd, struct recorder *r)
{
    uint8_t n;

    if (next_byte(fd, &n) != 0)
        return -1;
    while (n-- > 0)
        r->samples[n] = 0; // expect: index-out-of-bounds at `r->samples[n] = 0`
    return 0;
}

/* Where the range begins is looked at, how long it is, is not. */
int take_one_of_range(int fd)
{
    uint8_t message[4];
    unsigned first, offset;

    if (read(fd, message, sizeof message) != sizeof message)
        return -1;
    first = message[0];
    offset = message[1];
    if (first >= 16)
        return -1;
    setpoints[first + offset] = 0; // expect: index-out-of-bounds at `setpoints[first + offset] = 0`
    return 0;
}

/* Both are looked at, each by itself; both are read through one pointer. */
int sum_of_range(const uint8_t *request)
{
    unsigned first = request[0] << 8 | request[1];
    unsigned count = request[2] << 8 | request[3];
    int sum = 0;

    if (first >= 16 || count > 12)
        return -1;
    for (unsigned i = 0; i < count; i++)
        sum += setpoints[first + i]; // expect: index-out-of-bounds at `setpoints[first + i]`
    return sum;
}

/* The place that a conversion stores to is taken from the same input. */
int take_named_level(FILE *f)
{
    int levels[4] = { 0 };
    int at = 0;

    if (fscanf(f, "%d", &at) != 1 || fscanf(f, "%d", &levels[at]) != 1) // expect: index-out-of-bounds at `fscanf(f, "%d", &levels[at])`
        return -1;
    return levels[0];
}

/* The counter lies in a record, and a helper moves it on. */
struct levels {
    int values[8];
    int count;
};

static void add_level(struct levels *l, int value)
{
    l->values[l->count++] = value;
}

int take_levels(FILE *f)
{
    struct levels l = { .count = 0 };
    int value;

    while (fscanf(f, "%d", &value) == 1)
        add_level(&l, value); // expect: index-out-of-bounds at `add_level`
    return l.count;
}

/* What the line brings is kept where the call before has stopped, and nobody asks whether there is room. */
static uint8_t received[64];
static unsigned received_count;

void on_received(uint8_t byte)
{
    received[received_count++] = byte; // expect: index-out-of-bounds at `received[received_count++] = byte`
}

/* The question comes after the write, and lets one too many through. */
static uint8_t echoed[64];
static unsigned echo_position;

void on_echo(uint8_t byte)
{
    echoed[echo_position] = byte; // expect: index-out-of-bounds at `echoed[echo_position] = byte`
    echo_position++;
    if (echo_position > sizeof echoed)
        echo_position = 0;
}

/* What comes in behind the head of a record. */
struct exchange {
    uint8_t command;
    uint8_t own[50];
    uint8_t choice;
    uint8_t answer[50];
};

int exchanged(int fd, struct exchange *e)
{
    if (read(fd, (char *)e + offsetof(struct exchange, choice), 51) != 51)
        return -1;
    return e->answer[e->choice]; // expect: index-out-of-bounds at `e->answer[e->choice]`
}

/* What does not begin with something may be empty, too. */
int find_other_zone(FILE *file, char *zone, size_t size)
{
    char line[128];

    while (fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "zone=", 5) == 0)
            continue;
        if (line[strlen(line) - 1] == '\n') // expect: index-out-of-bounds at `line[strlen(line) - 1]`
            line[strlen(line) - 1] = '\0';
        snprintf(zone, size, "%s", line);
        return 0;
    }
    return -1;
}

/* A table of texts is a table: one of the two numbers is beyond it. */
static const char *const state_names[] = { "idle", "link", "run" };

const char *state_name(int volts)
{
    int state = volts > 5 ? 3 : 2;

    return state_names[state]; // expect: index-out-of-bounds at `state_names[state]`
}

/* What an interrupt writes at, and asks about: one too many, and after the write. */
static volatile uint8_t line_bytes[64];
static volatile unsigned line_head;
static volatile unsigned line_tail;

void on_line_byte(uint8_t byte)
{
    unsigned next = line_head + 1;

    if (next > sizeof line_bytes)
        next = 0;
    if (next == line_tail)
        return;
    line_bytes[line_head] = byte; // expect: index-out-of-bounds at `line_bytes[line_head] = byte`
    line_head = next;
}

static uint8_t trace[48];
static unsigned trace_end;

void trace_byte(uint8_t byte)
{
    trace[trace_end] = byte; // expect: index-out-of-bounds at `trace[trace_end] = byte`
    trace_end = trace_end == sizeof trace ? 0 : trace_end + 1;
}

/* Back, from the start too. */
static char command_line[64];
static int command_end;

void on_key(char key)
{
    if (key == '\b') {
        command_line[--command_end] = '\0'; // expect: index-out-of-bounds at `command_line[--command_end] = '\0'`
        return;
    }
    if (command_end < (int)sizeof command_line - 1)
        command_line[command_end++] = key;
}
