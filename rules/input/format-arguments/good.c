/* The same log: every conversion has its argument. */
#include <inttypes.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <syslog.h>
#include <time.h>
#include <wchar.h>

#define MAC_FORMAT "%02x:%02x:%02x"
#define MAC(address) (address)[0], (address)[1], (address)[2]
#define TRACE(format, ...) fprintf(stderr, "trace: " format "\n", ##__VA_ARGS__)

enum alarm { ALARM_NONE, ALARM_AIR };

struct drop {
    uint32_t count;
    double volume;
    unsigned int kind : 3;
    uint8_t address[6];
};

void service_log(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void alarm_log(int level, const char *format, ...)
{
    va_list arguments;

    printf("<%d>", level);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
}

/* What is smaller than an int is passed as one, a float as a double. */
void log_small(short rate, unsigned char channel, char unit, float volume, enum alarm alarm)
{
    printf("%d %u %c %f %d %hhu %hd\n", rate, channel, unit, volume, alarm, channel, rate);
}

/* Sign and radix only change how the number is written. */
void log_radix(int code, unsigned count, long offset, const struct drop *drop)
{
    printf("%x %o %u %d %lx %u\n", code, code, code, count, offset, drop->kind);
}

/* Sizes, differences and numbers of fixed width have names of their own. */
void log_sizes(size_t size, ssize_t got, ptrdiff_t far, intmax_t most, uint64_t now, int32_t zone, time_t when)
{
    printf("%zu %zd %td %jd %" PRIu64 " %" PRId32 " %lld\n", size, got, far, most, now, zone, (long long)when);
    printf("%lu %ld\n", (unsigned long)size, (long)got);
}

/* Texts of every sign, parts of them, and pointers. */
void log_texts(const char *text, unsigned char *bytes, int length, void *handle, const struct drop *drop)
{
    char line[40];

    snprintf(line, sizeof line, "%.*s|%-*s|%.3s", length, text, length, text, text);
    printf("%s %s %p %p %s\n", line, bytes, handle, (void *)drop, &line[3]);
    printf("100%% of %s\n", length > 0 ? text : "(none)");
}

/* A macro that stands for several arguments, one that adds some, and none at all. */
void log_macros(const struct drop *drop)
{
    printf("from " MAC_FORMAT "\n", MAC(drop->address));
    TRACE("%u drops", drop->count);
    TRACE("done");
    syslog(LOG_ERR, "write: %m");
    service_log("%s: %u\n", "drops", drop->count);
    alarm_log(1, "%s: %u\n", "drops", drop->count);
}

/* Positions may be used in any order and again. */
void log_translated(int rate, const char *unit)
{
    printf("%2$s: %1$d %2$s\n", rate, unit);
}

/* The format is chosen at run time, or translated. */
const char *translated(const char *format);

void log_chosen(int isShort, int rate, int limit)
{
    printf(isShort ? "%d of %d\n" : "rate %d, limit %d\n", rate, limit);
    printf(translated("%d\n"), rate);
}

/* Addresses of exactly the types that are named; a suppressed field takes none. */
int read_settings(const char *line)
{
    double limit = 0;
    float step = 0;
    short count = 0;
    unsigned char flags = 0;
    size_t size = 0;
    char name[16];
    int used = 0;

    if (sscanf(line, "%lf %f %hd %hhx %zu %*d %15s%n", &limit, &step, &count, &flags, &size, name, &used) < 6)
        return -1;
    return used + count + (int)step + flags + (int)size + (int)limit;
}

void log_wide(wchar_t *line, size_t room, double volume, const wchar_t *unit)
{
    swprintf(line, room, L"%f %ls", volume, unit);
    printf("%ls %lc\n", unit, (wint_t)unit[0]);
}

/* One of the formats takes no argument. */
void print_address(const void *address)
{
    const char *format = address != NULL ? "<%p>" : "<none>";

    printf(format, address);
}

/* The name of the conversion is the type's own, wherever it is from. */
#ifdef HAVE_INTTYPES_H
#include <inttypes.h>
#else
#define PRIuPTR "u"
#endif

void show_length(size_t length)
{
    printf("%" PRIuPTR "\n", (uintptr_t)length);
}
