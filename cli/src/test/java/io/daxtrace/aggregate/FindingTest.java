package io.daxtrace.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.Fault;
import io.daxtrace.event.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {
    private final Aggregator aggregator = new Aggregator(List.of("tid"), false);

    FindingTest() {
        aggregator.input(new io.daxtrace.event.Capture("c"), new OperationClock());
    }

    /** Both handles together: 10 + 20 of 100. */
    @Test
    void partsOfOneKindInTwoStagesAreOne() {
        fault(1, Part.MAP_HANDLE, 10, Part.OTHER_HANDLE, 20);
        List<Finding> findings = Finding.of(aggregator.groups());
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).kind()).isEqualTo("handle");
        assertThat(findings.get(0).share()).isEqualTo(0.3);
    }

    /** 49 of 200 is less than a quarter, 50 is one: in two groups of 100 each. */
    @Test
    void lessThanAQuarterOfAllIsNone() {
        fault(1, Part.COMMIT_JOURNAL, 24, Part.MAP_ENTRY, 0);
        fault(2, Part.COMMIT_JOURNAL, 25, Part.MAP_ENTRY, 50);
        assertThat(Finding.of(aggregator.groups())).extracting(Finding::kind).containsExactly("entry");
        fault(1, Part.COMMIT_JOURNAL, 26, Part.MAP_ENTRY, 40);
        assertThat(Finding.of(aggregator.groups()))
                .extracting(Finding::kind, Finding::share, Finding::faults)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("entry", 0.3, 3L),
                        org.assertj.core.groups.Tuple.tuple("journal", 0.25, 3L));
    }

    @Test
    void whereNothingWasFollowedNothingIsFound() {
        fault(1, Part.COMMIT_JOURNAL, -1, Part.MAP_ENTRY, -1);
        assertThat(Finding.of(aggregator.groups())).isEmpty();
        assertThat(Finding.of(List.of())).isEmpty();
    }

    /** Two sync faults of 100, 16 async ones of 40: 120 of 200 could be saved; by one async fault more that takes 1000, nothing. */
    @Test
    void whatAsyncFaultsBesideTakeIsWhatWouldBeLeft() {
        fault(1, Part.COMMIT_JOURNAL, -1, Part.MAP_ENTRY, -1);
        fault(2, Part.COMMIT_JOURNAL, -1, Part.MAP_ENTRY, -1);
        for (int i = 0; i < 15; i++) {
            async(3, 40, Fault.Order.PTE);
        }
        assertThat(Finding.of(aggregator.groups())).as("15 are too few").isEmpty();
        async(3, 40, Fault.Order.PTE);
        assertThat(Finding.of(aggregator.groups()))
                .extracting(Finding::kind, Finding::share, Finding::faults)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("allocation", 0.6, 2L));
        assertThat(Finding.of(aggregator.groups()).get(0).text())
                .startsWith("sync faults took 100ns each, async faults beside them 40ns: ")
                .endsWith(" would make these 2 faults async and save 120ns, 60.0 % of their time");
        async(3, 1000, Fault.Order.PTE);
        assertThat(Finding.of(aggregator.groups())).isEmpty();
    }

    @Test
    void ofLargerPagesNothingIsSaid() {
        fault(1, Part.COMMIT_JOURNAL, -1, Part.MAP_ENTRY, -1);
        for (int i = 0; i < 16; i++) {
            async(3, 1, i == 0 ? Fault.Order.PMD : Fault.Order.PTE);
        }
        assertThat(Finding.of(aggregator.groups())).isEmpty();
    }

    private void async(int tid, long total, Fault.Order order) {
        Fault fault = new Fault().clear();
        fault.kind = Fault.Kind.ASYNC;
        fault.order = order;
        fault.tid = tid;
        fault.total = total;
        aggregator.fault(fault);
    }

    private void fault(int tid, Part first, long firstTime, Part second, long secondTime) {
        Fault fault = new Fault().clear();
        fault.kind = Fault.Kind.SYNC;
        fault.order = Fault.Order.PTE;
        fault.tid = tid;
        fault.total = 100;
        fault.map = 50;
        fault.commit = 30;
        fault.insert = 0;
        fault.other = 20;
        fault.parts[first.ordinal()] = firstTime;
        fault.parts[second.ordinal()] = secondTime;
        aggregator.fault(fault);
    }
}
