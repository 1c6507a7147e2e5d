/** The text of Jan Kara's MAP_SYNC postings, which test programs of the kind print: min, avg, max and powers of two. */
package io.daxtrace.parsers.posting;
