/**
 * What the outputs of finished results share: tables, cells, latencies and losses in words, and the parts that several JSON
 * documents have in common. Each room below writes one kind of result, knows this one, and knows no other. Nothing is
 * computed here but what a page needs for its layout.
 */
package io.daxtrace.report;
