/** The original experiment: page faults of a program that stores to a mapped file, in eight set-ups, timed by itself. */
package io.daxtrace.bench;
