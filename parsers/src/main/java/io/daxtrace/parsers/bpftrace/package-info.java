/** What bpftrace prints of its maps: text and JSON lines. */
package io.daxtrace.parsers.bpftrace;
