/** Groups faults and fsync calls by keys and labels, turns stages into metrics, and keeps profiles. Prints nothing. */
package io.daxtrace.aggregate;
