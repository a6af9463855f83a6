/* Login against a directory. */
#include <ctype.h>
#include <ldap.h>
#include <stdio.h>

int find_number(LDAP *directory, int number, LDAPMessage **found)
{
    char filter[64];

    snprintf(filter, sizeof filter, "(employeeNumber=%d)", number);
    return ldap_search_ext_s(directory, "ou=people,dc=clinic", LDAP_SCOPE_SUBTREE, filter, NULL, 0, NULL, NULL, NULL, 1, found);
}

int find_all(LDAP *directory, LDAPMessage **found)
{
    return ldap_search_ext_s(directory, "ou=people,dc=clinic", LDAP_SCOPE_SUBTREE, "(objectClass=person)", NULL, 0, NULL, NULL, NULL, 0, found);
}
