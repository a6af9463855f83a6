/* Infusion pump: new software gets in when its maker has signed it. */
#include <dlfcn.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "stm32f4xx_hal.h"

#define IMAGE_SIZE 4096

extern const unsigned char vendor_key[crypto_sign_PUBLICKEYBYTES];

/* All of it is verified before any of it is written. */
int update_from_cable(UART_HandleTypeDef *uart, uint32_t address)
{
    static uint8_t image[IMAGE_SIZE];
    uint8_t signature[64];

    if (HAL_UART_Receive(uart, image, sizeof image, 10000) != HAL_OK
        || HAL_UART_Receive(uart, signature, sizeof signature, 1000) != HAL_OK)
        return -1;
    if (crypto_sign_verify_detached(signature, image, sizeof image, vendor_key) != 0)
        return -1;
    for (size_t i = 0; i < sizeof image; i += 4) {
        uint32_t word;
        memcpy(&word, image + i, sizeof word);
        if (HAL_FLASH_Program(FLASH_TYPEPROGRAM_WORD, address + i, word) != HAL_OK)
            return -1;
    }
    return 0;
}

/* What the program itself counts is no software. */
int count_start(uint32_t address, uint32_t starts)
{
    return HAL_FLASH_Program(FLASH_TYPEPROGRAM_WORD, address, starts + 1) == HAL_OK ? 0 : -1;
}

/* A protocol of what came in is written, and something else is run. */
int keep_protocol(int server)
{
    char block[512];
    ssize_t got = recv(server, block, sizeof block, 0);
    FILE *protocol = fopen("/var/lib/pump/protocol", "w");

    if (protocol == NULL)
        return -1;
    if (got > 0)
        fwrite(block, 1, (size_t)got, protocol);
    if (fclose(protocol) != 0)
        return -1;
    return system("/usr/bin/rotate");
}

/* A list that was fetched is only looked at. */
int look_at_list(void)
{
    return system("/usr/bin/curl -s https://updates.example.org/list | /usr/bin/grep -c pump");
}
