/** The histograms that bcc's tools and libbpf-tools print. */
package io.daxtrace.parsers.bcc;
