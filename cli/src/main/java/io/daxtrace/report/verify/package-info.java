/** What captures prove of MAP_SYNC's promise: text for people, and JSON. */
package io.daxtrace.report.verify;
