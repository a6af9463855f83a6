/* Login against a directory. */
#include <ldap.h>
#include <stdio.h>

int find_user(LDAP *directory, const char *user, LDAPMessage **found)
{
    char filter[128];

    snprintf(filter, sizeof filter, "(&(objectClass=person)(uid=%s))", user);
    return ldap_search_ext_s(directory, "ou=people,dc=clinic", LDAP_SCOPE_SUBTREE, filter, NULL, 0, NULL, NULL, NULL, 1, found); // expect: ldap-injection at `ldap_search_ext_s`
}
