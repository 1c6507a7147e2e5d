package io.daxtrace.faults.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import io.daxtrace.event.EventKind;
import io.daxtrace.event.KernelFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * One correct promise, edited. A line is TIME THREAD or THREAD/CPU, NAME and key=value; a function's name enters it, {@code <name}
 * returns from it, a tracepoint's name is the tracepoint.
 */
class PromiseCheckTest {
    private static final String KEPT = """
            100 1 dax_iomap_fault
            101 1 dax_pte_fault pgoff=7 ino=21
            110 1 dax_pte_fault_done pgoff=7 ino=21 ret=0x2004
            111 1 <dax_iomap_fault ret=0x2004
            113 1 dax_finish_sync_fault
            114 1 vfs_fsync_range start=28672 end=32767 datasync=1
            115 1 ext4_sync_file_enter datasync=1
            150 1 ext4_sync_file_exit ret=0
            152 1 <vfs_fsync_range ret=0
            155 1 dax_insert_pfn_mkwrite pgoff=7 ret=0x100
            158 1 <dax_finish_sync_fault ret=0x100
            """;

    private static final String BIG = """
            200 1 dax_pmd_fault pgoff=512
            210 1 dax_pmd_fault_done pgoff=512 ret=0x2000
            214 1 vfs_fsync_range start=2097152 end=4194303 datasync=1
            252 1 <vfs_fsync_range ret=0
            255 1 dax_insert_pfn_mkwrite pgoff=512 ret=0x100
            """;

    @Test
    void oneIsKeptByWhicheverProbesTellIt() {
        assertKept(KEPT);
        assertKept(BIG);
        assertKept(without(KEPT, "dax_pte_fault", "dax_iomap_fault")
                .replace("dax_finish_sync_fault\n", "dax_finish_sync_fault pgoff=7 order=0\n"));
        assertKept(without(KEPT, "dax_insert_pfn"));
        assertKept(without(KEPT, "dax_finish_sync_fault"));
        assertKept(without(KEPT, " dax_iomap_fault", "<dax_iomap_fault"));
        assertKept(without(KEPT, "ext4_sync_file"));
        assertKept(KEPT.replace("vfs_fsync_range", "ext4_sync_file"));
        assertKept(KEPT.replace("start=28672 end=32767", "start=0 end=9223372036854775807"));
        assertKept(KEPT.replace("<dax_finish_sync_fault ret=0x100", "<dax_finish_sync_fault"));
        assertKept(KEPT.replace("dax_insert_pfn_mkwrite ", "dax_insert_pfn_mkwrite_no_entry "));
    }

    @Test
    void asksNothingOfFaultsWithoutSync() {
        PromiseAccount account = check("""
                100 1 dax_iomap_fault
                101 1 dax_pmd_fault pgoff=7
                110 1 dax_pmd_fault_done pgoff=7 ret=0x800
                111 1 <dax_iomap_fault ret=0x800
                112 1 dax_iomap_fault
                113 1 dax_pte_fault pgoff=7
                120 1 dax_pte_fault_done pgoff=7 ret=0x100
                121 1 <dax_iomap_fault ret=0x100
                130 1 vfs_fsync_range start=0 end=9223372036854775807 datasync=0
                140 1 <vfs_fsync_range ret=-5
                """);
        assertThat(account.total()).isZero();
    }

    @Test
    void namesAMissingFsync() {
        Violation violation =
                assertBroken(without(KEPT, "vfs_fsync_range", "ext4_sync_file") + BIG, Violation.Kind.MISSING_FSYNC);
        assertThat(violation.time()).isEqualTo(110);
        assertThat(violation.tid()).isEqualTo(1);
        assertThat(violation.ino()).isEqualTo(21);
        assertThat(violation.offset()).isEqualTo(28672);
        assertThat(violation.events())
                .containsExactly(
                        "0.000000100 dax_iomap_fault",
                        "0.000000101 fs_dax:dax_pte_fault pgoff=7",
                        "0.000000110 fs_dax:dax_pte_fault_done pgoff=7 MAJOR|NEEDDSYNC",
                        "0.000000111 dax_iomap_fault returned MAJOR|NEEDDSYNC",
                        "0.000000113 dax_finish_sync_fault",
                        "0.000000155 fs_dax:dax_insert_pfn_mkwrite pgoff=7 NOPAGE",
                        "0.000000158 dax_finish_sync_fault returned NOPAGE");
    }

    @Test
    void namesAMissingFsyncWhereOnlyTheNextFaultShowsTheEnd() {
        String first = without(KEPT, "vfs_fsync_range", "ext4_sync_file", "dax_insert", "dax_finish");
        assertBroken(first + BIG, Violation.Kind.MISSING_FSYNC);
    }

    /** The events of vfs_fsync_range are missing, which others have: the filesystem's own fsync stands in for it. */
    @Test
    void doesNotAccuseAFlushThatTheFilesystemsOwnFsyncTellsOf() {
        String past = without(KEPT, "vfs_fsync_range");
        for (String text : List.of(past + BIG, BIG + past.replaceAll("(?m)^1", "3"))) {
            PromiseAccount account = check(text);
            assertThat(account.broken()).isZero();
            assertThat(account.kept()).isEqualTo(1);
            assertThat(account.doubtCounts()).containsExactly(Map.entry(Doubt.RANGE_NOT_RECORDED, 1L));
        }
        String whole = KEPT.replace("vfs_fsync_range", "ext4_sync_file");
        assertThat(check(whole + BIG).kept()).isEqualTo(2);
        assertBroken(whole.replace("end=32767", "end=32766") + BIG, Violation.Kind.WRONG_RANGE);
    }

    /** dax_finish_sync_fault's return is missing, and the program flushes afterwards. */
    @Test
    void takesOneFlushForTheFaultsOwn() {
        String failed = without(KEPT, "dax_insert", "<dax_finish").replace("range ret=0", "range ret=-5");
        assertDoubt(failed + """
                300 1 vfs_fsync_range start=0 end=9223372036854775807 datasync=0
                310 1 <vfs_fsync_range ret=0
                """, Doubt.ERROR_NOT_RECORDED);
    }

    @Test
    void countsAnAttemptWhoseResultIsMissing() {
        PromiseCheck check = new PromiseCheck(new Capture("test"), 0);
        play(check, "100 1 dax_iomap_fault\n200 1 dax_iomap_fault\n210 1 <dax_iomap_fault ret=0x100");
        assertThat(check.finish().total()).isZero();
        assertThat(check.losses()).isEqualTo(1);
    }

    @Test
    void namesAWrongRange() {
        for (String range : List.of(
                "start=28673 end=32767",
                "start=28672 end=32766",
                "start=32768 end=36863",
                "start=0 end=28671",
                "start=0 end=0")) {
            Violation violation =
                    assertBroken(KEPT.replace("start=28672 end=32767", range), Violation.Kind.WRONG_RANGE);
            assertThat(violation.found()).contains("expected 28672 to 32767");
        }
        assertBroken(BIG.replace("end=4194303", "end=2101247"), Violation.Kind.WRONG_RANGE);
        assertBroken(BIG.replace("start=2097152", "start=2101248"), Violation.Kind.WRONG_RANGE);
    }

    @Test
    void namesAnFsyncOfMetadataToo() {
        assertBroken(KEPT.replace("datasync=1", "datasync=0"), Violation.Kind.NOT_DATASYNC);
        assertBroken(without(KEPT.replace("datasync=1", "datasync=0"), "ext4_sync"), Violation.Kind.NOT_DATASYNC);
    }

    @Test
    void namesAnInsertionThatCameTooEarly() {
        String insert = "155 1 dax_insert_pfn_mkwrite pgoff=7 ret=0x100\n";
        String rest = KEPT.replace(insert, "");
        for (String at : List.of("113 1 dax_finish", "114 1 vfs", "115 1 ext4", "150 1 ext4", "152 1 <vfs")) {
            int line = rest.indexOf(at);
            String early = rest.substring(0, line) + insert.replace("155", at.substring(0, 3)) + rest.substring(line);
            if (at.startsWith("113")) {
                // nothing is open yet: the insertion ends the fault, the fsync afterwards is none of its own
                assertThat(check(early).violationCounts()).containsEntry(Violation.Kind.MISSING_FSYNC, 1L);
            } else {
                assertBroken(early, Violation.Kind.INSERTED_BEFORE_FSYNC_END);
            }
            String events = without(early, "dax_finish");
            if (!at.startsWith("113") && !at.startsWith("114")) {
                assertBroken(events, Violation.Kind.INSERTED_BEFORE_FSYNC_END);
            }
        }
        String late = without(KEPT, "dax_insert", "152 1", "158 1") + """
                158 1 dax_insert_pfn_mkwrite ret=0x100
                160 1 <vfs_fsync_range ret=0
                161 1 <dax_finish_sync_fault ret=0x100
                """;
        assertBroken(late, Violation.Kind.INSERTED_BEFORE_FSYNC_END);
        // by its time alone, or by its place alone
        assertBroken(KEPT.replace("152 1", "156 1"), Violation.Kind.INSERTED_BEFORE_FSYNC_END);
        assertBroken(late.replace("160 1", "152 1"), Violation.Kind.INSERTED_BEFORE_FSYNC_END);
    }

    @Test
    void namesAFailedFsync() {
        String failed = KEPT.replace("exit ret=0", "exit ret=-5").replace("range ret=0", "range ret=-5");
        assertThat(assertBroken(failed, Violation.Kind.FAILED_FSYNC_INSERTED).found())
                .contains("returned -5");
        assertBroken(without(failed, "dax_insert"), Violation.Kind.FAILED_FSYNC_INSERTED);
        assertBroken(without(failed, "dax_finish"), Violation.Kind.FAILED_FSYNC_INSERTED);
        String told = without(failed, "dax_insert")
                .replace("<dax_finish_sync_fault ret=0x100", "<dax_finish_sync_fault ret=0x2");
        assertKept(told);
        assertKept(told.replace("-5", "-1")); // not to be taken for unknown
        assertBroken(told.replace("_fault ret=0x2\n", "_fault ret=0x0\n"), Violation.Kind.FAILED_FSYNC_NO_ERROR);
        assertDoubt(without(failed, "dax_insert", "dax_finish"), Doubt.CAPTURE_ENDED);
        assertThat(check(without(failed, "dax_insert", "dax_finish") + BIG).doubtCounts())
                .containsExactly(Map.entry(Doubt.ERROR_NOT_RECORDED, 1L));
        assertKept(without(failed, "dax_insert", "dax_finish").replace("100 1", "99 1 ext4_dax_fault\n100 1")
                + "160 1 <ext4_dax_fault ret=0x2\n");
    }

    @Test
    void doubtsWhatTheProbesDoNotTell() {
        assertDoubt(without(KEPT, "vfs_fsync_range", "ext4_sync_file"), Doubt.NO_FSYNC_PROBE);
        assertDoubt(
                without(KEPT, "vfs_fsync_range", "ext4_sync_file", "dax_iomap", "dax_finish"), Doubt.NO_FSYNC_PROBE);
        assertDoubt(without(KEPT, "vfs_fsync_range"), Doubt.RANGE_NOT_RECORDED);
        assertDoubt(KEPT.replace("start=28672 end=32767", ""), Doubt.RANGE_NOT_RECORDED);
        assertDoubt(KEPT.replace("datasync=1", ""), Doubt.DATASYNC_NOT_RECORDED);
        assertDoubt(without(KEPT, "<vfs_fsync_range"), Doubt.FSYNC_END_NOT_SEEN);
        assertDoubt(without(KEPT, "<vfs_fsync_range", "dax_finish") + BIG, Doubt.FSYNC_END_NOT_SEEN);
        assertDoubt(without(KEPT, "ext4").replace("range ret=0", "range"), Doubt.FSYNC_RESULT_NOT_RECORDED);
        assertDoubt(KEPT.replace("pgoff=7", ""), Doubt.OFFSET_NOT_RECORDED);
        assertDoubt(
                without(KEPT, "dax_pte").replace("dax_finish_sync_fault\n", "dax_finish_sync_fault pgoff=7\n"),
                Doubt.SIZE_NOT_RECORDED);
        assertThat(check(without(KEPT, "dax_insert", "dax_finish") + BIG).doubtCounts())
                .containsExactly(Map.entry(Doubt.INSERTION_NOT_SEEN, 1L));
        assertDoubt(without(KEPT, "dax_insert").replace("_fault ret=0x100", "_fault"), Doubt.INSERTION_NOT_SEEN);
        assertDoubt(KEPT.replace("152 1", "90 1/3"), Doubt.TIMES_BACKWARDS);
    }

    @Test
    void doubtsWhatBeginsOrEndsOutsideTheCapture() {
        List<String> lines = KEPT.lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            PromiseAccount tail = check(String.join("\n", lines.subList(i, lines.size())));
            assertThat(tail.broken()).as("from %s", lines.get(i)).isZero();
            assertThat(tail.kept())
                    .as("from %s", lines.get(i))
                    .isEqualTo(i <= 2 ? 1 : 0); // later, PTE or PMD was not seen
            PromiseAccount head = check(String.join("\n", lines.subList(0, i)));
            assertThat(head.broken() + head.kept()).as("up to %s", lines.get(i)).isZero();
            assertThat(head.unknown()).as("up to %s", lines.get(i)).isEqualTo(i >= 3 ? 1 : 0);
        }
    }

    @Test
    void doubtsWhatWasOpenWhenEventsWereLost() {
        List<String> lines = KEPT.lines().toList();
        for (int i = 3; i < lines.size(); i++) {
            List<String> gap = new ArrayList<>(lines);
            gap.add(i, "LOST");
            gap.add("300 1 dax_iomap_fault"); // and then a whole one
            String text = String.join("\n", gap) + "\n" + BIG;
            assertThat(check(text).doubtCounts())
                    .as("after %s", lines.get(i - 1))
                    .containsEntry(Doubt.EVENTS_LOST, 1L);
            assertThat(check(text).broken()).isZero();
            assertThat(check(text).kept()).as("after %s", lines.get(i - 1)).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void followsThreadsApart() {
        Random random = new Random(1);
        List<List<String>> threads = new ArrayList<>();
        for (int tid = 1; tid <= 50; tid++) {
            String text = (KEPT + BIG).replace(" 1 ", " " + tid + " ");
            if (tid % 10 == 0) {
                text = text.replace("end=32767", "end=32000");
            }
            threads.add(new ArrayList<>(text.lines().toList()));
        }
        StringBuilder mixed = new StringBuilder();
        while (!threads.isEmpty()) {
            int i = random.nextInt(threads.size());
            mixed.append(threads.get(i).remove(0)).append('\n');
            if (threads.get(i).isEmpty()) {
                threads.remove(i);
            }
        }
        PromiseAccount account = check(mixed.toString());
        assertThat(account.kept()).isEqualTo(95);
        assertThat(account.violationCounts()).containsExactly(Map.entry(Violation.Kind.WRONG_RANGE, 5L));
        assertThat(account.violations().stream().map(Violation::tid)).containsExactlyInAnyOrder(10, 20, 30, 40, 50);
    }

    @Test
    void takesTheOutermostOfNestedFsyncs() {
        String nested = KEPT.replace("115 1 ext4", "115 1 vfs_fsync_range start=0 end=1 datasync=0\n115 1 ext4")
                .replace("152 1 <vfs_fsync_range ret=0", "151 1 <vfs_fsync_range ret=-7\n152 1 <vfs_fsync_range ret=0");
        assertKept(nested);
        String early = nested.replace("155 1 dax_insert", "152 1 dax_insert");
        List<String> lines = new ArrayList<>(early.lines().toList());
        Collections.swap(lines, lines.indexOf("152 1 <vfs_fsync_range ret=0"), lines.size() - 2);
        assertBroken(String.join("\n", lines), Violation.Kind.INSERTED_BEFORE_FSYNC_END);
    }

    @Test
    void knowsOtherPageSizes() {
        String large = KEPT.replace("start=28672 end=32767", "start=458752 end=524287");
        assertDoubt(large, Doubt.PAGE_SIZE_NOT_RECORDED);
        assertThat(check(large, 65536).kept()).isEqualTo(1);
        assertThat(check(large, 4096).broken()).isEqualTo(1);
        assertThat(check(KEPT, 65536).broken()).isEqualTo(1);
        // 512 MiB by 64 KiB pages; as page_entry_size and as order
        String huge = BIG.replace("start=2097152 end=4194303", "start=33554432 end=570425343");
        assertThat(check(huge, 65536).kept()).isEqualTo(1);
        assertThat(check(huge.replace("570425343", "570425342"), 65536).broken())
                .isEqualTo(1);
    }

    @Test
    void knowsTheSizeByTheArgument() {
        String text =
                without(BIG, "dax_pmd").replace("214 1", "210 1 <dax_iomap_fault ret=0x2000 pgoff=512 order=9\n214 1");
        assertKept(text);
        assertKept(text.replace("order=9", "order=1"));
        assertKept(text.replace("order=9", "order=0"));
        assertBroken(text.replace("order=9", "order=2"), Violation.Kind.WRONG_RANGE);
        assertBroken(text.replace("order=9", "order=18"), Violation.Kind.WRONG_RANGE);
    }

    @Test
    void keepsTheFirstHundredViolationsAndCountsAll() {
        PromiseAccount account = check(KEPT.replace("datasync=1", "datasync=0").repeat(1000));
        assertThat(account.broken() + account.unknown()).isEqualTo(1000);
        assertThat(account.violations()).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void staysBoundedWithMoreThreadsThanThereCanBe() {
        PromiseCheck check = new PromiseCheck(new Capture("test"), 0);
        for (int tid = 1; tid <= 30_000; tid++) {
            play(check, "100 " + tid + " dax_pte_fault pgoff=1\n110 " + tid + " dax_pte_fault_done pgoff=1 ret=0x2000");
        }
        PromiseAccount account = check.finish();
        assertThat(account.unknown()).isEqualTo(30_000);
        assertThat(account.doubtCounts()).containsOnlyKeys(Doubt.TOO_MANY_THREADS, Doubt.CAPTURE_ENDED);
    }

    /** Whatever the order of events: no error, and each promise in one count. */
    @Test
    void anyDisorderIsCounted() {
        Random random = new Random(3);
        List<String> lines = (KEPT + BIG + "400 1 <ext4_dax_fault ret=0x100\n90 1 ext4_dax_fault\nLOST\n")
                .lines()
                .toList();
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int round = 0; round < 1000; round++) {
                List<String> some = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                    String line = lines.get(random.nextInt(lines.size()));
                    some.add(line.replaceFirst(" 1 ", " " + (1 + random.nextInt(2)) + " "));
                }
                PromiseAccount account = check(String.join("\n", some));
                assertThat(account.total()).isBetween(0L, 60L);
                assertThat(account.violations().size()).isEqualTo((int) account.broken());
            }
        });
    }

    private static void assertKept(String text) {
        PromiseAccount account = check(text);
        assertThat(account.violations()).as(text).isEmpty();
        assertThat(account.doubtCounts()).as(text).isEmpty();
        assertThat(account.kept()).as(text).isEqualTo(1);
    }

    private static Violation assertBroken(String text, Violation.Kind kind) {
        PromiseAccount account = check(text);
        assertThat(account.violationCounts()).as(text).containsExactly(Map.entry(kind, 1L));
        return account.violations().get(0);
    }

    private static void assertDoubt(String text, Doubt doubt) {
        PromiseAccount account = check(text);
        assertThat(account.violations()).as(text).isEmpty();
        assertThat(account.doubtCounts()).as(text).containsEntry(doubt, 1L);
    }

    private static String without(String text, String... names) {
        UnaryOperator<String> keep = line -> Arrays.stream(names).anyMatch(line::contains) ? "" : line + "\n";
        return String.join("", text.lines().map(keep).toList());
    }

    private static PromiseAccount check(String text) {
        return check(text, 0);
    }

    private static PromiseAccount check(String text, int pageSize) {
        PromiseCheck check = new PromiseCheck(new Capture("test"), pageSize);
        play(check, text);
        return check.finish();
    }

    private static void play(PromiseCheck check, String text) {
        Event event = new Event();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ");
            if (words[0].equals("LOST")) {
                check.lost(0, 1);
                continue;
            }
            event.clear();
            event.time = Long.parseLong(words[0]);
            String[] thread = words[1].split("/");
            event.tid = Integer.parseInt(thread[0]);
            event.cpu = thread.length > 1 ? Integer.parseInt(thread[1]) : 0;
            boolean isReturn = words[2].startsWith("<");
            String name = isReturn ? words[2].substring(1) : words[2];
            event.function = KernelFunction.ofSymbol(name);
            event.kind = event.function == null
                    ? EventKind.ofName(name)
                    : isReturn ? EventKind.FUNCTION_RETURN : EventKind.FUNCTION_ENTRY;
            for (int i = 3; i < words.length; i++) {
                if (!words[i].isEmpty()) {
                    set(
                            event,
                            words[i].substring(0, words[i].indexOf('=')),
                            words[i].substring(words[i].indexOf('=') + 1));
                }
            }
            check.event(event);
        }
    }

    private static void set(Event event, String name, String value) {
        long number = Long.decode(value);
        switch (name) {
            case "ret" -> {
                event.result = number;
                event.resultKnown = true;
            }
            case "pgoff" -> event.pgoff = number;
            case "ino" -> event.ino = number;
            case "start" -> event.start = number;
            case "end" -> event.end = number;
            case "datasync" -> event.datasync = number;
            case "order" -> event.order = number;
            default -> throw new IllegalArgumentException(name);
        }
    }
}
