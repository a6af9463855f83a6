/* Orders in XML. */
#include <libxml/parser.h>

xmlDocPtr parse(const char *text, int size)
{
    return xmlReadMemory(text, size, NULL, NULL, XML_PARSE_NOENT | XML_PARSE_NOBLANKS); // expect: xml-external-entities at `xmlReadMemory`
}

xmlDocPtr load(const char *path)
{
    const int options = XML_PARSE_DTDLOAD;

    return xmlReadFile(path, NULL, options); // expect: xml-external-entities at `xmlReadFile`
}

void prepare(void)
{
    xmlSubstituteEntitiesDefault(1); // expect: xml-external-entities at `xmlSubstituteEntitiesDefault`
}
