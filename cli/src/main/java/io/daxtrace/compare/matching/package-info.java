/** Sorts runs into workloads with two sides, and says whether the sides may be compared. Judges nothing. */
package io.daxtrace.compare.matching;
