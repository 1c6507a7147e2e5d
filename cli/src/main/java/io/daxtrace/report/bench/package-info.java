/** A bench: a table and a page for people, the text of the MAP_SYNC posting, and JSON. */
package io.daxtrace.report.bench;
