/**
 * The threads of a capture and the traced calls that each is inside of. Knows which functions and tracepoints bound a call, and
 * nothing of what the calls come to: neither faults nor promises.
 */
package io.daxtrace.faults.threads;
