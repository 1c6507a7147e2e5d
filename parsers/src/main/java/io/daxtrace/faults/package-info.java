/** Puts the events of each thread together into faults and fsync calls. No file formats, no statistics. */
package io.daxtrace.faults;
