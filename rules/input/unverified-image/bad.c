/* Infusion pump: how new software gets in. */
#include <curl/curl.h>
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "stm32f4xx_hal.h"

/* The boot loader: what the cable says is what runs from now on. */
int update_from_cable(UART_HandleTypeDef *uart, uint32_t address)
{
    uint8_t page[256];

    while (HAL_UART_Receive(uart, page, sizeof page, 1000) == HAL_OK)
        for (size_t i = 0; i + 4 <= sizeof page; i += 4) {
            uint32_t word;
            memcpy(&word, page + i, sizeof word);
            if (HAL_FLASH_Program(FLASH_TYPEPROGRAM_WORD, address + i, word) != HAL_OK) // expect: unverified-image at `HAL_FLASH_Program`
                return -1;
        }
    return 0;
}

/* A script from the network, run by its name. */
int update_by_script(int server)
{
    char block[512];
    ssize_t got;
    FILE *script = fopen("/var/lib/pump/update.sh", "w");

    if (script == NULL)
        return -1;
    while ((got = recv(server, block, sizeof block, 0)) > 0)
        fwrite(block, 1, (size_t)got, script);
    if (fclose(script) != 0)
        return -1;
    return system("/bin/sh /var/lib/pump/update.sh"); // expect: unverified-image at `system`
}

/* Fetched by one command, loaded by a call. */
void *load_driver(void)
{
    if (system("/usr/bin/wget -q -O /var/lib/pump/driver.so https://updates.example.org/driver.so") != 0)
        return NULL;
    return dlopen("/var/lib/pump/driver.so", RTLD_NOW); // expect: unverified-image at `dlopen`
}

/* Straight into the shell. */
int install(void)
{
    return system("/usr/bin/curl -s https://updates.example.org/install | /bin/sh"); // expect: unverified-image at `system`
}

/* A library fetches it into the file, by a function of the program's own. */
static size_t keep(char *data, size_t size, size_t count, void *file)
{
    return fwrite(data, size, count, file);
}

void *fetch_driver(const char *url)
{
    FILE *file = fopen("/var/lib/pump/fetched.so", "wb");
    CURLcode result = CURLE_FAILED_INIT;
    CURL *transfer;

    if (file == NULL)
        return NULL;
    transfer = curl_easy_init();
    if (transfer != NULL) {
        curl_easy_setopt(transfer, CURLOPT_URL, url);
        curl_easy_setopt(transfer, CURLOPT_WRITEFUNCTION, keep);
        curl_easy_setopt(transfer, CURLOPT_WRITEDATA, file);
        result = curl_easy_perform(transfer);
        curl_easy_cleanup(transfer);
    }
    if (fclose(file) != 0 || result != CURLE_OK)
        return NULL;
    return dlopen("/var/lib/pump/fetched.so", RTLD_NOW); // expect: unverified-image at `dlopen`
}

/* A digest that nothing looks at says nothing of who made it. */
int update_with_digest(UART_HandleTypeDef *uart, uint32_t address, mbedtls_sha256_context *digest)
{
    uint8_t page[256];
    uint8_t sum[32];
    uint32_t word;

    while (HAL_UART_Receive(uart, page, sizeof page, 1000) == HAL_OK) {
        mbedtls_sha256_update(digest, page, sizeof page);
        memcpy(&word, page, sizeof word);
        if (HAL_FLASH_Program(FLASH_TYPEPROGRAM_WORD, address, word) != HAL_OK) // expect: unverified-image at `HAL_FLASH_Program`
            return -1;
        address += sizeof word;
    }
    mbedtls_sha256_finish(digest, sum);
    return 0;
}
