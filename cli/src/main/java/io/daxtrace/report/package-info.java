/** Text, JSON, CSV and HTML from finished results. Computes nothing but what a page needs for its layout. */
package io.daxtrace.report;
