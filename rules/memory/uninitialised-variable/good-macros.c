/* The header of these is not at hand: a macro may name the variable that it sets, or a type and a member. */
#include "core/driver.h"

int length_of(const char *text)
{
    unsigned length;

    text_and_length(text, length);
    return length > 0;
}

int state_of(const device_t *driver_device)
{
    const driver_t *device = container_of(driver_device, driver_t, device);

    return device->state;
}
