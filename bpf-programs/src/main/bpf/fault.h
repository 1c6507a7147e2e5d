/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Follows a fault: the filesystem's handler, in it one or more dax_iomap_fault(), and dax_finish_sync_fault() where the
 * last of them said NEEDDSYNC. One user fault is up to four dax_iomap_fault() over two handler calls: a larger page is
 * tried first and falls back, and from 6.6 a fault taken under the per-VMA lock starts anew under mmap_lock.
 */
#ifndef DAXTRACE_FAULT_H
#define DAXTRACE_FAULT_H

#include "emit.h"
#include "filter.h"
#include "histogram.h"

/* The functions of functions.h; what stands there of filesystems is for user space. */
#define FILESYSTEM(type, module)

enum function {
	NO_FUNCTION,
#define FUNCTION(symbol, role, module, arguments) FUNCTION_##symbol,
#include "functions.h"
#undef FUNCTION
};

static __always_inline struct inode *inode_of(struct vm_fault *vmf, struct vm_area_struct **vma, bool typed)
{
	struct file *file = 0;
	struct inode *inode = 0;

	FETCH(typed, *vma, vmf, vma);
	FETCH(typed, file, *vma, vm_file);
	FETCH(typed, inode, file, f_inode);
	return inode;
}

static __always_inline u32 device_of(struct inode *inode, bool typed)
{
	struct super_block *sb = 0;
	u32 dev = 0;

	FETCH(typed, sb, inode, i_sb);
	FETCH(typed, dev, sb, s_dev);
	return dev;
}

static __always_inline u32 flags_of(struct vm_fault *vmf, bool typed)
{
	struct vm_fault___int *as_int = (void *)vmf;
	struct vm_fault___enum *as_enum = (void *)vmf;
	u32 flags = 0;

	if (bpf_core_field_exists(as_enum->flags))
		FETCH(typed, flags, as_enum, flags);
	else
		FETCH(typed, flags, as_int, flags);
	return flags;
}

/* All attempts at one fault are at one address. */
static __always_inline bool at_address(struct thread_state *s, struct vm_fault *vmf, bool typed)
{
	unsigned long address = 0;

	FETCH(typed, address, vmf, address);
	return s->address == address;
}

/* Counts a loss in the thread's fault, unless that began before tracing was started. */
static __always_inline void lose(struct thread_state *s, u64 *counter)
{
	if (!s->early)
		count(counter);
}

/* A program was missed in this fault: what it leaves unknown is in no distribution. */
static __always_inline void tear(struct thread_state *s, u64 *counter)
{
	lose(s, counter);
	s->torn = 1;
}

/* A stage ends or another begins: no part reaches from one into the next. */
static __always_inline void end_parts(struct thread_state *s)
{
	if (config.parts && s->part_function) {
		tear(s, &counters.unmatched_entries);
		s->part_function = NO_FUNCTION;
	}
}

/* Whether a stage is shorter than its parts, as after a missed program. Not inlined, to leave the code without --detail as it is. */
static __noinline bool parts_exceed(struct thread_state *s, u64 other)
{
	return s->parts[PART_COMMIT_WRITEBACK] + s->parts[PART_COMMIT_JOURNAL] + s->parts[PART_COMMIT_FLUSH] > s->commit ||
	       s->parts[PART_MAP_HANDLE] + s->parts[PART_MAP_ENTRY] > s->map || s->parts[PART_OTHER_HANDLE] > other;
}

/* Whether the last attempt's result has the kernel ask once more. */
static __always_inline bool asks_again(struct thread_state *s)
{
	return s->map_result & (VM_FAULT_FALLBACK | VM_FAULT_RETRY);
}

/*
 * Whether the handler that is entered goes on with the thread's fault: it fell back, or it did so where the program at its
 * return was missed. Where the last attempt's return was missed too nobody knows, and nothing of either is kept.
 */
static __always_inline bool goes_on(struct thread_state *s, struct vm_fault *vmf, bool typed)
{
	if (s->progress == IDLE || !at_address(s, vmf, typed))
		return false;
	if (s->progress == FELL_BACK)
		return s->faults_before == accounted_faults();
	if (s->map_entry || !s->asked) {
		tear(s, &counters.unmatched_entries);
		s->map_entry = 0;
		return true;
	}
	return asks_again(s);
}

/* Another fault has begun: the end of the thread's last one was not seen. */
static __always_inline void abandon_fault(struct thread_state *s)
{
	lose(s, &counters.unmatched_entries);
	lose(s, &counters.lost_faults);
	s->progress = IDLE;
	if (s->cause == CAUSE_FAULT)
		s->syncing = NO_FUNCTION;
}

/*
 * A fault begins in its handler or, where that is not probed, in dax_iomap_fault; or goes on there, after a larger page or
 * the per-VMA lock was tried in vain. NULL if it is not asked for.
 */
static __always_inline struct thread_state *begin(enum function handler, struct vm_fault *vmf, bool typed)
{
	struct vm_area_struct *vma = 0;
	struct inode *inode = inode_of(vmf, &vma, typed);
	unsigned int inode_flags = 0;
	unsigned long ino = 0, vm_flags = 0, address = 0, pgoff = 0;
	u64 start = bpf_ktime_get_ns();

	FETCH(typed, inode_flags, inode, i_flags);
	if (!(inode_flags & S_DAX)) /* xfs has one handler for all files */
		return 0;

	u32 dev = device_of(inode, typed);
	volatile u32 *is_handled = &handled[dev % DEVICES];

	if (handler && !*is_handled)
		*is_handled = 1;
	FETCH(typed, ino, inode, i_ino);
	if (!passes(dev, ino))
		return 0;

	struct thread_state *s = find_or_make_state();
	bool entry_missed = !handler && *is_handled;
	bool early = !tracing();

	if (!s)
		return 0;
	if (goes_on(s, vmf, typed)) {
		s->handler = entry_missed ? ANY_HANDLER : handler;
		s->asked = 0;
		s->progress = RUNNING;
		return s;
	}
	if (s->progress == RUNNING)
		abandon_fault(s);
	FETCH(typed, vm_flags, vma, vm_flags);
	FETCH(typed, address, vmf, address);
	FETCH(typed, pgoff, vmf, pgoff);
	s->start = start;
	s->address = address;
	s->pgoff = pgoff;
	s->ino = ino;
	s->dev = dev;
	s->map_sync = (vm_flags & VM_SYNC) != 0;
	s->map = s->map_entry = 0;
	s->finish = s->finish_entry = 0;
	s->commit = s->commit_start = 0;
	s->result = s->map_result = 0;
	s->attempts = s->fallbacks = s->retries = 0;
	s->insert_seen = s->asked = 0;
	s->early = early;
	if (config.parts) {
		__builtin_memset(s->parts, 0, sizeof(s->parts));
		s->part_function = NO_FUNCTION;
	}
	s->torn = early || entry_missed; /* when it began is not known */
	s->handler = entry_missed ? ANY_HANDLER : handler;
	s->progress = RUNNING;
	return s;
}

static __noinline struct thread_state *begin_typed(enum function handler, struct vm_fault *vmf)
{
	return begin(handler, vmf, true);
}

static __noinline struct thread_state *begin_copying(enum function handler, struct vm_fault *vmf)
{
	return begin(handler, vmf, false);
}

static __always_inline struct thread_state *begin_fault(enum function handler, struct vm_fault *vmf, bool typed)
{
	return typed ? begin_typed(handler, vmf) : begin_copying(handler, vmf);
}

static __always_inline void fall_back(struct thread_state *s)
{
	end_parts(s);
	s->progress = FELL_BACK;
	s->faults_before = accounted_faults();
}

static __noinline void complete_fault(struct thread_state *s, u64 end, u32 result)
{
	u64 total = end - s->start;
	enum fault_kind kind = s->map_result & VM_FAULT_NEEDDSYNC ? KIND_SYNC : KIND_ASYNC;

	if (result & VM_FAULT_ERROR) {
		kind = KIND_FAILED;
		s->result = result;
	}
	end_parts(s);
	if (s->map_entry || s->finish_entry || (s->map_result & VM_FAULT_NEEDDSYNC && !s->commit_start) ||
	    s->commit > s->finish || s->map + s->finish > total ||
	    (config.parts && parts_exceed(s, total - s->map - s->finish))) {
		tear(s, &counters.unmatched_entries);
		s->syncing = NO_FUNCTION; /* the fault's flush has ended, though its return was not seen */
	}
	if (s->torn) {
		lose(s, &counters.lost_faults);
	} else if (lasts(total)) {
		if (config.records)
			send_fault(s, kind, total);
		if (config.histograms) {
			count_fault(s, kind, total);
			if (s->commit_start)
				count_fsync(CAUSE_FAULT, s->dev, s->ino, s->commit);
		}
	}
	s->progress = IDLE;
	release_state(s);
}

static __always_inline void leave_handler(enum function handler, u32 result)
{
	struct thread_state *s = find_state();

	if (!s || s->progress != RUNNING || (s->handler != handler && s->handler != ANY_HANDLER))
		return;

	bool again = !(result & VM_FAULT_ERROR) && result & (VM_FAULT_FALLBACK | VM_FAULT_RETRY);

	if (!s->asked && (s->attempts || again))
		tear(s, &counters.unmatched_entries); /* every handler says so only after it asked */
	if (again) {
		if (s->map_entry)
			tear(s, &counters.unmatched_entries);
		s->map_entry = 0;
		fall_back(s);
	} else if (s->attempts) {
		complete_fault(s, bpf_ktime_get_ns(), result);
	} else {
		if (!(result & VM_FAULT_ERROR)) /* with an error it may end before it asks */
			lose(s, &counters.lost_faults);
		s->progress = IDLE;
		release_state(s);
	}
}

/* SIZE is an enum page_entry_size up to 6.5, then an order. */
static __always_inline u8 order_of(u32 size)
{
	if (bpf_core_type_exists(enum page_entry_size))
		return size;
	return size == 0 ? 0 : size <= config.pmd_order ? 1 : 2;
}

/* Whether dax_iomap_fault is asked again in the thread's fault: after FALLBACK, RETRY, or an error that ext4 tries to mend. */
static __always_inline bool same_fault(struct thread_state *s, struct vm_fault *vmf, bool typed)
{
	return at_address(s, vmf, typed) &&
	       (!s->asked || s->map_entry || asks_again(s) || s->map_result & VM_FAULT_ERROR);
}

static __always_inline void enter_map(struct vm_fault *vmf, u32 size, bool typed)
{
	struct thread_state *s = find_state();

	if (s && s->progress == RUNNING && !same_fault(s, vmf, typed))
		abandon_fault(s);
	if (!s || s->progress != RUNNING)
		s = begin_fault(NO_FUNCTION, vmf, typed);
	if (!s)
		return;
	if (s->map_entry)
		tear(s, &counters.unmatched_entries);
	end_parts(s);
	if (s->asked && s->handler && asks_again(s))
		s->handler = ANY_HANDLER; /* the programs between the two were missed */
	if (s->attempts && !(s->map_result & VM_FAULT_FALLBACK))
		s->retries++;
	s->attempts++;
	s->asked = 1;
	s->order = order_of(size);
	s->flags = flags_of(vmf, typed);
	s->map_entry = bpf_ktime_get_ns();
}

static __always_inline void leave_map(u32 result)
{
	u64 now = bpf_ktime_get_ns();
	struct thread_state *s = find_state();

	if (!s || s->progress == IDLE)
		return;
	if (s->progress == FELL_BACK) { /* its next attempt's entry was missed, and its handler's if there is one */
		if (s->faults_before != accounted_faults())
			return;
		s->progress = RUNNING;
		if (s->handler)
			s->handler = ANY_HANDLER;
	}
	end_parts(s);
	if (s->map_entry) {
		s->map += now - s->map_entry;
		s->map_entry = 0;
	} else {
		tear(s, &counters.unmatched_returns);
		s->attempts++;
		s->asked = 1;
	}
	s->map_result = result;
	s->result = result;
	if (result & VM_FAULT_FALLBACK)
		s->fallbacks++;
	if (s->handler || result & VM_FAULT_NEEDDSYNC)
		return;
	if (!(result & VM_FAULT_ERROR) && asks_again(s))
		fall_back(s);
	else
		complete_fault(s, now, result);
}

static __always_inline void leave_finish(u32 result)
{
	u64 now = bpf_ktime_get_ns();
	struct thread_state *s = find_state();

	if (!s || s->progress != RUNNING)
		return;
	if (s->commit_start && s->commit_result) {
		s->result = result; /* mapped although the flush failed: a broken promise, which verify has to see */
		return;
	}
	if (!s->finish_entry) {
		tear(s, &counters.unmatched_returns);
		return;
	}
	s->finish = now - s->finish_entry;
	s->finish_entry = 0;
	s->insert_seen = 1;
	s->result = result;
	if (!s->handler)
		complete_fault(s, now, result);
}

#endif
