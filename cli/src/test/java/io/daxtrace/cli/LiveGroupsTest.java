package io.daxtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.aggregate.Group;
import io.daxtrace.aggregate.Metric;
import io.daxtrace.aggregate.MetricName;
import io.daxtrace.bpf.LiveRow;
import io.daxtrace.bpf.LiveRows;
import io.daxtrace.event.FileId;
import io.daxtrace.event.FilePath;
import io.daxtrace.event.FilePaths;
import io.daxtrace.event.Key;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three sync faults, two async ones and one that failed: six faults, five of them with a latency. */
class LiveGroupsTest {
    private static final LiveRow FIRST = LiveRows.row(LiveRows.counted(100, 200, 300), LiveRows.counted(10, 20), 1);
    private static final LiveRow LATER =
            LiveRows.row(LiveRows.counted(100, 200, 300, 4000), LiveRows.counted(10, 20), 3);

    private static long count(Group group, MetricName name) {
        return group.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToLong(metric -> metric.distribution().count())
                .sum();
    }

    @Test
    void everyFaultIsCountedOnce() {
        Group group =
                new LiveGroups(List.of(), new FilePaths()).total(List.of(FIRST)).get(0);
        assertThat(group.faults().total()).isEqualTo(6);
        assertThat(group.faults().sync()).isEqualTo(3);
        assertThat(group.faults().async()).isEqualTo(2);
        assertThat(group.faults().failed()).isEqualTo(1);
        assertThat(count(group, MetricName.FAULT)).isEqualTo(5);
        assertThat(count(group, MetricName.FAULT_SYNC)).isEqualTo(3);
        assertThat(count(group, MetricName.FAULT_ASYNC)).isEqualTo(2);
        Metric all = group.metrics().get(0);
        assertThat(all.distribution().sum()).isEqualTo(100 + 200 + 300 + 10 + 20);
    }

    private static LiveRow row(long ino, long... sync) {
        return LiveRows.row(
                Map.of(Key.DEVICE, "259:1", Key.INODE, Long.toString(ino)),
                new LiveRow.User(new FileId(259 << 20 | 1, ino), 70),
                LiveRows.counted(sync),
                LiveRows.counted(),
                0);
    }

    /** A log that is made anew again and again is one file to its user. */
    @Test
    void filesWithOnePathAreOneGroup() {
        FilePaths paths = new FilePaths();
        paths.file(new FileId(259 << 20 | 1, 1), new FilePath("/pmem/log", FilePath.State.PRESENT, 0));
        paths.file(new FileId(259 << 20 | 1, 3), new FilePath("/pmem/log", FilePath.State.PRESENT, 0));
        LiveGroups groups = new LiveGroups(List.of(Key.FILE), paths);
        assertThat(groups.interval(List.of(row(1, 10), row(2, 20), row(3, 30, 40))))
                .extracting(group -> group.key() + " " + group.faults().sync())
                .containsExactly("{file=/pmem/log} 3", "{file=259:1:2} 1");
        assertThat(groups.interval(List.of(row(1, 10), row(2, 20), row(3, 30, 40, 50))))
                .extracting(group -> group.key() + " " + group.faults().sync())
                .containsExactly("{file=/pmem/log} 1");
    }

    @Test
    void anIntervalHasWhatWasAddedSinceTheLastOne() {
        LiveGroups groups = new LiveGroups(List.of(), new FilePaths());
        assertThat(groups.interval(List.of(FIRST)).get(0).faults().total()).isEqualTo(6);
        Group added = groups.interval(List.of(LATER)).get(0);
        assertThat(added.faults().sync()).isEqualTo(1);
        assertThat(added.faults().async()).isZero();
        assertThat(added.faults().failed()).isEqualTo(2);
        assertThat(count(added, MetricName.FAULT)).isEqualTo(1);
        assertThat(groups.interval(List.of(LATER))).isEmpty();
    }
}
