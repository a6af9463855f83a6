/* The same telemetry with sizes taken from what is written to. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>
#include <sys/socket.h>
#include <unistd.h>

#define FRAME_SIZE 32
#define SERIAL_LENGTH 12
#define MIN(a, b) ((a) < (b) ? (a) : (b))

struct frame {
    uint8_t header[4];
    uint8_t payload[FRAME_SIZE];
};

/* sizeof the destination. */
void clear_payload(struct frame *f)
{
    memset(f->payload, 0, sizeof f->payload);
}

/* The smaller of both sizes. */
void copy_header(const struct frame *f, uint8_t out[static 4])
{
    uint8_t header[4];

    memcpy(header, f->header, MIN(sizeof header, sizeof f->header));
    memcpy(out, header, sizeof header);
}

/* One more for the terminator. */
void set_serial(char out[static SERIAL_LENGTH + 1])
{
    char serial[SERIAL_LENGTH + 1];

    strcpy(serial, "TX-2024-0001");
    memcpy(out, serial, sizeof serial);
}

/* The right check, with its early return. */
int append_payload(struct frame *f, const uint8_t *data, size_t length)
{
    if (length > sizeof f->payload)
        return -1;
    memcpy(f->payload, data, length);
    return 0;
}

/* Clamped instead of refused. */
size_t append_some(struct frame *f, const uint8_t *data, size_t length)
{
    if (length > sizeof f->payload)
        length = sizeof f->payload;
    memcpy(f->payload, data, length);
    return length;
}

/* The sum is checked so that it cannot wrap. */
int append_at(struct frame *f, size_t offset, const uint8_t *data, size_t length)
{
    if (offset > sizeof f->payload || length > sizeof f->payload - offset)
        return -1;
    memcpy(f->payload + offset, data, length);
    return 0;
}

/* One byte is kept for the terminator. */
ssize_t receive_reply(int fd)
{
    char reply[64];
    ssize_t length = recv(fd, reply, sizeof reply - 1, 0);

    if (length < 0)
        return -1;
    reply[length] = '\0';
    puts(reply);
    return length;
}

/* Number of elements times their size. */
size_t fill_samples(uint16_t samples[static FRAME_SIZE])
{
    uint16_t local[FRAME_SIZE];
    size_t count = fread(local, sizeof local[0], FRAME_SIZE, stdin);

    memcpy(samples, local, count * sizeof local[0]);
    return count;
}

/* The room behind the offset. */
void frame_append(const uint8_t crc[static 4])
{
    uint8_t out[FRAME_SIZE];
    size_t used = sizeof out - 4;

    memset(out, 0, sizeof out);
    memcpy(out + used, crc, sizeof out - used);
    fwrite(out, 1, sizeof out, stdout);
}

/* The array's own size, here and for what is appended. */
void show_status(int code, const char *suffix)
{
    char line[16];

    snprintf(line, sizeof line, "status %d", code);
    strncat(line, suffix, sizeof line - strlen(line) - 1);
    puts(line);
}

/* A block as large as its elements. */
uint16_t *copy_samples(const uint16_t *samples, size_t count)
{
    uint16_t *copy;

    if (count == 0 || count > 4096)
        return NULL;
    copy = malloc(count * sizeof *copy);
    if (copy == NULL)
        return NULL;
    memcpy(copy, samples, count * sizeof *copy);
    return copy;
}

/* What is written in parts, each time with what is left. */
size_t format_samples(char *out, size_t size, const int *samples, size_t count)
{
    char line[64];
    size_t used = 0;

    for (size_t i = 0; i < count; i++) {
        int n = snprintf(line + used, sizeof line - used, "%d;", samples[i]);
        if (n < 0 || (size_t)n >= sizeof line - used)
            break;
        used += (size_t)n;
    }
    if (size < sizeof line)
        return 0;
    memcpy(out, line, sizeof line);
    return used;
}

/* Whether the text fitted is asked before its length is used. */
void show_room(const char *ward, unsigned bed)
{
    char label[24];
    int used = snprintf(label, sizeof label, "%s", ward);

    if (used < 0 || (size_t)used >= sizeof label)
        return;
    snprintf(label + used, sizeof label - used, "/%u", bed);
    puts(label);
}

/* Numbers need no more than is there. */
void show_bed(unsigned char floor, unsigned char bed)
{
    char label[24];
    int used = snprintf(label, sizeof label, "%u", (unsigned)floor);

    snprintf(label + used, sizeof label - used, "/%u", (unsigned)bed);
    puts(label);
}

/* Neither a time nor numbers get longer than their format makes them. */
void show_moment(const struct tm *when, int isUtc, int alarm)
{
    char moment[100];
    char code[24];

    strftime(moment, sizeof moment, "%Y-%m-%dT%H:%M:%S", when);
    if (isUtc)
        strcat(moment, "Z");
    snprintf(code, sizeof code, "#%d", alarm);
    strcat(code, "!");
    printf("%s %s\n", moment, code);
}

/* What is left of the size, or what may be added at most. */
void describe(const char *model, char *text, unsigned textlen)
{
    memset(text, 0, textlen);
    strncpy(text, model, textlen - 1);
    strncat(text, " (service)", textlen - 1 - strlen(text));
}

char *name_alarm(char *text, size_t size, const char *alarm)
{
    memset(text, 0, size);
    return strncat(text, alarm, size - 1);
}

void add_at_most(char *text, size_t max, const char *more)
{
    strncat(text, more, max);
}

int list_wards(char *list, size_t size, const char *first, const char *second)
{
    int used = snprintf(list, size, "%s", first);

    if (used < 0 || (size_t)used >= size)
        return -1;
    size -= (size_t)used;
    return snprintf(list + used, size, ", %s", second);
}

/* What one call puts into a union does not limit what another may. */
struct address {
    int family;
    union {
        unsigned char v4[4];
        unsigned char v6[16];
    } ip;
};

static void keep_short(struct address *list, int at, const unsigned char *answer)
{
    memcpy(&list[at].ip.v4, answer, 4);
}

static void keep_long(struct address *list, int at, const unsigned char *answer)
{
    memcpy(&list[at].ip.v6, answer, 16);
}

int keep(struct address *list, int at, const unsigned char *answer, size_t length)
{
    if (length == 4)
        keep_short(list, at, answer);
    else if (length == 16)
        keep_long(list, at, answer);
    return list[at].family;
}

wchar_t *wide_name(void)
{
    wchar_t *name = malloc(11 * sizeof(wchar_t));
    if (name == NULL)
        return NULL;
    return wcscpy(name, L"peristalsi");
}

/* From a member back to the record around it. */
struct task_block {
    char extra[8];
    struct task {
        int number;
    } task;
};

void clear_extra(struct task_block *block)
{
    struct task *task = &block->task;

    memset((char *)task - 8, 0, 8);
}

/* Trailing blanks go; the loop stops at the beginning. */
void trim_end(char *text)
{
    char *end = text + strlen(text);

    while (end > text && end[-1] == ' ')
        *(--end) = '\0';
}

/* The last member is as long as the block leaves room for. */
struct entry {
    uint32_t tag;
    uint32_t length;
    uint8_t value[4];
};

struct entry *make_entry(const uint8_t *value, uint32_t length)
{
    struct entry *made;

    if (length > 2048)
        return NULL;
    made = malloc(sizeof(struct entry) - 4 + length);
    if (made == NULL)
        return NULL;
    memcpy(&made->value[0], value, length);
    return made;
}

/* Both together are limited by what has arrived so far. */
static uint8_t reassembled[158];
static uint16_t announced;
static uint8_t last_segment;

void take_segment(const uint8_t *data, uint16_t size, uint8_t segment)
{
    if (size < 2 || size > 24 || segment == 0 || segment > last_segment)
        return;
    uint16_t at = 20 + (segment - 1) * 23;
    uint16_t length = size - 1;
    if (at + length > announced)
        return;
    memcpy(&reassembled[at], data + 1, length);
}

/* A type of the same name as the variable is a type to the macro. */
#define MAKE(pointer, type) pointer = (type *)malloc(sizeof(type))

struct sampler {
    void *events;
    void *results;
    int rate;
    int limit;
};

struct sampler *make_sampler(int rate)
{
    struct sampler *sampler;

    MAKE(sampler, struct sampler);
    if (sampler != NULL)
        sampler->limit = 2 * rate;
    return sampler;
}

/* A number that all who call it write down. */
static void show_state(int value)
{
    char text[8];

    sprintf(text, "%i", value);
    puts(text);
}

void show_states(int count)
{
    show_state(0);
    show_state(count > 1);
}

/* What is measured first is what is written then. */
char *described(int number, const char *name)
{
    int needed = snprintf(NULL, 0, "%s %d", name, number);
    char *text;
    int n;

    if (needed < 0)
        return NULL;
    text = malloc((size_t)needed + 1);
    if (text == NULL)
        return NULL;
    n = snprintf(text, (size_t)needed + 1, "%s %d", name, number);
    text[n] = '\0';
    return text;
}

/* A number of a type that is not known here: it may be one byte. */
void show_channel(const struct note *note)
{
    char text[5];

    sprintf(text, "%d", note->channel);
    puts(text);
}

/* The empty text does not begin like that. */
void use_secure(char *url)
{
    if (!url)
        url = "";
    if (strncmp(url, "http:", 5) == 0)
        memcpy(url, "coap", 4);
}

/* As much as there is still room for. */
int gather_frame(int link)
{
    char frame[128];
    size_t have = 0;
    ssize_t n;

    while ((n = recv(link, frame + have, sizeof frame - have, 0)) > 0)
        have += (size_t)n;
    return (int)have;
}

int gather_names(FILE *names)
{
    char line[16];
    char table[8][16];
    int n = 0;

    while (fgets(line, sizeof line, names) != NULL) {
        strcpy(table[n++], line);
        if (n == 8)
            break;
    }
    return n;
}

int read_thresholds(FILE *file)
{
    int thresholds[4];

    for (int i = 0; i < 4; i++)
        if (fscanf(file, "%d", &thresholds[i]) != 1)
            return -1;
    return thresholds[0];
}

/* No text is longer than an int can tell. */
int name_view(const char *name, char *to)
{
    char view[34];
    int length = (int)strlen(name);

    if (length > 32)
        return 0;
    view[0] = (char)length;
    strcpy(view + 1, name);
    memcpy(to, view, (size_t)length + 2);
    return length;
}

/* One element of a row, not the row. */
static struct timespec limits[3][6];

static struct timespec *limit_of(int group, int id)
{
    if (group < 0 || group >= 3 || id < 0 || id >= 6)
        return NULL;
    return &limits[group][id];
}

int start_limits(void)
{
    int result = 0;

    for (int group = 0; group < 3; group++)
        for (int id = 0; id < 6; id++) {
            struct timespec *limit = limit_of(group, id);
            if (limit != NULL)
                result |= clock_gettime(CLOCK_MONOTONIC, limit);
        }
    return result;
}

/* Months, days and hours have two digits. */
void file_name_of(time_t when, char name[40])
{
    char text[40];
    struct tm broken;
    const struct tm *now = gmtime(&when);

    if (now == NULL || localtime_r(&when, &broken) == NULL)
        return;
    sprintf(text, "%d-%02d-%02dT%02d.%02d.%02d (%02d)", now->tm_year + 1900, now->tm_mon + 1, now->tm_mday,
            now->tm_hour, now->tm_min, now->tm_sec, broken.tm_hour);
    memcpy(name, text, sizeof text);
}

/* A size and a number that touch are a sum all the same. */
struct request {
    uint8_t ports[8];
    int phase, command;
};

int send_request(int fd, const uint8_t data[512])
{
    uint8_t task[4*sizeof(int)+sizeof(struct request)+512];

    memset(task, 0, sizeof(task));
    memcpy(task+sizeof(struct request)+4*sizeof(int), data, 512);
    return (int)write(fd, task, sizeof(struct request)+4*sizeof(int)+512);
}

/* The loop asks before every round whether there is room left. */
const char *hex_of(const uint8_t *data, int size, const char *format)
{
    static char line[49];
    int at = 0;

    for (int i = 0; i < size && at < (int)sizeof line; i++) {
        if (data[i] != 0 || format != NULL)
            at += snprintf(line + at, sizeof line - at, format != NULL ? format : "%02x ", data[i]);
        else
            at += snprintf(line + at, sizeof line - at, " - ");
    }
    return line;
}

/* Both parts, what stands between them, and the end of the text. */
char *joined_path(const char *folder, const char *file)
{
    size_t length = strlen(folder) + strlen(file);
    char *path = malloc(length + 2);

    if (path != NULL)
        sprintf(path, "%s/%s", folder, file);
    return path;
}

/* Whoever keeps a length in a byte asks first whether it fits, or copies no more than the byte says. */
uint8_t *packed_name(const char *name)
{
    size_t length = strlen(name);
    uint8_t *packed;

    if (length > UINT8_MAX)
        return NULL;
    packed = malloc((uint8_t)length + 1u);
    if (packed == NULL)
        return NULL;
    packed[0] = (uint8_t)length;
    memcpy(packed + 1, name, length);
    return packed;
}

uint8_t *packed_start(const char *name)
{
    uint8_t length = (uint8_t)strlen(name);
    uint8_t *packed = malloc(length + 1u);

    if (packed == NULL)
        return NULL;
    packed[0] = length;
    memcpy(packed + 1, name, length);
    return packed;
}

/* What a library hands over piece after piece ends where the room does. */
struct answer {
    char text[4096];
    size_t filled;
};

typedef size_t (*take_piece)(char *piece, size_t size, size_t count, void *answer);
int fetch(const char *name, take_piece take, void *answer);

static size_t keep_piece(char *piece, size_t size, size_t count, void *sink)
{
    struct answer *answer = sink;

    if (size * count > sizeof answer->text - answer->filled)
        return 0;
    memcpy(answer->text + answer->filled, piece, size * count);
    answer->filled += size * count;
    return size * count;
}

int fetch_answer(const char *name, struct answer *answer)
{
    answer->filled = 0;
    return fetch(name, keep_piece, answer);
}
