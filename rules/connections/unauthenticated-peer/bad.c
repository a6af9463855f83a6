/* Attributes of a pump: for Zephyr and for NimBLE. */
#include <host/ble_gatt.h>
#include <zephyr/bluetooth/gatt.h>

#define DOSE_FLAGS (BLE_GATT_CHR_F_READ | BLE_GATT_CHR_F_WRITE_ENC)

BT_GATT_SERVICE_DEFINE(pump_service,
    BT_GATT_PRIMARY_SERVICE(&service_uuid),
    BT_GATT_CHARACTERISTIC(&dose_uuid.uuid, BT_GATT_CHRC_WRITE, BT_GATT_PERM_WRITE, NULL, write_dose, NULL), // expect: unauthenticated-peer at `BT_GATT_PERM_WRITE`
    BT_GATT_CHARACTERISTIC(&rate_uuid.uuid, BT_GATT_CHRC_READ | BT_GATT_CHRC_WRITE,
        BT_GATT_PERM_READ | BT_GATT_PERM_WRITE, read_rate, write_rate, NULL), // expect: unauthenticated-peer at `BT_GATT_PERM_WRITE`
);

static const struct ble_gatt_chr_def characteristics[] = {
    {
        .uuid = &alarm_uuid.u,
        .access_cb = access_alarm,
        .flags = BLE_GATT_CHR_F_READ | BLE_GATT_CHR_F_WRITE, // expect: unauthenticated-peer at `BLE_GATT_CHR_F_WRITE`
    },
    {
        .uuid = &update_uuid.u,
        .access_cb = access_update,
        .flags = BLE_GATT_CHR_F_WRITE_NO_RSP, // expect: unauthenticated-peer at `BLE_GATT_CHR_F_WRITE_NO_RSP`
    },
    { 0 },
};
