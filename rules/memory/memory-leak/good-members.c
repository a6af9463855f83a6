/* What a record holds is looked after when the record is given back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct patient {
    char *name;
    int bed;
};

static char *last_name;

static struct patient *patient_new(const char *name, int bed)
{
    struct patient *p = malloc(sizeof *p);

    if (p == NULL)
        return NULL;
    p->name = strdup(name);
    if (p->name == NULL) {
        free(p);
        return NULL;
    }
    p->bed = bed;
    return p;
}

/* First, or from a second name of it. */
void discharge(const char *name)
{
    struct patient *p = patient_new(name, 3);

    if (p == NULL)
        return;
    free(p->name);
    free(p);
}

void move(const char *name)
{
    struct patient *p = patient_new(name, 3);
    char *kept;

    if (p == NULL)
        return;
    kept = p->name;
    free(p);
    puts(kept);
    free(kept);
}

/* It lives on elsewhere. */
void remember(const char *name)
{
    struct patient *p = patient_new(name, 3);

    if (p == NULL)
        return;
    last_name = p->name;
    free(p);
}

char *name_of(const char *name)
{
    struct patient *p = patient_new(name, 3);
    char *found;

    if (p == NULL)
        return NULL;
    found = p->name;
    free(p);
    return found;
}

int load_alarms(const char *path, char **text)
{
    FILE *file = fopen(path, "rb");
    char *buffer = NULL;
    int status = -1;
    long size;

    if (file == NULL)
        goto done;
    if (fseek(file, 0, SEEK_END) != 0)
        goto close;
    size = ftell(file);
    if (size <= 0 || size > 65536)
        goto close;
    rewind(file);
    buffer = malloc((size_t)size + 1);
    if (buffer == NULL)
        goto close;
    if (fread(buffer, 1, (size_t)size, file) != (size_t)size) {
        free(buffer);
        goto close;
    }
    buffer[size] = '\0';
    *text = buffer;
    status = 0;
close:
    fclose(file);
done:
    return status;
}
