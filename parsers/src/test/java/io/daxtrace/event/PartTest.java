package io.daxtrace.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.KernelFunction.Role;
import org.junit.jupiter.api.Test;

class PartTest {
    private final Fault fault = new Fault().clear();

    @Test
    void theRestIsWhatNoKnownPartCovers() {
        fault.commit = 30;
        assertThat(Part.Stage.COMMIT.rest(fault)).isEqualTo(Event.UNKNOWN);
        fault.parts[Part.COMMIT_JOURNAL.ordinal()] = 11;
        assertThat(Part.Stage.COMMIT.rest(fault)).isEqualTo(19);
        fault.parts[Part.COMMIT_FLUSH.ordinal()] = 19;
        assertThat(Part.Stage.COMMIT.rest(fault)).isZero();
        assertThat(Part.Stage.MAP.rest(fault)).isEqualTo(Event.UNKNOWN);
        assertThat(Part.Stage.COMMIT.isExceeded(fault)).isFalse();
        fault.parts[Part.COMMIT_WRITEBACK.ordinal()] = 1;
        assertThat(Part.Stage.COMMIT.isExceeded(fault)).isTrue();
        fault.parts[Part.COMMIT_WRITEBACK.ordinal()] = Long.MAX_VALUE;
        assertThat(Part.Stage.COMMIT.isExceeded(fault)).isTrue();
    }

    @Test
    void aHandleIsAPartOfWhereItIsTaken() {
        assertThat(Part.of(Part.Stage.MAP, Role.HANDLE)).isEqualTo(Part.MAP_HANDLE);
        assertThat(Part.of(Part.Stage.OTHER, Role.HANDLE)).isEqualTo(Part.OTHER_HANDLE);
        assertThat(Part.of(Part.Stage.COMMIT, Role.HANDLE)).isNull();
        assertThat(Part.of(Part.Stage.OTHER, Role.ENTRY)).isNull();
    }

    @Test
    void everyPartIsFollowedByOneDetail() {
        for (Part part : Part.values()) {
            assertThat(Detail.COMMIT.follows(part.role()) ^ Detail.MAP.follows(part.role()))
                    .isTrue();
        }
    }
}
