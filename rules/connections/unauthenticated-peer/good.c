/* Attributes of a pump: for Zephyr and for NimBLE. */
#include <host/ble_gatt.h>
#include <zephyr/bluetooth/gatt.h>

#define DOSE_FLAGS (BLE_GATT_CHR_F_READ | BLE_GATT_CHR_F_WRITE | BLE_GATT_CHR_F_WRITE_ENC)
#define ANYBODY BLE_GATT_CHR_F_WRITE

BT_GATT_SERVICE_DEFINE(pump_service,
    BT_GATT_PRIMARY_SERVICE(&service_uuid),
    BT_GATT_CHARACTERISTIC(&dose_uuid.uuid, BT_GATT_CHRC_WRITE, BT_GATT_PERM_WRITE_AUTHEN, NULL, write_dose, NULL),
    BT_GATT_CHARACTERISTIC(&rate_uuid.uuid, BT_GATT_CHRC_READ | BT_GATT_CHRC_WRITE,
        BT_GATT_PERM_READ | BT_GATT_PERM_WRITE_ENCRYPT, read_rate, write_rate, NULL),
    /* Not BT_GATT_PERM_WRITE, as it once was. */
    BT_GATT_CHARACTERISTIC(&level_uuid.uuid, BT_GATT_CHRC_READ, BT_GATT_PERM_READ, read_level, NULL, NULL),
);

static const struct ble_gatt_chr_def characteristics[] = {
    {
        .uuid = &alarm_uuid.u,
        .access_cb = access_alarm,
        .flags = BLE_GATT_CHR_F_READ | BLE_GATT_CHR_F_WRITE |
                 BLE_GATT_CHR_F_WRITE_AUTHEN,
    },
    {
        .uuid = &update_uuid.u,
        .access_cb = access_update,
        .flags = DOSE_FLAGS,
    },
    { 0 },
};

/* What is asked is given to nobody. */
int is_writable(const struct ble_gatt_chr_def *characteristic)
{
    switch (characteristic->flags) {
    case BLE_GATT_CHR_F_WRITE:
        return 1;
    default:
        return (characteristic->flags & (BLE_GATT_CHR_F_WRITE | BLE_GATT_CHR_F_WRITE_NO_RSP)) != 0;
    }
}
