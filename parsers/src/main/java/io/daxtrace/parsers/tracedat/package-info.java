/**
 * Reads trace.dat, the binary capture of trace-cmd, versions 6 and 7: the kernel's ring buffer pages of each CPU with the
 * format files that explain them.
 */
package io.daxtrace.parsers.tracedat;
