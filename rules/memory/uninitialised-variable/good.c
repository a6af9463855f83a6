/* The same calculation, every value set before it is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct limits {
    double low;
    double high;
};

/* A branch for everything else. */
double to_millilitres(double amount, char unit)
{
    double factor;

    if (unit == 'l')
        factor = 1000.0;
    else if (unit == 'm')
        factor = 1.0;
    else
        return -1.0;
    return amount * factor;
}

/* A default. */
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
    default:
        rate = 10;
        break;
    }
    return rate;
}

/* Starts at zero. */
int sum(const int *values, int count)
{
    int total = 0;

    for (int i = 0; i < count; i++)
        total += values[i];
    return total;
}

/* Somebody else knows that there always are some to begin with. */
struct layers {
    unsigned layers;
    unsigned levels;
    const int *weights;
};

int weight_of(const struct layers *of, unsigned layer)
{
    int weights[8][8];
    int value = 0;

    for (unsigned i = 0; i < of->layers; i++)
        for (unsigned j = 0; j < 8; j++)
            weights[i][j] = of->weights[i * 8 + j];
    for (unsigned j = 0; j < of->levels && j < 8; j++)
        if (layer == 0)
            value += weights[layer][j];
    return value;
}

/* The loop runs at least once. */
int last_key(void)
{
    int key;

    do {
        key = getchar();
    } while (key == ' ');
    return key;
}

/* An out parameter, read only when the function has succeeded. */
int parse(const char *text)
{
    int value;

    if (sscanf(text, "%d", &value) != 1)
        return -1;
    return value;
}

/* Filled by a function. */
double span(const struct limits *from)
{
    struct limits l;

    memcpy(&l, from, sizeof l);
    return l.high - l.low;
}

/* A record is set field by field, or as a whole. */
double middle(void)
{
    struct limits l;
    struct limits zero = { 0 };

    l.low = 2.0;
    l.high = 4.0;
    zero = l;
    return (zero.low + zero.high) / 2;
}

/* An array is filled by a loop. */
int squares(void)
{
    int values[8];
    int total = 0;

    for (int i = 0; i < 8; i++)
        values[i] = i * i;
    for (int i = 0; i < 8; i++)
        total += values[i];
    return total;
}

/* calloc and memset give zeros. */
int sample(void)
{
    int *samples = calloc(4, sizeof *samples);
    int levels[4];
    int first;

    if (samples == NULL)
        return -1;
    memset(levels, 0, sizeof levels);
    first = samples[0] + levels[2];
    free(samples);
    return first;
}

/* A flag says whether the value is there. */
int latest(int retries)
{
    int value;
    int known = 0;

    while (retries-- > 0) {
        int key = getchar();

        if (key >= '0' && key <= '9') {
            value = key - '0';
            known = 1;
        }
    }
    return known ? value : -1;
}

/* Static variables start at zero. */
int next_id(void)
{
    static int id;

    return ++id;
}

/* sizeof does not read. */
size_t width(void)
{
    uint32_t value;

    return sizeof value;
}

/* A function that is not known may set it. */
extern int read_register(int address, uint32_t *value);

uint32_t status(void)
{
    uint32_t value;

    if (read_register(0x40, &value) != 0)
        return 0;
    return value;
}

/* A macro of a header that is not at hand may fill what it is handed. */
#ifdef HAVE_TABLE
struct entry *find_entry(const char *name)
{
    struct entry *found;

    TABLE_FIND(entries, name, found);
    return found;
}
#endif

int port_of(const char *text)
{
    int channel;
    int port;
    if (sscanf(text, "%d,%d", &channel, &port) != 2)
        return -1;
    return channel == 0 ? port : 0;
}

enum step { HEADER, LENGTH, BODY, DONE };

/* The step that sets the number comes before the one that uses it. */
int sum_of_body(const unsigned char *in, int size)
{
    enum step step = HEADER;
    unsigned bits;
    int at = 0;
    int sum = 0;

    for (;;) {
        switch (step) {
        case HEADER:
            step = in[at++] == 0x7e ? LENGTH : DONE;
            break;
        case LENGTH:
            bits = in[at++] & 7u;
            step = BODY;
            break;
        case BODY:
            sum += (int)(bits << in[at++]);
            step = at < size ? HEADER : DONE;
            break;
        case DONE:
            return sum;
        }
    }
}

typedef unsigned long word;
typedef word *word_pointer;
void fetch(word_pointer to);

/* Without types this could be an "and". */
word fetched(void)
{
    word value;
    fetch((word_pointer) &value);
    return value;
}

/* An empty text is a text. */
void greet_wide(const wchar_t *name)
{
    wchar_t line[64];

    line[0] = L'\0';
    wcsncat(line, name, 32);
    fputws(line, stdout);
}

/* All of the record is copied from bytes that are aligned in another way. */
struct address {
    uint32_t number;
};

struct packed_address {
    uint16_t halves[2];
};

int is_own_address(const struct packed_address *received, const struct address *own)
{
    struct address address;

    memcpy(&address, received, sizeof(struct address));
    return address.number == own->number;
}

/* Says that the member is not needed, and does not read it. */
int ignores_member(void)
{
    struct limits limits;

    (void)limits.low;
    limits.low = 1;
    return limits.low;
}

struct setting {
    const char *text;
    int length;
};

int setting_find(const char *name, struct setting **found);
void setting_free(struct setting *found);

/* Asked first. */
int setting_length(const char *name)
{
    struct setting *found;
    int status = setting_find(name, &found);

    if (status != 0)
        return -1;
    return found->length;
}

/* Null by itself where there is none. */
int setting_exists(const char *name)
{
    struct setting *found = NULL;
    int status = setting_find(name, &found);

    setting_free(found);
    return status == 0;
}

static int read_port(int number, int *value)
{
    if (number > 10)
        return -1;
    *value = number * 2;
    return 0;
}

int register_or_error(int number)
{
    int value;

    if (read_port(number, &value) != 0)
        return -1;
    return value;
}

/* Ways out, however the house spells them. */
#if defined(__GNUC__)
#define HOUSE_NORETURN __attribute__((noreturn))
#else
#define HOUSE_NORETURN
#endif
#define NEVER_BACK void __attribute__((noreturn))
#define STOPS(declaration) declaration HOUSE_NORETURN

HOUSE_NORETURN extern void give_up(int code);
NEVER_BACK restart_device(void);
STOPS(void halt_with(int code));
void stop_now(int code) HOUSE_NORETURN;

int mode_of(int kind)
{
    int mode;

    if (kind == 1)
        mode = 4;
    else if (kind == 2)
        give_up(kind);
    else if (kind == 3)
        restart_device();
    else if (kind == 4)
        halt_with(kind);
    else
        stop_now(kind);
    return mode;
}

/* The last conversion is there to find what should not follow. */
int parse_version(const char *text)
{
    char major, minor, rest;
    int count = sscanf(text, "%c.%c%c", &major, &minor, &rest);

    if (count != 2)
        return -1;
    return (major - '0') * 10 + minor - '0';
}

/* Another member of a union is the same bytes; and strtoul() always says where it stopped. */
typedef union {
    unsigned char byte;
    struct {
        unsigned int retain : 1;
        unsigned int type : 4;
    } bits;
} header;

int header_type(const unsigned char *packet)
{
    header h;

    h.byte = packet[0];
    return h.bits.type;
}

unsigned long parse_pair(const char *text)
{
    char *end;
    unsigned long first = strtoul(text, &end, 16);
    unsigned long second = strtoul(end + 1, NULL, 16);

    return first > second ? first : second;
}

int open_recorder(size_t *length);
void assert_int_equal(int actual, int expected);

/* What the test expects to have worked has given a value. */
size_t test_length(void)
{
    size_t length;

    assert_int_equal(open_recorder(&length), 0);
    return length;
}

/* Names for numbers that nobody knows here are the same wherever they stand. */
struct watch {
    int handle;
};

extern const int EVENT_READ, EVENT_WRITE;
struct watch *find_watch(int number);
void start_watch(int *handle);

void on_event(int number, int event)
{
    struct watch *watch;

    if (event == EVENT_READ || event == EVENT_WRITE)
        watch = find_watch(number);
    switch (event) {
    case EVENT_READ:
        start_watch(&watch->handle);
        break;
    case EVENT_WRITE:
        start_watch(&watch->handle);
        break;
    }
}

/* What lies in one of two places is filled wherever it is. */
int decode(void *decoder, short **outputs);

void decode_samples(void *decoder, short *samples, int stride, int count)
{
    short local[480];
    short *outputs[1];

    if (stride > 1)
        outputs[0] = local;
    else
        outputs[0] = samples;
    decode(decoder, outputs);
    if (stride > 1)
        for (int i = 0; i < count; i++)
            samples[i * stride] = local[i];
}

/* A jump buffer is filled by the call that it is given to. */
int run_safely(int (*work)(void))
{
    jmp_buf back;

    if (setjmp(back) == 0)
        return work();
    return -1;
}

/* So many conversions as the result says have been made. */
int parse_stream(const char *line)
{
    char name[32];
    unsigned revision;
    int mode;
    int rate;
    int flags;
    int n = sscanf(line, "%31s %u %i %i %i", name, &revision, &mode, &rate, &flags);

    if (n < 3)
        return -1;
    printf("%s %u %i\n", name, revision, mode);
    return 0;
}

/* As many were written as lie between. */
int sum_of_three(const char *text)
{
    int parts[4];
    int *end = parts;

    for (; *text == '.'; text++) {
        if (end >= parts + 3)
            return 0;
        *end++ = 1;
    }
    if (end - parts != 3)
        return 0;
    return parts[0] + parts[1] + parts[2];
}

/* The copy of the arguments, under whichever name the compiler has it. */
#ifndef va_copy
#ifdef __va_copy
#define va_copy(to, from) __va_copy((to), (from))
#else
#define va_copy(to, from) memcpy(&(to), &(from), sizeof(va_list))
#endif
#endif

int text_size(const char *format, va_list arguments)
{
    va_list again;
    int size;

    va_copy(again, arguments);
    size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    return size + 1;
}

/* The library tells by a number why it failed, and then only. */
struct zip;
struct zip *zip_open(const char *path, int flags, int *error);
void zip_discard(struct zip *archive);

int check_archive(const char *path)
{
    int reason;
    struct zip *archive = zip_open(path, 0, &reason);

    if (archive == NULL) {
        printf("error %d\n", reason);
        return -1;
    }
    zip_discard(archive);
    return 0;
}

/* Written member by member, and read byte by byte. */
struct stamp {
    uint32_t count;
    uint32_t start;
};

unsigned check_of(uint32_t count)
{
    struct stamp stamp;
    const unsigned char *bytes = (const unsigned char *)&stamp;
    unsigned sum = 0;

    stamp.count = count;
    stamp.start = 0;
    for (size_t i = 0; i < sizeof stamp; i++)
        sum = sum * 31 + bytes[i];
    return sum;
}

/* Macros of a header of the system have the names of these variables: with arguments, the macros are meant. */
unsigned device_of(unsigned long device, unsigned *group)
{
    unsigned major = major(device);
    int minor;

    minor = minor(device);
    *group = major;
    return minor;
}

/* The stub is for builds without attributes: it is not what is called in those that print them. */
#ifdef WITH_ATTRIBUTES
extern int *list_attributes(int node, unsigned *count, int *failed);
#else
static inline int *list_attributes(int node, unsigned *count, int *failed)
{
    return NULL;
}
#endif

#ifdef WITH_ATTRIBUTES
int print_attributes(int node)
{
    unsigned count;
    int failed;
    int *list = list_attributes(node, &count, &failed);

    if (list == NULL && failed == 0)
        return -1;
    return failed ? -2 : (int)count;
}
#endif

/* A macro for tracing that stands for nothing and ends in no semicolon takes nothing of what follows. */
#define DBG(x)

int count_set(const int *values, int count)
{
    int i, set = 0;

    DBG( rounds = 0; swaps = 0; )
    for (i = 0; i < count; i++)
        set += values[i] != 0;
    return set;
}

/* Which macro this is, the file knows that includes this one. */
#define LOAD_DOT PASTED(LOAD_DOT, DEPTH)

int brightness(const unsigned char *dot)
{
    int red, green;

    LOAD_DOT(dot, red, green);
    return red + green;
}

/* In builds with the function, the macro gives a value: the other one is for those without. */
#if (HASHING == 1)
#elif (HASHING == 2)
#define WITH_ROLLING 1
#define FIRST_HASH(hash, bytes) hash = (bytes)[0] << 5
#endif
#if !defined(WITH_ROLLING)
#define FIRST_HASH(hash, bytes) ((void)0)
#endif

#if defined(WITH_ROLLING)
int is_hash_of(unsigned hash, const unsigned char *bytes)
{
    unsigned first;

    FIRST_HASH(first, bytes);
    return hash == first;
}
#endif

int is_connected(void);
int check_sensor(int is_wanted);

/* Who asks whether there is a connection may know from that what was asked before. */
int offset_of(int is_local)
{
    int offset;

    if (is_local)
        offset = 12;
    if (is_connected())
        return 0;
    return offset;
}

/* The same was asked before. */
int checked_offset(int is_wanted)
{
    int offset;

    if (is_wanted)
        offset = 12;
    if (check_sensor(is_wanted) < 0)
        return -1;
    return offset;
}

struct range {
    int low, high;
};

static void set_both(struct range *range, int low)
{
    range->low = low;
    range->high = low + 1;
}

int width_of(int low)
{
    struct range range;

    set_both(&range, low);
    return range.high - range.low;
}

extern unsigned ring_size;

/* What a round gives is read in later ones only. */
unsigned longest_step(const unsigned *marks)
{
    unsigned before, longest = 0;

    for (unsigned i = 0; i < ring_size; i++) {
        if (i > 0 && marks[i] - before > longest)
            longest = marks[i] - before;
        before = marks[i];
    }
    return longest;
}

/* The copy is completed before it is read. */
int copied_width(int low)
{
    struct range range, copy;

    range.low = low;
    copy = range;
    copy.high = 12;
    return copy.high - copy.low;
}

struct key;

/* The macro gives the member another name. */
int is_rsa(const struct wrapped_key *key)
{
    int type;

    type = key->PRIVATE_OF(type);
    return type == 1;
}
