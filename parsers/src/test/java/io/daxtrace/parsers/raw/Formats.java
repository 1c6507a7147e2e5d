package io.daxtrace.parsers.raw;

/** Format files as kernels print them. */
final class Formats {
    private static final String COMMON = """
            format:
            	field:unsigned short common_type;	offset:0;	size:2;	signed:0;
            	field:unsigned char common_flags;	offset:2;	size:1;	signed:0;
            	field:unsigned char common_preempt_count;	offset:3;	size:1;	signed:0;
            	field:int common_pid;	offset:4;	size:4;	signed:1;

            """;

    /** Linux 6.1, x86_64. */
    static final String DAX_PTE_FAULT_DONE = of("dax_pte_fault_done", 961, """
            	field:unsigned long ino;	offset:8;	size:8;	signed:0;
            	field:unsigned long vm_flags;	offset:16;	size:8;	signed:0;
            	field:unsigned long address;	offset:24;	size:8;	signed:0;
            	field:unsigned long pgoff;	offset:32;	size:8;	signed:0;
            	field:dev_t dev;	offset:40;	size:4;	signed:0;
            	field:unsigned int flags;	offset:44;	size:4;	signed:0;
            	field:int result;	offset:48;	size:4;	signed:1;
            """);

    /** Linux 7.2, where ino moved before dev. */
    static final String EXT4_SYNC_FILE_EXIT_7_2 = of("ext4_sync_file_exit", 1728, """
            	field:u64 ino;	offset:8;	size:8;	signed:0;
            	field:dev_t dev;	offset:16;	size:4;	signed:0;
            	field:int ret;	offset:20;	size:4;	signed:1;
            """);

    static final String SYS_ENTER_MSYNC = of("sys_enter_msync", 640, """
            	field:int __syscall_nr;	offset:8;	size:4;	signed:1;
            	field:unsigned long start;	offset:16;	size:8;	signed:0;
            	field:size_t len;	offset:24;	size:8;	signed:0;
            	field:int flags;	offset:32;	size:8;	signed:0;
            """);

    static final String FUNCGRAPH_EXIT = of("funcgraph_exit", 10, """
            	field:unsigned long func;	offset:8;	size:8;	signed:0;
            	field:int depth;	offset:16;	size:4;	signed:1;
            	field:unsigned int overrun;	offset:20;	size:4;	signed:0;
            	field:unsigned long long calltime;	offset:24;	size:8;	signed:0;
            	field:unsigned long long rettime;	offset:32;	size:8;	signed:0;
            """);

    private Formats() {}

    /** A probe on a function's entry, with the arguments that Linux 6.1 records for vfs_fsync_range(start, end, datasync). */
    static String entryProbe(String name, int id) {
        return of(name, id, """
                	field:unsigned long __probe_ip;	offset:8;	size:8;	signed:0;
                	field:s64 start;	offset:16;	size:8;	signed:1;
                	field:s64 end;	offset:24;	size:8;	signed:1;
                	field:s32 datasync;	offset:32;	size:4;	signed:1;
                """);
    }

    static String returnProbe(String name, int id, String result) {
        return of(name, id, """
                	field:unsigned long __probe_func;	offset:8;	size:8;	signed:0;
                	field:unsigned long __probe_ret_ip;	offset:16;	size:8;	signed:0;
                """ + result);
    }

    static String of(String name, int id, String fields) {
        return "name: " + name + "\nID: " + id + "\n" + COMMON + fields
                + "\nprint fmt: \"field:int no; offset:1; size:4; %n%s\", REC->ID, \"ID: 7\"\n";
    }
}
