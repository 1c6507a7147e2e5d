package io.daxtrace.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.daxtrace.event.DeviceNumber;
import org.junit.jupiter.api.Test;

/** Lines as in proc_pid_mountinfo(5), and one from a guest. */
class DaxMountTest {
    @Test
    void shouldReadALine() {
        assertThat(DaxMount.parse(
                        "56 28 259:1 / /mnt/xfs rw,relatime shared:9 - xfs /dev/pmem1 rw,attr2,dax=always,noquota"))
                .isEqualTo(new DaxMount(
                        DeviceNumber.of(259, 1), "/mnt/xfs", "xfs", "/dev/pmem1", "rw,attr2,dax=always,noquota"));
    }

    @Test
    void shouldUnescapeBlanks() {
        DaxMount mount = DaxMount.parse("36 35 98:0 /mnt1 /mnt\\040two\\134 rw - ext4 /dev/root rw");
        assertThat(mount.mountPoint()).isEqualTo("/mnt two\\");
    }

    @Test
    void shouldTakeNoOtherLine() {
        assertThat(DaxMount.parse("")).isNull();
        assertThat(DaxMount.parse("36 35 98:0 / /mnt rw -")).isNull();
        assertThat(DaxMount.parse("36 35 - ext4 /dev/root rw")).isNull();
    }
}
