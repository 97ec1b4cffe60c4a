/** {@code bin/models}: looking after the model repository from the command line. */
package dendro.modelservice.repository;
