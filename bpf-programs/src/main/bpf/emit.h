/* SPDX-License-Identifier: GPL-2.0-only */
/* Completed operations as records in the ring buffer. The reader looks by a timer: a wake-up costs over a microsecond. */
#ifndef DAXTRACE_EMIT_H
#define DAXTRACE_EMIT_H

#include "state.h"

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

static __always_inline void describe_thread(struct record *r)
{
	u64 pid_tgid = bpf_get_current_pid_tgid();

	r->cpu = bpf_get_smp_processor_id();
	r->tgid = pid_tgid >> 32;
	r->tid = (u32)pid_tgid;
	r->reserved = 0;
	r->cgroup = bpf_get_current_cgroup_id();
	bpf_get_current_comm(r->comm, sizeof(r->comm));
}

static __noinline void copy_parts(struct detailed_fault_record *r, struct thread_state *s)
{
	__builtin_memcpy(r->parts, s->parts, sizeof(s->parts));
}

static __always_inline void send_fault(struct thread_state *s, enum fault_kind kind, u64 total)
{
	struct fault_record *r = config.parts ? bpf_ringbuf_reserve(&ring, sizeof(struct detailed_fault_record), 0) :
						bpf_ringbuf_reserve(&ring, sizeof(*r), 0);

	if (!r) {
		count(&counters.ring_full);
		count(&counters.lost_faults);
		return;
	}
	if (config.parts)
		copy_parts((struct detailed_fault_record *)r, s);
	r->common.type = RECORD_FAULT;
	r->common.kind = kind;
	r->common.lacks = (s->handler ? 0 : LACKS_HANDLER) | (s->commit_start && !s->insert_seen ? LACKS_INSERT : 0);
	r->common.start = s->start;
	r->common.total = total;
	r->common.ino = s->ino;
	r->common.dev = s->dev;
	describe_thread(&r->common);
#define MEMBER(type, name, value) r->name = value;
	FAULT_RECORD(MEMBER)
#undef MEMBER
	bpf_ringbuf_submit(r, BPF_RB_NO_WAKEUP);
}

static __always_inline void send_fsync(struct thread_state *s, u64 duration, s32 result)
{
	struct fsync_record *r = bpf_ringbuf_reserve(&ring, sizeof(*r), 0);

	if (!r) {
		count(&counters.ring_full);
		return;
	}
	r->common.type = RECORD_FSYNC;
	r->common.kind = s->cause;
	r->common.lacks = 0;
	r->common.start = s->sync_entry;
	r->common.total = duration;
	r->common.ino = s->sync_ino;
	r->common.dev = s->sync_dev;
	describe_thread(&r->common);
	r->range_start = s->sync_from;
	r->range_end = s->sync_to;
	r->result = result;
	r->datasync = s->datasync;
	bpf_ringbuf_submit(r, BPF_RB_NO_WAKEUP);
}

#endif
