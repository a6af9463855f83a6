/* Telemetry unit: frames are put together from sensor data and sent. */
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

struct frame {
    uint8_t header[4];
    uint8_t payload[FRAME_SIZE];
};

/* The constant is larger than the array. */
void clear_payload(struct frame *f)
{
    uint8_t scratch[16];

    memset(scratch, 0, FRAME_SIZE); // expect: buffer-overflow at `memset`
    memcpy(f->payload, scratch, sizeof scratch);
}

/* The size of the source, not of the destination. */
void copy_header(const struct frame *f, uint8_t out[static 4])
{
    uint8_t header[4];
    uint8_t whole[sizeof(struct frame)];

    memcpy(whole, f, sizeof whole);
    memcpy(header, whole, sizeof whole); // expect: buffer-overflow at `memcpy`
    memcpy(out, header, sizeof header);
}

/* No room for the terminator: a text of SERIAL_LENGTH characters takes one more. */
void set_serial(char out[static SERIAL_LENGTH])
{
    char serial[SERIAL_LENGTH];

    strcpy(serial, "TX-2024-0001"); // expect: buffer-overflow at `strcpy`
    memcpy(out, serial, sizeof serial);
}

/* The same on the heap. */
char *copy_name(const char *name)
{
    char *copy = malloc(strlen(name));

    if (copy == NULL)
        return NULL;
    strcpy(copy, name); // expect: buffer-overflow at `strcpy`
    return copy;
}

/* The check lets one byte too many through. */
int store_name(char out[static 20], const char *name)
{
    char buffer[20];

    if (strlen(name) > sizeof buffer)
        return -1;
    strcpy(buffer, name); // expect: buffer-overflow at `strcpy`
    memcpy(out, buffer, sizeof buffer);
    return 0;
}

/* A check against the wrong limit. */
int append_payload(struct frame *f, const uint8_t *data, size_t length)
{
    uint8_t staged[24];

    if (length > FRAME_SIZE)
        return -1;
    memcpy(staged, data, length); // expect: buffer-overflow at `memcpy`
    memcpy(f->payload, staged, sizeof staged);
    return 0;
}

/* The array is smaller than what may be read into it. */
ssize_t receive_reply(int fd)
{
    char reply[64];
    ssize_t length = recv(fd, reply, 128, 0); // expect: buffer-overflow at `recv`

    if (length > 0)
        fwrite(reply, 1, 1, stdout);
    return length;
}

/* Elements are counted where bytes are meant: twice the array. */
void fill_samples(void)
{
    uint16_t samples[FRAME_SIZE];

    if (fread(samples, sizeof samples, 2, stdin) != 2) // expect: buffer-overflow at `fread`
        return;
    printf("%u\n", samples[0]);
}

/* Behind an offset less is left. */
void frame_append(const uint8_t crc[static 8])
{
    uint8_t out[FRAME_SIZE];
    size_t used = 28;

    memset(out, 0, sizeof out);
    memcpy(out + used, crc, 8); // expect: buffer-overflow at `memcpy`
    fwrite(out, 1, sizeof out, stdout);
}

/* The limit given to snprintf is not the size of the buffer. */
void show_status(int code)
{
    char line[8];

    snprintf(line, 32, "status %d", code); // expect: buffer-overflow at `snprintf`
    puts(line);
}

/* The count of strncat is what may be added, not the size of the array. */
void add_suffix(const char *suffix)
{
    char name[16] = "sensor-";

    strncat(name, suffix, sizeof name); // expect: buffer-overflow at `strncat`
    puts(name);
}

/* The size of the whole is no limit for what comes behind. */
void describe(const char *model, char *text, unsigned textlen)
{
    memset(text, 0, textlen);
    if (model != NULL)
        strncpy(text, model, textlen - 1);
    strncat(text, " (service)", textlen); // expect: buffer-overflow at `strncat`
}

char *name_alarm(char *text, size_t size, const char *alarm)
{
    snprintf(text, size, "%s", alarm);
    return strncat(text, " (muted)", size - 1); // expect: buffer-overflow at `strncat`
}

int list_wards(char *list, size_t size, const char *first, const char *second)
{
    int used = snprintf(list, size, "%s", first);

    if (used < 0 || (size_t)used >= size)
        return -1;
    return snprintf(list + used, size, ", %s", second); // expect: buffer-overflow at `snprintf`
}

/* Numbers have widths too. */
void show_time(unsigned hours, unsigned minutes)
{
    char text[6];

    hours %= 24;
    minutes %= 60;
    sprintf(text, "%02u:%02u:00", hours, minutes); // expect: buffer-overflow at `sprintf`
    puts(text);
}

/* snprintf() returns what the text needs, not what was written. */
void show_ward(const char *ward, unsigned bed)
{
    char label[24];
    int used = snprintf(label, sizeof label, "%s", ward);

    snprintf(label + used, sizeof label - used, "/%u", bed); // expect: buffer-overflow at `snprintf`
    puts(label);
}

/* Room for the characters, and none for the one that ends them. */
wchar_t *wide_name(void)
{
    wchar_t *name = malloc(10 * sizeof(wchar_t));
    if (name == NULL)
        return NULL;
    return wcscpy(name, L"peristalsi"); // expect: buffer-overflow at `wcscpy`
}

/* The header lies before what is written to: there is none here. */
char *behind_header(const char *text)
{
    char *block = malloc(64);
    if (block == NULL)
        return NULL;
    char *head = block - 8;
    strcpy(head, "v1"); // expect: buffer-overflow at `strcpy`
    if (strlen(text) < 64)
        strcpy(block, text);
    return block;
}

/* Only the last member of a block made to measure has more room than it says. */
struct labelled {
    char label[8];
    int kind;
    unsigned char rest[];
};

struct labelled *label_of(unsigned length)
{
    struct labelled *made = malloc(sizeof(struct labelled) + length);

    if (made != NULL)
        strcpy(made->label, "more than eight"); // expect: buffer-overflow at `strcpy`
    return made;
}

/* What has come so far is never compared with what there is room for. */
int gather_frame(int link)
{
    char frame[128];
    size_t have = 0;
    ssize_t n;

    while ((n = recv(link, frame + have, 64, 0)) > 0) // expect: buffer-overflow at `recv`
        have += (size_t)n;
    return (int)have;
}

int gather_names(FILE *names)
{
    char line[16];
    char table[8][16];
    int n = 0;

    while (fgets(line, sizeof line, names) != NULL)
        strcpy(table[n++], line); // expect: buffer-overflow at `strcpy`
    return n;
}

/* One behind the last, for a conversion too. */
int read_thresholds(FILE *file)
{
    int thresholds[4];

    for (int i = 0; i <= 4; i++)
        if (fscanf(file, "%d", &thresholds[i]) != 1) // expect: buffer-overflow at `fscanf`
            return -1;
    return thresholds[0];
}

/* A month has two digits, a year any number of them. */
void file_name_of(time_t when, char name[8])
{
    char text[8];
    const struct tm *now = gmtime(&when);

    if (now == NULL)
        return;
    sprintf(text, "%d-%02d", now->tm_year + 1900, now->tm_mon + 1); // expect: buffer-overflow at `sprintf`
    memcpy(name, text, sizeof text);
}

/* The same sum, short of four bytes. */
struct request {
    uint8_t ports[8];
    int phase, command;
};

int send_request(int fd, const uint8_t data[512])
{
    uint8_t task[4*sizeof(int)+sizeof(struct request)+508];

    memset(task, 0, sizeof(task));
    memcpy(task+sizeof(struct request)+4*sizeof(int), data, 512); // expect: buffer-overflow at `memcpy`
    return (int)write(fd, task, sizeof(task));
}

/* Room for both parts, and none for the end of the text. */
char *joined_name(const char *group, const char *name)
{
    char *whole = malloc(strlen(group) + strlen(name));

    if (whole == NULL)
        return NULL;
    strcpy(whole, group);
    strcat(whole, name); // expect: buffer-overflow at `strcat`
    return whole;
}

char *joined_path(const char *folder, const char *file)
{
    size_t length = strlen(folder) + strlen(file);
    char *path = malloc(length + 1);

    if (path != NULL)
        sprintf(path, "%s/%s", folder, file); // expect: buffer-overflow at `sprintf`
    return path;
}

/* A byte holds no length of 256. */
uint8_t *packed_name(const char *name)
{
    uint8_t length = (uint8_t)strlen(name);
    uint8_t *packed = malloc(length + 1u);

    if (packed == NULL)
        return NULL;
    packed[0] = length;
    memcpy(packed + 1, name, strlen(name)); // expect: buffer-overflow at `memcpy`
    return packed;
}

char *kept_name(const char *name)
{
    unsigned short size = (unsigned short)(strlen(name) + 1);
    char *kept = malloc(size);

    if (kept != NULL)
        strcpy(kept, name); // expect: buffer-overflow at `strcpy`
    return kept;
}

/* A library hands over piece after piece, and nobody asks whether there is room for one more. */
struct answer {
    char text[4096];
    size_t filled;
};

typedef size_t (*take_piece)(char *piece, size_t size, size_t count, void *answer);
int fetch(const char *name, take_piece take, void *answer);

static size_t keep_piece(char *piece, size_t size, size_t count, void *sink)
{
    struct answer *answer = sink;

    memcpy(answer->text + answer->filled, piece, size * count); // expect: buffer-overflow at `memcpy`
    answer->filled += size * count;
    return size * count;
}

int fetch_answer(const char *name, struct answer *answer)
{
    answer->filled = 0;
    return fetch(name, keep_piece, answer);
}
