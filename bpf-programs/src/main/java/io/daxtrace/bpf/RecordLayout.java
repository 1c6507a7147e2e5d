package io.daxtrace.bpf;

/**
 * The records of the ring buffer: {@code struct record}, {@code fault_record} and {@code fsync_record} of record.h, in
 * the machine's byte order.
 *
 * <pre>
 *        0       2      3       4              8
 *     0  | type  | kind | lacks | cpu          |
 *     8  | start                               |
 *    16  | total                               |
 *    24  | inode                               |
 *    32  | device               | pid          |
 *    40  | tid                  |              |
 *    48  | cgroup                              |
 *    56  | comm, 16 bytes                      |
 *        +---------------- fault --------------+---------------- fsync --------------+
 *    72  | map                                 | first byte                          |
 *    80  | finish: commit and insert           | last byte                           |
 *    88  | commit                              | result               | datasync     |
 *    96  | start of the commit, 0: none        |
 *   104  | page offset                         |
 *   112  | address                             |
 *   120  | first byte of the commit            |
 *   128  | last byte of the commit             |
 *   136  | flags                | result       |
 *   144  | commit's result | level | sync | fallbacks |
 *   152  | retries |                           |
 * </pre>
 */
final class RecordLayout {
    static final int TYPE = 0;
    static final int KIND = 2;
    static final int LACKS = 3;
    static final int CPU = 4;
    static final int START = 8;
    static final int TOTAL = 16;
    static final int INO = 24;
    static final int DEV = 32;
    static final int TGID = 36;
    static final int TID = 40;
    static final int CGROUP = 48;
    static final int COMM = 56;
    static final int COMM_SIZE = 16;
    static final int COMMON_SIZE = 72;

    static final int MAP = 72;
    static final int FINISH = 80;
    static final int COMMIT = 88;
    static final int COMMIT_START = 96;
    static final int PGOFF = 104;
    static final int ADDRESS = 112;
    static final int COMMIT_FROM = 120;
    static final int COMMIT_TO = 128;
    static final int FLAGS = 136;
    static final int RESULT = 140;
    static final int COMMIT_RESULT = 144;
    static final int LEVEL = 148;
    static final int MAP_SYNC = 149;
    static final int FALLBACKS = 150;
    static final int RETRIES = 152;
    static final int FAULT_SIZE = 160;

    static final int RANGE_START = 72;
    static final int RANGE_END = 80;
    static final int FSYNC_RESULT = 88;
    static final int DATASYNC = 92;
    static final int FSYNC_SIZE = 96;

    /** Values of {@link #TYPE}. */
    static final int FAULT = 1;

    static final int FSYNC = 2;

    /** Bits of {@link #LACKS}: the total is not the handler's; the end of dax_finish_sync_fault was not seen. */
    static final int LACKS_HANDLER = 1;

    static final int LACKS_INSERT = 2;

    private RecordLayout() {}
}
