/**
 * The HTTP interface as an OpenAPI document: paths, methods and parameters are read from the resources themselves, roles and
 * formats from their annotations, and what bodies hold from {@code openapi.yaml}.
 */
package dendro.queryservice.openapi;
