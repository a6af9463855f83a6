/* Dose calculation: values that were never set. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct limits {
    double low;
    double high;
};

/* No branch for other units. */
double to_millilitres(double amount, char unit)
{
    double factor;

    if (unit == 'l')
        factor = 1000.0;
    else if (unit == 'm')
        factor = 1.0;
    return amount * factor; // expect: uninitialised-variable at `factor`
}

/* A switch without default. */
int rate_of(int mode)
{
    int rate;

    switch (mode) {
    case 0:
        rate = 0;
        break;
    case 1:
        rate = 40;
        break;
    }
    return rate; // expect: uninitialised-variable at `rate`
}

/* The first turn adds to whatever was there. */
int sum(const int *values, int count)
{
    int total;

    for (int i = 0; i < count; i++)
        total += values[i]; // expect: uninitialised-variable at `total`
    return 0;
}

/* A loop that may not run. */
int last(const int *values, int count)
{
    int found;

    for (int i = 0; i < count; i++)
        found = values[i];
    return found; // expect: uninitialised-variable at `found`
}

/* A pointer that points anywhere. */
void set_default(void)
{
    int *limit;

    *limit = 100; // expect: uninitialised-variable at `limit`
}

/* A field that is left out. */
double span(void)
{
    struct limits l;

    l.high = 8.5;
    return l.high - l.low; // expect: uninitialised-variable at `l.low`
}

/* An element of an array. */
int first_code(void)
{
    int codes[4];

    codes[1] = 7;
    return codes[0]; // expect: uninitialised-variable at `codes[0]`
}

/* Memory from malloc has no value either. */
int sample(void)
{
    int *samples = malloc(4 * sizeof *samples);
    int first;

    if (samples == NULL)
        return -1;
    first = samples[0]; // expect: uninitialised-variable at `samples[0]`
    free(samples);
    return first;
}

/* As a condition. */
int is_ready(int retries)
{
    int ready;

    while (retries-- > 0) {
        if (getchar() == 'R')
            ready = 1;
    }
    if (ready) // expect: uninitialised-variable at `ready`
        return 1;
    return 0;
}

/* One number suffices for a result that is not zero. */
int port_of(const char *text)
{
    int channel;
    int port;
    if (sscanf(text, "%d,%d", &channel, &port)) // expect: misread-result at `sscanf(text, "%d,%d", &channel, &port)`
        return port; // expect: uninitialised-variable at `port`
    return -1;
}

/* The text is written on one way only. */
void show_state(int known)
{
    char text[16];

    if (known)
        strcpy(text, "on");
    puts(text); // expect: uninitialised-variable at `text`
}

/* Texts of wide characters are texts as well. */
void show_state_wide(int known)
{
    wchar_t text[16];

    if (known)
        wcscpy(text, L"on");
    fputws(text, stdout); // expect: uninitialised-variable at `text`
}

struct setting {
    const char *text;
    int length;
};

int setting_find(const char *name, struct setting **found);

/* Whether there is a setting, the function asks too late. */
int setting_length(const char *name)
{
    struct setting *found;
    int status = setting_find(name, &found);
    int length = found->length; // expect: uninitialised-variable at `found`

    if (status != 0)
        return -1;
    return length;
}

static int read_register(int number, int *value)
{
    if (number > 10)
        return -1;
    *value = number * 2;
    return 0;
}

/* What the helper answers is not looked at. */
int register_or_leftovers(int number)
{
    int value;

    read_register(number, &value);
    return value; // expect: uninitialised-variable at `value`
}

/* One more is used than was asked for. */
int parse_triple(const char *text)
{
    unsigned low, middle, high;

    if (sscanf(text, "%u.%u.%u", &low, &middle, &high) < 2)
        return 0;
    return (int)(low + middle + high); // expect: uninitialised-variable at `high`
}

/* What a comment says is no attribute; noreturn */
int try_start(int kind); // it waits; noreturn
void report_kind(int kind /* NORETURN is not meant */);

int mode_after(int kind)
{
    int mode;

    if (kind == 1)
        mode = 4;
    else
        report_kind(kind);
    return mode; // expect: uninitialised-variable at `mode`
}

struct span {
    int from;
    int to;
};

/* Half of the block is filled, all of it is read. */
int sum_spans(void)
{
    struct span *spans = malloc(10 * sizeof *spans);
    int sum = 0;

    if (spans == NULL)
        return -1;
    for (int i = 0; i < 5; i++) {
        spans[i].from = i;
        spans[i].to = i + 1;
    }
    for (int i = 0; i < 10; i++)
        sum += spans[i].to; // expect: uninitialised-variable at `spans[i].to`
    free(spans);
    return sum;
}

struct stamp {
    uint32_t count;
    uint32_t start;
};

/* The first member is written, and a byte of the second one read. */
unsigned last_byte(uint32_t count)
{
    struct stamp stamp;
    const unsigned char *bytes = (const unsigned char *)&stamp;

    stamp.count = count;
    return bytes[7]; // expect: uninitialised-variable at `bytes[7]`
}

/* What is called here is a variable, and nothing was stored in it. */
typedef int (*handler_fn)(int code);

int report(int code)
{
    handler_fn handler;
    int status = handler(code); // expect: uninitialised-variable at `handler`

    return status;
}

/* The one function that there is, in builds that have it, leaves without an answer. */
#ifdef WITH_ATTRIBUTES
static int *list_attributes(int node, int *failed)
{
    return NULL;
}

int print_attributes(int node)
{
    int failed;
    int *list = list_attributes(node, &failed);

    if (list == NULL && failed == 0) // expect: uninitialised-variable at `failed`
        return -1;
    return 0;
}
#endif

extern unsigned ring_size;
struct slot {
    uint32_t flags;
    void *data;
};
void *new_packet(int kind);

/* However many rounds there are, none of them gives a value. */
void fill_ring(struct slot *ring)
{
    uint32_t room;

    for (unsigned i = 0; i < ring_size; i++) {
        ring[i].data = new_packet(0);
        ring[i].flags = 1u | room << 4; // expect: uninitialised-variable at `room`
    }
}

#define DBG(x)

/* A macro that stands for nothing gives no value either. */
int count_set(const int *values, int count)
{
    int i, set;

    DBG( swaps = 0; rounds = 0; )
    for (i = 0; i < count; i++)
        set += values[i] != 0; // expect: uninitialised-variable at `set`
    return 0;
}

#define LOAD_DOT load_dot
void load_dot(const unsigned char *dot, int red);

/* A function by another name takes values. */
int brightness(const unsigned char *dot)
{
    int red;

    LOAD_DOT(dot, red); // expect: uninitialised-variable at `red`
    return 0;
}

/* The macro that gives a value is for builds without the function. */
#if defined(WITH_ROLLING)
#define FIRST_HASH(hash, bytes) ((void)0)
#else
#define FIRST_HASH(hash, bytes) hash = (bytes)[0] << 5
#endif

#if defined(WITH_ROLLING)
int is_hash_of(unsigned hash, const unsigned char *bytes)
{
    unsigned first;

    FIRST_HASH(first, bytes);
    return hash == first; // expect: uninitialised-variable at `first`
}
#endif

int read_sensor(void);

/* Whether the sensor answers says nothing of the calibration. */
int corrected(int is_calibrated)
{
    int offset;

    if (is_calibrated)
        offset = 12;
    if (read_sensor() != 0)
        return -1;
    return offset; // expect: uninitialised-variable
}

struct range {
    int low, high;
};

static void set_low(struct range *range, int low)
{
    range->low = low;
}

int width_of(int low)
{
    struct range range;

    set_low(&range, low);
    return range.high - range.low; // expect: uninitialised-variable
}

int copied_width(int low)
{
    struct range range, copy;

    range.low = low;
    copy = range;
    return copy.high - copy.low; // expect: uninitialised-variable
}
