/* SPDX-License-Identifier: GPL-2.0-only */
/* Configuration, counters, and what is remembered of a thread between a function's entry and its return. */
#ifndef DAXTRACE_STATE_H
#define DAXTRACE_STATE_H

#include "record.h"

const volatile struct config config SEC(".rodata.config") = {};

struct counters counters SEC(".data.counters") = {};

enum progress {
	IDLE,
	RUNNING,
	FELL_BACK, /* the handler returned, and the kernel will try a smaller size or once more */
};

/* A thread_state's handler where the program at its entry was missed. */
enum { ANY_HANDLER = 255 };

struct thread_state {
	u64 claims;       /* of a slot: 1 << 32 | tid, added by each thread that wants it */
	u32 owner;        /* of a slot: the tid that has it, 0: none */
	u32 reserved;
	/* the fault */
	u64 start;
	u64 address;
	u64 pgoff;
	u64 ino;
	u64 map;
	u64 map_entry;    /* 0: not inside dax_iomap_fault */
	u64 finish;
	u64 finish_entry; /* 0: not inside dax_finish_sync_fault */
	u64 commit;
	u64 commit_start;
	u64 range_start;
	u64 range_end;
	u64 faults_before; /* faults the kernel had accounted to the thread when this one fell back */
	u32 dev;
	u32 flags;
	u32 result;
	u32 map_result;
	s32 commit_result;
	u16 attempts;
	u16 fallbacks;
	u16 retries;
	u8 progress;
	u8 handler;       /* enum function of the outermost handler, 0: none, or ANY_HANDLER */
	u8 asked;         /* dax_iomap_fault was called since the handler's entry */
	u8 order;
	u8 map_sync;
	u8 insert_seen;
	u8 early;         /* the fault began before tracing was started: it is in no result and no loss */
	u8 torn;          /* a probe of this fault was missed, so that its kind or a stage is not known */
	/* the sync, inside the fault or alone */
	u8 syncing;       /* enum function of the outermost sync, 0: none */
	u8 cause;
	u32 sync_dev;
	u32 datasync;
	u64 sync_ino;
	u64 sync_entry;
	u64 sync_from;
	u64 sync_to;
	u64 file;
	/* the parts of the fault's stages */
	u64 parts[PARTS];
	u64 part_entry;
	u8 part_function; /* enum function of the call under way that is a part, 0: none */
} __attribute__((aligned(64))); /* no two threads in one cache line */

/*
 * A thread has its state only while one of its operations is under way, in the slot that its tid falls on: no call and no
 * hashing. Where another thread has that slot, and on machines that may reorder stores, it is in the hash.
 */
#ifndef SLOTS
#define SLOTS 8192
#endif

struct thread_state slots[SLOTS];

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8192);
	__type(key, u32);
	__type(value, struct thread_state);
} thread_hash SEC(".maps");

u64 hashed; /* threads in the hash */

/* The devices whose faults come through a handler that is probed, by their low bits. */
enum { DEVICES = 256 };

u32 handled[DEVICES];

static const struct thread_state no_state = {};

static __always_inline bool has_slots(void)
{
	return bpf_core_field_exists(((struct pt_regs___x86 *)0)->orig_ax);
}

static __always_inline u32 current_tid(void)
{
	return (u32)bpf_get_current_pid_tgid();
}

static __always_inline void count(u64 *counter)
{
	__sync_fetch_and_add(counter, 1);
}

static __always_inline bool tracing(void)
{
	return *(volatile u64 *)&counters.enabled != 0;
}

/* Sets a flag that all processors share, and writes it once: their copies of its line stay valid. */
static __always_inline void note(u32 *flag)
{
	if (!*(volatile u32 *)flag && tracing())
		*(volatile u32 *)flag = 1;
}

static __always_inline struct thread_state *state_of(u32 tid)
{
	if (has_slots()) {
		struct thread_state *s = &slots[tid % SLOTS];

		if (s->owner == tid)
			return s;
		if (!*(volatile u64 *)&hashed)
			return 0;
	}
	return bpf_map_lookup_elem(&thread_hash, &tid);
}

/* The thread's state, or NULL if it has none. */
static __always_inline struct thread_state *find_state(void)
{
	return state_of(current_tid());
}

/* Takes the slot if nobody else has it or reaches for it: of two that add their claims, at least one sees both. */
static __always_inline struct thread_state *claim_slot(u32 tid)
{
	struct thread_state *s = &slots[tid % SLOTS];
	volatile u64 *claims = &s->claims;
	u64 claim = 1ULL << 32 | tid;

	if (*claims)
		return 0;
	__sync_fetch_and_add(&s->claims, claim); /* compare-and-exchange is there only from 5.12 */
	if (*claims == claim) {
		s->owner = tid;
		return s;
	}
	__sync_fetch_and_add(&s->claims, -claim);
	return 0;
}

/* The thread's state, made if it has none; NULL, and counted, where there is no room. */
static __always_inline struct thread_state *find_or_make_state(void)
{
	u32 tid = current_tid();
	struct thread_state *s = state_of(tid);

	if (!s && has_slots())
		s = claim_slot(tid);
	if (s)
		return s;
	if (!bpf_map_update_elem(&thread_hash, &tid, &no_state, BPF_NOEXIST))
		count(&hashed);
	s = bpf_map_lookup_elem(&thread_hash, &tid);
	if (!s && tracing())
		count(&counters.map_full);
	return s;
}

/* Ends the use of the state, unless another operation of the thread is still under way. */
static __always_inline void release_state(struct thread_state *s)
{
	u32 tid = s->owner;

	if (s->progress != IDLE || s->syncing)
		return;
	if (tid) {
		*(volatile u32 *)&s->owner = 0;
		__sync_fetch_and_add(&s->claims, -(1ULL << 32 | tid));
		return;
	}
	tid = current_tid();
	if (!bpf_map_delete_elem(&thread_hash, &tid))
		__sync_fetch_and_add(&hashed, -1ULL);
}

/* How many faults the kernel has finished for this thread: unchanged between the attempts at one fault. */
static __always_inline u64 accounted_faults(void)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	unsigned long minor = 0, major = 0;

	bpf_core_read(&minor, sizeof(minor), &task->min_flt);
	bpf_core_read(&major, sizeof(major), &task->maj_flt);
	return minor + major;
}

#endif
