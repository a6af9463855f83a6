/* Orders in XML. */
#include <libxml/parser.h>

xmlDocPtr parse(const char *text, int size)
{
    return xmlReadMemory(text, size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
}

void prepare(void)
{
    xmlSubstituteEntitiesDefault(0);
}
