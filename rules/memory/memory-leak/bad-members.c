/* A record is given back, and what it alone holds goes with it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct patient {
    char *name;
    int bed;
};

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

void discharge(const char *name)
{
    struct patient *p = patient_new(name, 3);

    if (p == NULL)
        return;
    printf("%s leaves bed %d\n", p->name, p->bed);
    free(p); // expect: memory-leak at `free(p)`
}

/* One of five ways to the label still holds the block. */
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
    if (fread(buffer, 1, (size_t)size, file) != (size_t)size)
        goto close;
    buffer[size] = '\0';
    *text = buffer;
    status = 0;
close:
    fclose(file);
done:
    return status; // expect: memory-leak at `return`
}
