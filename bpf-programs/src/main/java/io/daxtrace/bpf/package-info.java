/** libbpf through JNA: kernel features, choosing probes, ring buffer and maps. Prints nothing and writes no files. */
package io.daxtrace.bpf;
