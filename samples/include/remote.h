/* The Bluetooth remote: pairing, the queue of its commands, and its menu. */
#ifndef REMOTE_H
#define REMOTE_H

#include <stddef.h>
#include <stdint.h>

#define REMOTE_QUEUE 16
#define REMOTE_PAGES 24
#define REMOTE_PAGE_BYTES 4096

struct menu {
    const struct menu *parent;
    const char *title;
    int depth;
};

/* What the other side may do with a value of the radio: as NimBLE calls it. */
#define BLE_GATT_CHR_F_READ 0x0002
#define BLE_GATT_CHR_F_WRITE 0x0008
#define BLE_GATT_CHR_F_WRITE_AUTHEN 0x2000

struct radio_value {
    uint16_t id;
    uint16_t flags;
};

extern const struct radio_value remote_values[2];

/* Of the radio's driver. */
int radio_pin(char *pin, size_t size);
int radio_session_key(const char *pin, uint8_t key[16]);
int radio_send(const uint8_t *data, size_t size);

int remote_pair(void);
int remote_pair_checked(void);
uint32_t remote_new_token(void);
int remote_new_token_checked(uint32_t *token);
int remote_is_known(const char *password, const char *given);
int remote_is_known_checked(const char password[8], const char given[8]);
int remote_store_key(size_t size);
int remote_store_key_checked(size_t size);
int remote_queue(uint8_t command);
int remote_queue_checked(uint8_t command);
int remote_update(const uint8_t *image, size_t size);
int remote_update_paged(const uint8_t *image, size_t size);
int remote_send_text(const char *text);
int remote_send_text_checked(const char *text);
int menu_level(const struct menu *menu);
int menu_level_checked(const struct menu *menu);

#endif
