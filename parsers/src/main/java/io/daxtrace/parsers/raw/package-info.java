/**
 * Decodes binary event records by the format files that the kernel gives with them, as trace.dat and perf.data carry
 * both. Knows nothing of those containers.
 */
package io.daxtrace.parsers.raw;
