package io.daxtrace.faults.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.Capture;
import io.daxtrace.event.Event;
import org.junit.jupiter.api.Test;

/** Against what the kernels' Kconfig files say of each base page size. */
class PageSizesTest {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    private final Capture capture = new Capture("capture");

    private static void assertSizes(PageSizes pages, long pte, long pmd, long pud) {
        assertThat(pages.pte()).isEqualTo(pte);
        assertThat(pages.pmd()).isEqualTo(pmd);
        assertThat(pages.pud()).isEqualTo(pud);
    }

    @Test
    void fourKibibytesAreAssumedAndTheOthersAreOfArm() {
        PageSizes pages = PageSizes.of(0, capture);
        assertSizes(pages, 4096, 2 * MIB, GIB);
        assertThat(pages.others()).hasSize(2);
        assertSizes(pages.others()[0], 16384, 32 * MIB, 64 * GIB);
        assertSizes(pages.others()[1], 65536, 512 * MIB, 4096 * GIB);
    }

    @Test
    void whatTheCaptureSaysIsNotAssumed() {
        capture.environment().put("page_size", "16384");
        assertSizes(PageSizes.of(0, capture), 16384, 32 * MIB, 64 * GIB);
        assertThat(PageSizes.of(0, capture).others()).isEmpty();
        capture.environment().put("page_size", "many");
        assertSizes(PageSizes.of(0, capture), 4096, 2 * MIB, GIB);
        assertThat(PageSizes.of(0, capture).others()).hasSize(2);
    }

    @Test
    void whatTheUserSaysHoldsBeforeWhatTheCaptureDoes() {
        capture.environment().put("page_size", "16384");
        assertSizes(PageSizes.of(65536, capture), 65536, 512 * MIB, 4096 * GIB);
        assertThat(PageSizes.of(65536, capture).others()).isEmpty();
    }

    /** 0, 1 and 2 are PTE, PMD and PUD up to 6.5; later a PMD is of order 9, and a PUD of order 18. */
    @Test
    void anArgumentIsASizeOrAnOrder() {
        PageSizes pages = PageSizes.of(4096, capture);
        assertThat(pages.ofArgument(0)).isEqualTo(4096);
        assertThat(pages.ofArgument(1)).isEqualTo(2 * MIB);
        assertThat(pages.ofArgument(2)).isEqualTo(GIB);
        assertThat(pages.ofArgument(9)).isEqualTo(2 * MIB);
        assertThat(pages.ofArgument(18)).isEqualTo(GIB);
        assertThat(pages.ofArgument(30)).isEqualTo(4096 * GIB);
        assertThat(pages.ofArgument(31)).isEqualTo(Event.UNKNOWN);
        assertThat(pages.ofArgument(Event.UNKNOWN)).isEqualTo(Event.UNKNOWN);
    }
}
