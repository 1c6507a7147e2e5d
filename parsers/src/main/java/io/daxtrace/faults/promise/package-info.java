/**
 * Checks MAP_SYNC's promise in the events of a capture: no page table entry for a block mapping that is not durable. What
 * a capture cannot prove is in doubt, never kept.
 */
package io.daxtrace.faults.promise;
