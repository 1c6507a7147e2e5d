/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only */
/*
 * The kernel functions that daxtrace follows, and the filesystems that have DAX: the one list of them. The BPF programs are made
 * from it (daxtrace.bpf.c defines the macros), and KernelFunction.java and DaxFilesystem.java read it.
 *
 * FUNCTION(symbol, role, module, arguments)
 *   symbol     its name in kallsyms
 *   role       MAP              one attempt at mapping; its result says NEEDDSYNC
 *              FINISH           syncs the range, then inserts the page table entry
 *              SYNC             the generic fsync
 *              FILESYSTEM_SYNC  the filesystem's own fsync, reached only through a pointer
 *              HANDLER          the filesystem's fault handler, around all the others
 *              WRITEBACK        writes back the CPU's cache lines of a file's dirty pages: a part of commit, by --detail commit
 *              JOURNAL          has the filesystem's journal commit, and waits for it: a part of commit
 *              FLUSH            flushes a device's cache: a part of commit
 *              HANDLE           reserves room in the journal, and waits for it: a part of map or of other, by --detail map
 *              ENTRY            locks an entry of a file's page cache, and waits for it: a part of map
 *              WRAPPER          a handler that only calls another one; in captures only: a second pair of probes would cost as much
 *                               as the first
 *   module     what it is in where it is not built in, or vmlinux; a filesystem's module has the name of its filesystem
 *   arguments  how many; an fexit program finds the result behind them
 *
 * FILESYSTEM(type, module)
 *   type       in mountinfo, of a filesystem with DAX that has no function above or another name than its module
 */

/* fs/dax.c, fs/sync.c; the latter is inlined into some system calls, never into dax_finish_sync_fault */
FUNCTION(dax_iomap_fault, MAP, vmlinux, 5)
FUNCTION(dax_finish_sync_fault, FINISH, vmlinux, 3)
FUNCTION(vfs_fsync_range, SYNC, vmlinux, 4)

/* fs/dax.c, block/blk-flush.c */
FUNCTION(dax_writeback_mapping_range, WRITEBACK, vmlinux, 3)
FUNCTION(grab_mapping_entry, ENTRY, vmlinux, 3)
FUNCTION(blkdev_issue_flush, FLUSH, vmlinux, 1)

/* fs/ext4/file.c, fs/ext4/fsync.c; ext4_dax_fault is 16 bytes around a call of ext4_dax_huge_fault */
FUNCTION(ext4_sync_file, FILESYSTEM_SYNC, ext4, 4)
FUNCTION(ext4_dax_fault, WRAPPER, ext4, 1)
FUNCTION(ext4_dax_huge_fault, HANDLER, ext4, 2)

/* fs/ext4/fast_commit.c, which calls jbd2 where there are no fast commits; fs/jbd2/transaction.c */
FUNCTION(ext4_fc_commit, JOURNAL, ext4, 2)
FUNCTION(start_this_handle, HANDLE, jbd2, 3)

/* fs/xfs/xfs_file.c; one handler for all files, on DAX or not */
FUNCTION(xfs_file_fsync, FILESYSTEM_SYNC, xfs, 4)
FUNCTION(xfs_filemap_fault, HANDLER, xfs, 1)
FUNCTION(xfs_filemap_huge_fault, HANDLER, xfs, 2)
FUNCTION(xfs_filemap_page_mkwrite, HANDLER, xfs, 1)
FUNCTION(xfs_filemap_pfn_mkwrite, HANDLER, xfs, 1)

/* fs/xfs/xfs_log.c */
FUNCTION(xfs_log_force_seq, JOURNAL, xfs, 4)
FUNCTION(xfs_log_reserve, HANDLE, xfs, 5)

/* fs/fuse/dax.c, fs/fuse/file.c: virtiofs, from 5.10 */
FUNCTION(fuse_fsync, FILESYSTEM_SYNC, fuse, 4)
FUNCTION(fuse_dax_fault, HANDLER, fuse, 1)
FUNCTION(fuse_dax_huge_fault, HANDLER, fuse, 2)

FILESYSTEM(virtiofs, fuse)
FILESYSTEM(ext2, ext2)
FILESYSTEM(erofs, erofs)
