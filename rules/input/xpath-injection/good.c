/* Settings in XML. */
#include <libxml/xpath.h>
#include <stdio.h>

xmlXPathObjectPtr find_all(xmlXPathContextPtr context)
{
    return xmlXPathEvalExpression((const xmlChar *)"//user", context);
}

xmlXPathObjectPtr find_number(xmlXPathContextPtr context, int number)
{
    char expression[64];

    snprintf(expression, sizeof expression, "//user[@id=%d]", number);
    return xmlXPathEvalExpression((const xmlChar *)expression, context);
}
