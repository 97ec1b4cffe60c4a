/**
 * What people do with the saved queries, in a real browser against the services of the demo. A story is a test class; a test
 * gets {@link dendro.demo.browser.People} and lets one or more {@link dendro.demo.browser.Person} use the page. It fails on
 * anything that goes wrong in the browser and that it did not expect.
 */
package dendro.demo.browser;
