/**
 * What every source of daxtrace speaks: events, faults and fsync calls as reused cursors, the sinks that take them, the
 * kernel's names for flags and results, the loss account, and what is known of a capture. No file format is known here.
 */
package io.daxtrace.event;
