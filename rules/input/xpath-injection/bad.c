/* Settings in XML. */
#include <libxml/xpath.h>
#include <stdio.h>

xmlXPathObjectPtr find_user(xmlXPathContextPtr context, const char *name)
{
    char expression[128];

    snprintf(expression, sizeof expression, "//user[@name='%s']", name);
    return xmlXPathEvalExpression((const xmlChar *)expression, context); // expect: xpath-injection at `xmlXPathEvalExpression`
}
