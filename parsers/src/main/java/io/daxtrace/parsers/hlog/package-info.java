/** Logs of HdrHistogram, in all versions of its encoding. */
package io.daxtrace.parsers.hlog;
