/**
 * daxtrace's own captures: directories of the Common Trace Format 1.8, written here packet by packet and read back
 * strictly. Babeltrace 2 and Trace Compass open them too.
 */
package io.daxtrace.parsers.ctf;
