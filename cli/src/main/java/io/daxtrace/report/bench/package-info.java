/** A bench: a table for people, the text of the MAP_SYNC posting, and JSON. */
package io.daxtrace.report.bench;
