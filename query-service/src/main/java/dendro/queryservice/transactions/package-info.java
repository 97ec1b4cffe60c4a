/** The log of a database: its transactions in their order, page by page. */
package dendro.queryservice.transactions;
