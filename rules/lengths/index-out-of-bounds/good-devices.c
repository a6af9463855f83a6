/* Messages of a bus, of USB and of Bluetooth, and settings as JSON, looked at before they are used. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>
#include <linux/can.h>
#include <cjson/cJSON.h>
#include <libusb.h>
#include <sys/socket.h>
#include "esp_gatts_api.h"

#define NODES 16

static uint16_t speed[NODES];
static uint8_t pass[64];

int note_speed(int bus)
{
    struct can_frame frame;

    if (read(bus, &frame, sizeof frame) != (ssize_t)sizeof frame)
        return -1;
    if (frame.data[0] >= NODES)
        return -1;
    speed[frame.data[0]] = frame.data[1];
    return 0;
}

/* What came is no more than there is room for. */
int note_samples(libusb_device_handle *probe, uint8_t *out)
{
    uint8_t raw[64];
    uint8_t kept[64];
    int got = 0;

    if (libusb_bulk_transfer(probe, 0x81, raw, sizeof raw, &got, 500) != 0)
        return -1;
    memcpy(kept, raw, got);
    memcpy(out, kept, got);
    return got;
}

/* What is sent stays as it was written. */
int ask_probe(libusb_device_handle *probe, uint16_t *counts)
{
    uint8_t order[2] = { 3, 1 };
    int sent = 0;

    if (libusb_bulk_transfer(probe, 0x01, order, sizeof order, &sent, 500) != 0)
        return -1;
    speed[order[0]] = 0;
    counts[order[1]]++;
    return libusb_bulk_transfer(probe, 0x01, (unsigned char *)"go", 2, &sent, 500);
}

int choose_node(int peer)
{
    char text[256];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    cJSON *order;
    cJSON *node;

    if (n <= 0)
        return -1;
    text[n] = '\0';
    order = cJSON_Parse(text);
    if (order == NULL)
        return -1;
    node = cJSON_GetObjectItem(order, "node");
    if (cJSON_IsNumber(node) && node->valueint >= 0 && node->valueint < NODES)
        speed[node->valueint] = 0;
    cJSON_Delete(order);
    return 0;
}

static void on_event(esp_gatts_cb_event_t event, esp_gatt_if_t interface, esp_ble_gatts_cb_param_t *param)
{
    (void)event;
    (void)interface;
    if (param->write.len < sizeof pass)
        pass[param->write.len] = 0;
}

void listen_to_phone(void)
{
    esp_ble_gatts_register_callback(on_event);
}

/* Descriptors, one behind the other: each says how long it is, and is asked whether it fits. */
int find_endpoint(libusb_device_handle *probe, uint8_t *endpoint)
{
    uint8_t all[255];
    int size = libusb_control_transfer(probe, 0x80, 6, 0x0200, 0, all, sizeof all, 1000);

    for (int at = 0; at + 2 <= size;) {
        uint8_t length = all[at];

        if (length < 2 || at + length > size)
            return -1;
        if (all[at + 1] == 5 && length >= 3) {
            *endpoint = all[at + 2];
            return 0;
        }
        at += length;
    }
    return -1;
}

void show_one(libusb_device_handle *probe, const uint8_t *descriptor);

/* The same with a pointer and what is left, which go in step whatever is done in between. */
int count_endpoints(libusb_device_handle *probe, uint8_t *all, int size)
{
    uint8_t *at = all;
    int left = libusb_control_transfer(probe, 0x80, 6, 0x0200, 0, all, (uint16_t)size, 1000);
    int count = 0;

    while (left >= 3) {
        if (at[0] < 3 || at[0] > left)
            return -1;
        switch (at[1]) {
        case 4:
            break;
        case 5:
            count++;
            show_one(probe, at);
            break;
        }
        left -= at[0];
        at += at[0];
    }
    return count;
}

/* One piece of memory as two kinds of record, which call something alike. */
struct head32 {
    uint8_t size[4];
    uint8_t duration[4];
};

struct head64 {
    uint8_t size[4];
    uint8_t reserved[4];
    uint8_t duration[8];
};

uint64_t duration_in(const uint8_t head[16], int version)
{
    const struct head32 *narrow = (const struct head32 *)head;
    const struct head64 *wide = (const struct head64 *)head;
    uint64_t duration = 0;

    if (version == 0)
        for (int i = 0; i < 4; i++)
            duration = duration << 8 | narrow->duration[i];
    else
        for (int i = 0; i < 8; i++)
            duration = duration << 8 | wide->duration[i];
    return duration;
}

/* The mask is that of the address, the limit what the controller says that it has. */
struct controller {
    volatile uint32_t parameters;
    volatile uint32_t control[8];
};

static inline uint8_t endpoint_count(const struct controller *controller)
{
    return (uint8_t)(controller->parameters & 0x1f);
}

static inline void set_control(volatile uint32_t *control, uint32_t value)
{
    *control = (*control & 0xFFFF0000u) | value;
}

int open_endpoint(struct controller *controller, uint8_t address, uint32_t value)
{
    const uint8_t number = address & 0x0f;

    if (number >= endpoint_count(controller))
        return -1;
    set_control(&controller->control[number], value);
    return 0;
}
