/** How the service is configured: secrets come from the environment, and what is wrong is named in a sentence. */
package dendro.modelservice.configuration;
