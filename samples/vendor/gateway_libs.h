/* The few declarations of libcurl, OpenSSL, libxml2 and OpenLDAP that the gateway needs. */
#ifndef GATEWAY_LIBS_H
#define GATEWAY_LIBS_H

typedef struct curl CURL;
#define CURLOPT_URL 10002
int curl_easy_setopt(CURL *handle, int option, ...);

typedef struct ssl_ctx SSL_CTX;
#define SSL_VERIFY_NONE 0
#define SSL_VERIFY_PEER 1
#define TLS1_VERSION 0x0301
#define TLS1_2_VERSION 0x0303
void SSL_CTX_set_verify(SSL_CTX *context, int mode, int (*callback)(int, void *));
int SSL_CTX_set_min_proto_version(SSL_CTX *context, int version);

typedef struct evp_cipher EVP_CIPHER;
typedef struct evp_pkey_ctx EVP_PKEY_CTX;
const EVP_CIPHER *EVP_des_cbc(void);
const EVP_CIPHER *EVP_aes_256_gcm(void);
int EVP_PKEY_CTX_set_rsa_keygen_bits(EVP_PKEY_CTX *context, int bits);

typedef struct xml_doc *xmlDocPtr;
typedef struct xml_xpath *xmlXPathObjectPtr;
#define XML_PARSE_NOENT 2
#define XML_PARSE_NONET 2048
xmlDocPtr xmlReadMemory(const char *text, int size, const char *url, const char *encoding, int options);
xmlXPathObjectPtr xmlXPathEval(const unsigned char *expression, void *context);

typedef struct ldap LDAP;
typedef struct ldap_message LDAPMessage;
int ldap_search_s(LDAP *ld, const char *base, int scope, const char *filter, char **attributes, int attributesOnly,
                  LDAPMessage **result);

#endif
