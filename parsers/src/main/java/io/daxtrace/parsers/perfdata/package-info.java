/**
 * perf.data, as {@code perf record} writes it: to a file, to a pipe, with one directory entry a thread, compressed or
 * not. Layout of the file: tools/perf/Documentation/perf.data-file-format.txt; of the kernel's records:
 * include/uapi/linux/perf_event.h.
 *
 * <pre>
 *   bytes --> RecordStream --> RecordRounds --> TimeOrder --> RecordDelivery --> EventSink
 *               ^    |            |                           |
 *               |  Pieces      AttrTable, RawEvents        ThreadNames
 *               +- zstd -+
 * </pre>
 */
package io.daxtrace.parsers.perfdata;
