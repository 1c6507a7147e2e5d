/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Follows a flush of a DAX file: vfs_fsync_range() and, below it or reached past it (the compiler inlines it into the
 * system calls), the filesystem's own fsync method. The outermost of a thread is the call. Below a stacked filesystem
 * it is the level of the DAX file: the overlay's own inode is not DAX.
 */
#ifndef DAXTRACE_SYNC_H
#define DAXTRACE_SYNC_H

#include "cause.h"
#include "fault.h"

/* Inside dax_finish_sync_fault nothing but its own flush is reached: the next one after NEEDDSYNC is the fault's. */
static __always_inline bool flushes_for_fault(struct thread_state *s)
{
	return s && s->progress == RUNNING && s->map_result & VM_FAULT_NEEDDSYNC && !s->map_entry;
}

/*
 * The same where the programs around dax_iomap_fault were missed, which no filesystem flushes in: the fault's flush begins at
 * the faulting page, and is not to the file's end.
 */
static __always_inline bool flushes_for_torn_fault(struct thread_state *s, u64 from, u64 to)
{
	return s && s->progress == RUNNING && (s->map_entry || !s->asked) && from == s->pgoff << config.page_shift &&
	       to != ~0ULL >> 1;
}

static __always_inline void enter_sync(enum function function, struct file *file, u64 from, u64 to, u32 datasync,
				       bool typed)
{
	struct inode *inode = 0;
	unsigned int inode_flags = 0;
	unsigned long ino = 0;
	struct thread_state *s = find_state();

	if (s && s->syncing && s->syncing != function && s->file == (u64)file)
		return; /* the filesystem's part of the call under way */
	FETCH(typed, inode, file, f_inode);
	FETCH(typed, inode_flags, inode, i_flags);
	if (!(inode_flags & S_DAX))
		return;

	u64 now = bpf_ktime_get_ns();

	if (s && s->syncing) {
		count(&counters.unmatched_entries);
		s->syncing = NO_FUNCTION;
	}

	u32 dev = device_of(inode, typed);

	FETCH(typed, ino, inode, i_ino);
	if (flushes_for_torn_fault(s, from, to)) {
		tear(s, &counters.unmatched_entries);
		s->map_entry = 0;
		s->asked = 1;
		s->map_result = VM_FAULT_NEEDDSYNC;
	}
	if (flushes_for_fault(s) && !s->commit_start) {
		end_parts(s);
		s->cause = CAUSE_FAULT;
		s->finish_entry = now; /* dax_finish_sync_fault only works out the range before */
	} else {
		if (!tracing() || !passes(dev, ino)) {
			if (s)
				release_state(s);
			return;
		}
		s = find_or_make_state();
		if (!s)
			return;
		s->cause = current_cause();
	}
	s->syncing = function;
	s->file = (u64)file;
	s->sync_entry = now;
	s->sync_from = from;
	s->sync_to = to;
	s->datasync = datasync;
	s->sync_dev = dev;
	s->sync_ino = ino;
}

static __always_inline void leave_fault_sync(struct thread_state *s, u64 now, u64 duration, s32 result)
{
	end_parts(s);
	s->commit += duration;
	s->commit_start = s->sync_entry;
	s->range_start = s->sync_from;
	s->range_end = s->sync_to;
	s->commit_result = result;
	s->finish = duration;
	if (!result && config.insert_traced)
		return; /* the page table entry is inserted now: leave_finish() */
	s->finish_entry = 0;
	if (result) {
		s->insert_seen = 1;
		s->result = 0x2; /* dax_finish_sync_fault turns every error into VM_FAULT_SIGBUS */
	}
	if (!s->handler)
		complete_fault(s, now, s->result);
}

static __always_inline void leave_sync(enum function function, s32 result)
{
	struct thread_state *s = find_state();

	if (!s || s->syncing != function)
		return;

	u64 now = bpf_ktime_get_ns();
	u64 duration = now - s->sync_entry;

	s->syncing = NO_FUNCTION;
	if (s->cause == CAUSE_FAULT && flushes_for_fault(s)) {
		leave_fault_sync(s, now, duration, result);
		return;
	}
	if (lasts(duration)) {
		if (config.records)
			send_fsync(s, duration, result);
		if (config.histograms)
			count_fsync(s->cause, s->sync_dev, s->sync_ino, duration);
	}
	release_state(s);
}

#endif
