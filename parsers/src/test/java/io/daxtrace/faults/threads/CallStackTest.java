package io.daxtrace.faults.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.Event;
import io.daxtrace.event.KernelFunction;
import io.daxtrace.event.KernelFunction.Role;
import org.junit.jupiter.api.Test;

class CallStackTest {
    private final CallStack calls = new CallStack();

    private static int code(String symbol) {
        return KernelFunction.ofSymbol(symbol).number();
    }

    @Test
    void theHandlersBeginningIsThatOfTheOutermost() {
        assertThat(calls.handlerStart()).isEqualTo(Event.UNKNOWN);
        calls.push(code("vfs_fsync_range"), 5);
        assertThat(calls.handlerStart()).isEqualTo(Event.UNKNOWN);
        calls.push(code("ext4_dax_fault"), 10);
        calls.push(code("ext4_dax_huge_fault"), 20);
        calls.push(code("dax_iomap_fault"), 30);
        assertThat(calls.handlerStart()).isEqualTo(10);
    }

    @Test
    void theInnermostCallIsKeptWithItsBeginning() {
        calls.push(code("ext4_dax_huge_fault"), 10);
        calls.push(code("dax_finish_sync_fault"), 15);
        calls.push(code("dax_iomap_fault"), 20);
        calls.keepInnermost();
        assertThat(calls.innermost()).isZero();
        assertThat(calls.start(0)).isEqualTo(20);
        assertThat(calls.isIn(Role.MAP)).isTrue();
        assertThat(calls.isIn(Role.HANDLER)).isFalse();
        calls.keepInnermost();
        assertThat(calls.start(0)).isEqualTo(20);
    }

    @Test
    void withoutCallsThereIsNothingToKeep() {
        calls.keepInnermost();
        assertThat(calls.isEmpty()).isTrue();
    }

    /** A handler, a finish, and five filesystems, seen by up to three probes, are less. */
    @Test
    void sixteenCallsAreTheMost() {
        for (int i = 0; i < 16; i++) {
            assertThat(calls.push(code("vfs_fsync_range"), i)).isTrue();
        }
        assertThat(calls.push(code("vfs_fsync_range"), 16)).isFalse();
        assertThat(calls.popTo(3)).isEqualTo(12);
        assertThat(calls.innermost()).isEqualTo(2);
    }

    @Test
    void callsAreFoundByCodeAndByRole() {
        calls.push(code("ext4_dax_fault"), 10);
        calls.push(Probe.FAULT_EVENTS, 20);
        assertThat(calls.innermost(Probe.FAULT_EVENTS)).isEqualTo(1);
        assertThat(calls.innermost(code("dax_iomap_fault"))).isEqualTo(-1);
        assertThat(calls.isIn(Role.MAP)).isTrue();
        assertThat(calls.isInFunction(Role.MAP)).isFalse();
        assertThat(calls.endsInWrapper()).isFalse();
        calls.popTo(1);
        assertThat(calls.endsInWrapper()).isTrue();
        assertThat(calls.endsIn(Role.HANDLER)).isTrue();
        assertThat(calls.outermostSync()).isEqualTo(-1);
        calls.push(Probe.SYNC_EVENTS, 30);
        assertThat(calls.outermostSync()).isEqualTo(1);
    }
}
