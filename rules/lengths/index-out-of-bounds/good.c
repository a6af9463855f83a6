/* The same recorder with every index inside its array. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHANNELS 8
#define COUNT_OF(values) (sizeof(values) / sizeof((values)[0]))

struct number {
    int words;
};

struct recorder {
    int16_t samples[CHANNELS];
    uint32_t errors;
};

/* The last one is at the size minus one. */
void reset_last(struct recorder *r)
{
    r->samples[CHANNELS - 1] = 0;
}

/* Less than, up and down. */
void clear_samples(struct recorder *r)
{
    for (int i = 0; i < CHANNELS; i++)
        r->samples[i] = 0;
    for (int i = CHANNELS - 1; i >= 0; i--)
        r->samples[i] += 1;
    for (size_t i = CHANNELS; i-- > 0;)
        r->samples[i] -= 1;
}

/* Other steps, and an inequality as the condition. */
int sum_thresholds(void)
{
    static const int thresholds[] = { 10, 20, 30, 40, 50 };
    int sum = 0;

    for (size_t i = 0; i < COUNT_OF(thresholds); i += 2)
        sum += thresholds[i];
    for (size_t i = 0; i != COUNT_OF(thresholds); i++)
        sum -= thresholds[i];
    return sum;
}

/* The sum of two indices has its own bound. */
int first_rise(const struct recorder *r)
{
    for (int i = 0; i + 1 < CHANNELS; i++) {
        if (r->samples[i + 1] > r->samples[i])
            return i;
    }
    return -1;
}

/* A place is kept for the terminator. */
int read_name(int fd)
{
    char name[16];
    ssize_t length = read(fd, name, sizeof name - 1);

    if (length < 0)
        return -1;
    name[length] = '\0';
    puts(name);
    return 0;
}

/* Both sides are checked. */
int set_gain(int fd)
{
    static int gains[CHANNELS];
    int request[2];

    if (read(fd, request, sizeof request) != (ssize_t)sizeof request)
        return -1;
    if (request[0] < 0 || request[0] >= CHANNELS)
        return -1;
    gains[request[0]] = request[1];
    return gains[0];
}

/* For an unsigned index one side is enough. */
const char *state_name(unsigned state)
{
    static const char *const names[] = { "idle", "armed", "running", "fault" };

    if (state < COUNT_OF(names))
        return names[state];
    return "?";
}

/* A remainder and a mask stay below their limit. */
int ring_store(unsigned position, int value)
{
    static int ring[16];

    ring[position % 16] = value;
    ring[(position + 1) & 0x0f] = 0;
    return ring[0];
}

/* Nested loops, each with its own bound. */
int matrix_trace(void)
{
    int matrix[3][4];
    int trace = 0;

    for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 4; column++)
            matrix[row][column] = row * column;
    }
    for (int i = 0; i < 3; i++)
        trace += matrix[i][i];
    return trace;
}

/* The address of the element behind the last one may be formed, though not used. */
int maximum(void)
{
    int16_t samples[CHANNELS] = { 3, 1, 4, 1, 5, 9, 2, 6 };
    const int16_t *end = &samples[CHANNELS];
    int16_t best = samples[0];

    for (const int16_t *s = samples; s != end; s++) {
        if (*s > best)
            best = *s;
    }
    return best;
}

/* A type whose values all lie inside. */
int histogram(const uint8_t *data, size_t size)
{
    static unsigned counts[256];

    for (size_t i = 0; i < size; i++)
        counts[data[i]]++;
    return (int)counts[0];
}

/* A struct that ends in an array of any length is allocated with its elements. */
struct packet {
    size_t count;
    uint8_t data[];
};

struct packet *make_packet(size_t count)
{
    struct packet *p;

    if (count > 1000)
        return NULL;
    p = malloc(sizeof *p + count);
    if (p == NULL)
        return NULL;
    p->count = count;
    for (size_t i = 0; i < count; i++)
        p->data[i] = 0;
    return p;
}

void chomp(char *line)
{
    size_t length = strlen(line);

    if (length > 0 && line[length - 1] == '\n') {
        line[length - 1] = '\0';
    }
}

void chomp_word(char *word)
{
    if (word[0] == '\0') {
        return;
    }
    word[strlen(word) - 1] = '\0';
}

/* The result is asked first, in one of several ways. */
int read_line(int fd)
{
    char line[80];
    ssize_t got = read(fd, line, sizeof line - 1);

    if (got == -1)
        return -1;
    line[got] = '\0';
    got = read(fd, line, sizeof line - 1);
    line[got > 0 ? got : 0] = '\0';
    return line[0] == '\0';
}

/* A pointer that stands before the end has room for a whole element. */
int sum_of_walk(void)
{
    int values[4] = { 4, 3, 2, 1 };
    const int *end = values + 4;
    int sum = 0;
    for (const int *p = values; p < end; p++)
        sum += *p;
    return sum;
}

struct channel
{
    int samples[3];
    int count;
};

int sum_of_channels(void)
{
    static struct channel channels[4];
    int sum = 0;
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 3; j++)
            sum += channels[i].samples[j];
    return sum;
}

/* 1, 3, ... 19: the last pair is 19 and 20. */
void fill_pairs(int *out, int value)
{
    int pairs[21] = { 0 };

    for (int i = 1; i < 21; i += 2) {
        pairs[i] = value;
        pairs[i + 1] = -value;
    }
    *out = pairs[3];
}

/* What the caller knows of its text is not seen here, and nothing is written. */
int ends_with_slash(const char *path)
{
    return path[strlen(path) - 1] == '/';
}

/* What was found is told by a flag: the search did not come to the end then. */
int claim(void)
{
    static int owner[8];
    int i, found = 0;
    for (i = 0; i < 8; i++)
        if (owner[i] == 0) {
            found = 1;
            break;
        }
    if (!found)
        return -1;
    owner[i] = 1;
    return i;
}

/* A mask tells how wide a field of the message is, not how great a length can be that was let in. */
int count_lengths(const unsigned char *packed, int lengths[8])
{
    static int counts[13];
    short unpacked[8];
    for (int i = 0; i < 8; i++)
        unpacked[i] = packed[i] & 15;
    for (int i = 0; i < 8; i++)
        counts[unpacked[i]]++;
    memcpy(lengths, counts, 8 * sizeof lengths[0]);
    return counts[0];
}

/* Nobody says that there is no word: a loop over all of them is there for any number. */
unsigned last_word(const unsigned *in, int words)
{
    unsigned copy[48];
    int i;

    for (i = 0; i < words; i++)
        copy[i] = in[i];
    copy[words - 1] &= 0xff;
    return copy[words - 1];
}

/* What the caller's record says is no position in an array that is made here. */
unsigned top_word(const struct number *n)
{
    unsigned copy[48];

    memset(copy, 0, sizeof copy);
    copy[n->words - 1] = 1;
    return copy[0];
}

/* The count that could be negative is one that grew too large. */
int grow(int *used, int step)
{
    static int room[64];
    *used += step;
    if (*used < 0 || *used > 63)
        return -1;
    room[*used] = 1;
    return room[0];
}

/* Where a text goes on, there is one more character. */
void drop_zeros(char out[16])
{
    char text[16] = "1e+09";
    for (size_t i = 0; i < sizeof text; i++)
        if (i > 2 && text[i] == '0')
            for (; text[i] != '\0'; i++)
                text[i] = text[i + 1];
    memcpy(out, text, sizeof text);
}

/* 0, 3, ... 27: each round has all three. */
void clear_pixels(unsigned char pixels[30])
{
    unsigned char row[30];
    for (int i = 0; i < 30; i += 3) {
        row[i] = 0;
        row[i + 1] = 0;
        row[i + 2] = 0;
    }
    memcpy(pixels, row, sizeof row);
}

/* Too many bytes are an error, too many words are left out, a long text is cut. */
int read_number(FILE *in)
{
    unsigned char raw[5];
    int n = 0, c;
    do {
        c = fgetc(in);
        if (c == EOF || n == 5)
            return -1;
        raw[n++] = (unsigned char)c;
    } while (c & 0x80);
    return raw[0];
}

int count_words(char *line)
{
    char *words[8];
    int n = 0;
    for (char *word = strtok(line, " "); word != NULL; word = strtok(NULL, " "))
        if (n < 8)
            words[n++] = word;
    return n > 0 ? words[0][0] : 0;
}

void first_word(const char *text)
{
    char word[16];
    char *out = word;
    while (*text != '\0' && *text != ' ' && out < word + sizeof word - 1)
        *out++ = *text++;
    *out = '\0';
    puts(word);
}

/* The text was measured before it is copied. */
int short_word(const char *text)
{
    char word[16];
    int n = 0;
    if (strlen(text) >= sizeof word)
        return -1;
    while (text[n] != '\0') {
        word[n] = text[n];
        n++;
    }
    word[n] = '\0';
    return puts(word);
}

/* What is full is written out, and begins anew. */
void copy_in_blocks(FILE *in, FILE *out)
{
    unsigned char block[64];
    size_t used = 0;
    int c;
    while ((c = fgetc(in)) != EOF) {
        block[used++] = (unsigned char)c;
        if (used == sizeof block) {
            if (fwrite(block, 1, used, out) != used)
                return;
            used = 0;
        }
    }
    if (fwrite(block, 1, used, out) != used)
        return;
}

/* A byte of each round goes into the ring that the mask closes. */
int last_of(FILE *in)
{
    unsigned char ring[16] = { 0 };
    unsigned at = 0;
    int c;
    while ((c = getc(in)) != EOF)
        ring[at++ & 15] = (unsigned char)c;
    return ring[(at - 1) & 15];
}

/* What a helper asserts of all that it is given is not how long this one is. */
struct object_id {
    uint8_t length;
    uint32_t parts[16];
};

static void assign_id(struct object_id *id, const uint32_t *parts, uint8_t length)
{
    if (!(length <= 16))
        abort();
    id->length = length;
    if (length > 0)
        memcpy(id->parts, parts, length * sizeof(uint32_t));
}

void extend_id(struct object_id *id, const uint32_t *base, uint8_t length, uint32_t last)
{
    assign_id(id, base, length);
    id->parts[id->length] = last;
    id->length++;
}

/* The greatest number stands for none: that does not say how large the others are. */
static const uint8_t rank_of[8] = {0, 1, 2, 3, 255, 4, 5, 255};
static const int8_t rules[6][6] = {{1}};

int rule_for(unsigned from, unsigned to)
{
    uint8_t row = rank_of[from & 7];
    uint8_t column = rank_of[to & 7];

    if (row == 255 || column == 255)
        return 0;
    return rules[row][column];
}

struct stream {
    int fd;
    uint8_t wanted;
    uint64_t length;
};

/* How much is wanted is known to who set it: that the number is a byte limits nothing. */
int read_length(struct stream *s)
{
    uint8_t bytes[8];
    ssize_t got = read(s->fd, bytes, s->wanted);
    if (got <= 0)
        return -1;
    for (ssize_t i = 0; i < got; i++)
        s->length = (s->length << 8) + bytes[i];
    return 0;
}

/* Asked behind the write, about what comes next. */
int read_tag(FILE *in)
{
    char tag[512];
    int used = 0, c;
    while ((c = fgetc(in)) != EOF) {
        if (c == '>') {
            tag[used++] = '>';
            tag[used] = '\0';
            used = 0;
        } else {
            tag[used++] = (char)c;
            if (used + 2 > (int)sizeof tag)
                return -1;
        }
    }
    return 0;
}

/* Nobody goes on behind this: the failure is raised, not returned. */
int scan_error(struct scan *s, const char *what);

struct scan {
    int level;
    struct {
        const char *start;
        int kind;
    } captured[32];
};

void scan_begin(struct scan *s, const char *at, int kind)
{
    int level = s->level;
    if (level >= 32)
        scan_error(s, "too many captures");
    s->captured[level].start = at;
    s->captured[level].kind = kind;
    s->level = level + 1;
}

/* A byte of the settings, of which few values are used. */
char level_letter(const unsigned char *settings)
{
    int level = settings[3] & 0xff;
    return ".-*#"[level];
}

/* Unrolled by hand: each round counts four times, and 16 is a multiple of that. */
unsigned digest(const unsigned char block[16])
{
    static const unsigned key[16] = {1, 2, 3, 5};
    unsigned sum = 0;
    int i = 0;
    do {
        sum += block[i] * key[i]; i++;
        sum += block[i] * key[i]; i++;
        sum += block[i] * key[i]; i++;
        sum += block[i] * key[i]; i++;
    } while (i < 16);
    return sum;
}

/* So far from the end as was asked for. */
int has_prefix(size_t length)
{
    char *text = malloc(length);
    int found = 0;
    if (text == NULL)
        return 0;
    if (fread(text, 1, length, stdin) == length) {
        const char *at = text, *end = text + length;
        while (at < end && *at == ' ')
            ++at;
        found = end - at > 2 && at[0] == '0' && at[1] == 'x';
    }
    free(text);
    return found;
}

/* Words are as wide as the step, so the last one ends with the array. */
void copy_words(unsigned char *out, const unsigned char *in)
{
    unsigned char block[16];

    for (int i = 0; i < 16; i += sizeof(uint64_t))
        *(uint64_t *)(block + i) = *(const uint64_t *)(in + i);
    memcpy(out, block, sizeof block);
}

struct stream_state {
    int used;
    int block_size;
    unsigned char block[128];
};

int next_block(unsigned char *block);

/* Where the block ends, it is made anew: what the check at the beginning lets through is not what gets to the array. */
int mask_stream(struct stream_state *state, unsigned char *data, unsigned long length)
{
    if (state->block_size < 0 || state->block_size > (int)sizeof state->block || state->used < 0
        || state->used > (int)sizeof state->block)
        return -1;
    while (length-- > 0) {
        if (state->used == state->block_size) {
            if (next_block(state->block) != 0)
                return -1;
            state->used = 0;
        }
        *data++ ^= state->block[state->used++];
    }
    return 0;
}

/* Four bytes of the key for each round, from the last one back. */
unsigned char unwind(const unsigned char key[60], unsigned rounds)
{
    unsigned char local[60];
    const unsigned char *p;
    unsigned char sum = 0;

    memcpy(local, key, sizeof local);
    if (rounds > 13)
        rounds = 13;
    p = &local[4 * (1 + rounds)];
    while (rounds--) {
        sum ^= *--p;
        sum ^= *--p;
        sum ^= *--p;
        sum ^= *--p;
    }
    return sum;
}

/* Room for two of each. */
float *sums(unsigned n, const float *values)
{
    float *both = malloc(2 * n * sizeof(float));

    if (both == NULL)
        return NULL;
    for (unsigned i = 0; i < n; i++)
        both[i] = values[i];
    for (unsigned i = 0; i < n; i++)
        both[n + i] = 0;
    return both;
}

/* What is copied ends itself, however much would fit. */
static size_t copy_name(char *to, const char *from, size_t room)
{
    for (size_t i = 0; i < room; i++)
        if ((to[i] = from[i]) == '\0')
            return i;
    to[room - 1] = '\0';
    return room;
}

size_t model_name(char to[256])
{
    return copy_name(to, "ia64", 256);
}

/* The last entry is null, and the loop asks each. */
struct probe {
    int id;
};

extern const struct probe *probes[];

void run_probes(int (*run)(const struct probe *))
{
    for (const struct probe **p = probes; *p != NULL; p++)
        run(*p);
}

static const struct probe first_probe = { 1 };
const struct probe *probes[] = { &first_probe, NULL };

/* So far the input decides, and a number that counts down to 0. */
int read_word(FILE *in, char *word)
{
    static char text[122];
    char *p = text;
    size_t left = sizeof text - 1;
    int c = getc(in);

    do {
        *p++ = (char)c;
        c = getc(in);
        if (c == EOF)
            return -1;
    } while (c != ' ' && --left != 0);
    *p = '\0';
    strcpy(word, text);
    return 0;
}

/* The two together do not exceed four, and three bytes are left of no fewer. */
void shift_words(uint32_t words[4], size_t bits)
{
    uint32_t local[4];
    const size_t whole = bits >> 5;
    const size_t rest = bits & 31;

    if (bits > 127 || rest == 0)
        return;
    memcpy(local, words, sizeof local);
    for (size_t i = 0; i < 4 - whole - 1; i++)
        words[i] = (local[i + whole] >> rest) ^ (local[i + whole + 1] << (32 - rest));
}

void pad(const uint32_t *words, int octets, uint32_t *sum)
{
    uint32_t block[80];
    int i;

    if (octets < 0 || octets > 60)
        return;
    for (i = 0; i < (octets + 3) / 4; i++)
        block[i] = words[i];
    if (octets % 4 == 3)
        block[i - 1] &= 0xffffff00;
    *sum = i > 0 ? block[0] : 0;
}

/* How many there are is not known here: the array is as long as that. */
#define STREAMS 1

static uint16_t stream_handles[STREAMS];
static int stream_count;

int stream_of(uint16_t handle)
{
    for (int i = 0; i < stream_count; i++)
        if (stream_handles[i] == handle)
            return i;
    return -1;
}

struct port {
    uint16_t address;
    uint8_t sent[64];
    uint16_t length;
};

static uint8_t port_count;
static struct port ports[1];
void note_port(int code);

/* How many are open, others count: that it is more than one is only possible, by whatever name one is called. */
int queue_at(uint16_t address, const uint8_t *data, uint8_t length)
{
    struct port *port;
    uint8_t i;

    if (length > 64)
        return -1;
    for (i = 0; i < port_count; i++) {
        port = &ports[i];
        if (port->address == address) {
            if (port->length > 0) {
                note_port(1);
                return -1;
            }
            port->length = length;
            if (port->length > 0)
                memcpy(port->sent, data, length);
            return length;
        }
    }
    return -1;
}

/* Rounded up to eight, by a mask as wide as a size. */
#define SLOT ((64 + 14 + 7) & ~0x07UL)

unsigned char *slots(void **owners)
{
    unsigned char *memory = malloc(4 * SLOT);

    for (size_t i = 0; memory != NULL && i < 4; i++)
        *(void **)&memory[i * SLOT] = owners[i];
    return memory;
}

/* A limit that is larger than the text, which ends before. */
unsigned sum_of_name(void)
{
    static const char name[] = "infusion";
    unsigned sum = 0;
    for (unsigned i = 0; i < 64 && name[i] != 0; i++)
        sum += (unsigned char)name[i];
    return sum;
}

/* What is left of whole entries leaves none in part. */
unsigned sum_of_entries(void)
{
    unsigned char reply[256] = {0};
    ssize_t n = read(0, reply, sizeof reply);
    unsigned sum = 0;

    if (n < 0 || n % 6 != 0)
        return 0;
    for (ssize_t i = 0; i < n; i += 6)
        sum += reply[i + 5];
    return sum;
}

/* The last byte is touched only where some bits of it count. */
int matches_prefix(const uint8_t address[16], unsigned bits)
{
    uint8_t network[16] = {0};

    if (bits > 128)
        return 0;
    if (memcmp(address, network, bits / 8) != 0)
        return 0;
    if (bits % 8 != 0 && ((address[bits / 8] ^ network[bits / 8]) & (0xffu << (8 - bits % 8))) != 0)
        return 0;
    return 1;
}

unsigned char last_bits(unsigned bits)
{
    unsigned char mask[16] = {0};

    if (bits > 128)
        return 0;
    if (bits & 7)
        mask[bits >> 3] = 1;
    return mask[0];
}

/* The type of the limit is not known here; that it is the limit is. */
float first_root(struct solver *s)
{
    float roots[s->order + 1]; // parapet: allow unbounded-stack-allocation -- of interest here is what is written to it

    for (unsigned i = 0; i < s->order; i++)
        roots[i] = (float)i;
    roots[s->order] = 0;
    return roots[0];
}

/* As many elements as rounds, and in each round others. */
void clear_rows(int rows)
{
    int *first = malloc(rows * sizeof(*first));

    if (first == NULL)
        return;
    for (int row = 0; row < rows; row++)
        for (int column = 0; column < 256; column++)
            first[row] = -1;
    free(first);
}

/* What is asked is how many fit here; who filled the list knows how many there are. */
struct part {
    void *start;
    size_t length;
};

struct request {
    unsigned count;
    struct part parts[8];
};

struct request *next_request(void);
int send_parts(const struct part *parts, unsigned count);

static void parts_of(struct request *r, unsigned *count, struct part **parts)
{
    *parts = r->parts;
    *count = r->count;
}

int send_next(void)
{
    struct request *r = next_request();
    struct part used[16];
    struct part *parts;
    unsigned count;
    unsigned n = 0;

    if (r == NULL)
        return 0;
    parts_of(r, &count, &parts);
    if (count > sizeof used / sizeof used[0])
        return -1;
    for (unsigned i = 0; i < count; i++)
        if (parts[i].length != 0)
            used[n++] = parts[i];
    return send_parts(used, n);
}

/* From the end of one, and to the start of the other: as many there as here. */
unsigned char *reversed(const unsigned char *bytes, unsigned count)
{
    unsigned char *copy = malloc(count);
    unsigned char *to = copy;

    if (copy == NULL)
        return NULL;
    for (unsigned left = count; left != 0; left--)
        *to++ = bytes[left - 1];
    return copy;
}

void fill_names(char *names, long size);
void note_printf(const char *format, ...);

static unsigned hash_of(const char *name)
{
    unsigned hash = 5;

    while (name[0] != '\0') {
        hash = hash * 33 ^ (unsigned char)name[0];
        name++;
    }
    return hash;
}

/* What is only printed ends where it did. */
void note_names(long size)
{
    char *names, *name;

    if (size < 1 || size > 4096 || (names = malloc(size + 1)) == NULL)
        return;
    fill_names(names, size);
    names[size] = '\0';
    for (name = names; name < names + size; name += strlen(name) + 1) {
        unsigned hash = hash_of(name);

        if (hash != 77)
            note_printf("unknown 0x%x: '%s'\n", hash, name);
    }
    free(names);
}

struct reading {
    int channel;
    int values[8];
};

/* As large as the type that it is taken for. */
int last_value(void)
{
    int words[9] = { 0 };
    struct reading *r = (struct reading *)words;

    return r->values[7];
}

int patch_page(FILE *f, unsigned char *image)
{
    static unsigned char page[4096];
    struct {
        int at;
        unsigned char bytes[16];
    } patch;

    if (fread(&patch, sizeof patch, 1, f) != 1)
        return -1;
    if (patch.at < 0 || patch.at > (int)(sizeof page - sizeof patch.bytes))
        return -1;
    memcpy(page + patch.at, patch.bytes, sizeof patch.bytes);
    memcpy(image, page, sizeof page);
    return 0;
}

/* Where a word stands in a line, there are characters before its end. */
int opens_block(FILE *f)
{
    char line[80];
    int opened = 0;

    while (fgets(line, sizeof line, f) != NULL) {
        size_t length = strlen(line);
        if (strstr(line, "struct") != NULL && line[length - 2] == '{')
            opened++;
        if (length >= 2 && line[length - 2] == '\r')
            opened--;
    }
    return opened;
}

/* What the pointer gains the rest loses: as long as two bytes are left, there are two. */
int count_records(int fd)
{
    uint8_t packet[512];
    const uint8_t *p = packet;
    ssize_t got = read(fd, packet, sizeof packet);
    size_t left;
    int records = 0;

    if (got < 0)
        return -1;
    left = (size_t)got;
    while (left >= 2) {
        uint8_t length = p[1];
        p += 2;
        left -= 2;
        if (length > left)
            return -1;
        records++;
        p += length;
        left -= length;
    }
    return records;
}

/* The same with both in a record, and a rest with a sign. */
struct reader {
    const uint8_t *at;
    int left;
};

static int count_types(struct reader *r, uint8_t type)
{
    int found = 0;

    while (r->left > 2) {
        int length = r->at[1] + 2;
        if (length > r->left)
            return -1;
        if (r->at[0] == type)
            found++;
        r->at += length;
        r->left -= length;
    }
    return found;
}

int count_alarms(int fd)
{
    uint8_t packet[300];
    ssize_t got = read(fd, packet, sizeof packet);
    struct reader r = { packet, (int)got };

    return got < 0 ? -1 : count_types(&r, 7);
}

/* The rows of a grid are as many as the outer loop counts. */
void clear_grid(void)
{
    int grid[6][16];
    int sums[6];

    for (int row = 0; row < 6; row++) {
        sums[row] = 0;
        for (int column = 0; column < 16; column++)
            grid[row][column] = row;
        for (int column = 0; column < 16; column++)
            sums[row] += grid[row][column];
    }
    printf("%d %d\n", grid[5][15], sums[5]);
}

/* The number of rounds comes from outside, but somebody looks at it, or at the index. */
static uint16_t setpoints[16];

int take_setpoints(int fd)
{
    uint8_t message[512];

    if (read(fd, message, sizeof message) != sizeof message)
        return -1;
    if (message[0] <= 16)
        for (int i = 0; i < message[0]; i++)
            setpoints[i] = message[1 + i];
    for (int i = 0; i < message[2] && i < 16; i++)
        setpoints[i] = message[18 + i];
    for (int i = 0; i < message[3]; i++) {
        if (i == 16)
            break;
        setpoints[i] = message[34 + i];
    }
    return message[0];
}

/* As many as there are codes of one byte. */
static uint8_t codes[256];

int take_codes(int fd)
{
    uint8_t n;

    if (read(fd, &n, 1) != 1)
        return -1;
    for (int i = 0; i < n; i++)
        codes[i] = 1;
    return n;
}

/* A sum is looked at as a whole, or what one part leaves for the other. */
int sum_of_range(int fd)
{
    uint8_t message[4];
    unsigned first, count;
    int sum = 0;

    if (read(fd, message, sizeof message) != sizeof message)
        return -1;
    first = message[0];
    count = message[1];
    if (first >= 16 || count > 16 - first)
        return -1;
    for (unsigned i = 0; i < count; i++)
        sum += setpoints[first + i];
    if (first + message[2] < 16)
        sum += setpoints[first + message[2]];
    return sum;
}

/* Conversions store where there is room. */
int take_levels(FILE *f)
{
    int levels[4] = { 0 };
    int n = 0;

    while (n < 4 && fscanf(f, "%d", &levels[n]) == 1)
        n++;
    return levels[0] + n;
}

/* Positions that are kept between calls, and start again in time; another function may ask as well. */
static uint8_t received[64];
static unsigned received_count;

void on_received(uint8_t byte)
{
    received[received_count] = byte;
    received_count++;
    if (received_count >= sizeof received)
        received_count = 0;
}

static uint8_t echoed[64];
static unsigned echoed_count;

void on_echo(uint8_t byte)
{
    echoed[echoed_count++] = byte;
    if (echoed_count == sizeof echoed)
        echoed_count = 0;
}

static uint8_t queued[64];
static unsigned queued_count;

void enqueue(uint8_t byte)
{
    queued[queued_count++] = byte;
}

int has_room(void)
{
    return queued_count < sizeof queued;
}

/* Every number of a byte is an index. */
static uint8_t ring[256];
static uint8_t ring_head;

void on_ring(uint8_t byte)
{
    ring[ring_head++] = byte;
}

/* What comes in behind the head of a record changes nothing before it. */
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
    return e->answer[e->own[0]];
}

/* One character is left for the end of the line. */
void log_line(int number, const char *name)
{
    char line[80], *end;

    snprintf(line, sizeof line, "[%d]: ", number);
    end = line + strlen(line);
    snprintf(end, sizeof line - strlen(line) - 1, "%s", name);
    end = line + strlen(line);
    *end = '\n';
    *(end + 1) = '\0';
    fputs(line, stderr);
}

/* What begins with something is not empty. */
int find_zone(FILE *file, char *zone, size_t size)
{
    char line[128];

    while (fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "zone=", 5) != 0)
            continue;
        if (line[strlen(line) - 1] == '\n')
            line[strlen(line) - 1] = '\0';
        snprintf(zone, size, "%s", line + 5);
        return 0;
    }
    return -1;
}

/* The record says how long it is, and that was compared with what is left. */
static void show_record(const uint8_t *record)
{
    if (record[0] != 8)
        return;
    printf("%u %u %u\n", record[1], record[2], record[3]);
}

int show_records(FILE *in)
{
    uint8_t head[5], *records, *record;
    unsigned total;
    int left;

    if (fread(head, 1, sizeof head, in) != sizeof head)
        return -1;
    total = head[2] + (head[3] << 8);
    if (total <= 5)
        return -1;
    records = malloc(total);
    if (records == NULL)
        return -1;
    if (fread(records, 1, total, in) != total)
        goto out;
    left = total - 5;
    record = &records[5];
    while (left >= 3) {
        if (record[0] < 3 || record[0] > left)
            break;
        if (record[2] == 1)
            show_record(record);
        left -= record[0];
        record += record[0];
    }
out:
    free(records);
    return 0;
}

static const char *const state_names[] = { "idle", "link", "run", "fault" };

const char *state_name(int volts)
{
    int state = volts > 5 ? 3 : 2;

    return state_names[state];
}

/* An interrupt that asks before it writes. */
static volatile uint8_t line_bytes[64];
static volatile unsigned line_head;
static volatile unsigned line_tail;

void on_line_byte(uint8_t byte)
{
    unsigned next = line_head + 1;

    if (next >= sizeof line_bytes)
        next = 0;
    if (next == line_tail)
        return;
    line_bytes[line_head] = byte;
    line_head = next;
}

static volatile uint8_t counted_bytes[64];
static volatile unsigned counted;

void on_counted_byte(uint8_t byte)
{
    if (counted < sizeof counted_bytes)
        counted_bytes[counted++] = byte;
}

static uint8_t trace[48];
static unsigned trace_end;

void trace_byte(uint8_t byte)
{
    trace[trace_end] = byte;
    trace_end++;
    if (trace_end == sizeof trace)
        trace_end = 0;
}

static char command_line[64];
static int command_end;

void on_key(char key)
{
    if (key == '\b') {
        if (command_end > 0)
            command_line[--command_end] = '\0';
        return;
    }
    if (command_end < (int)sizeof command_line - 1)
        command_line[command_end++] = key;
}

/* Who takes from the top has asked whether there is anything. */
static int depths[16];
static unsigned depth_count;

int has_depth(void)
{
    return depth_count != 0;
}

void push_depth(int depth)
{
    if (depth_count < 16)
        depths[depth_count++] = depth;
}

void drop_depth(void)
{
    depths[--depth_count] = 0;
}
