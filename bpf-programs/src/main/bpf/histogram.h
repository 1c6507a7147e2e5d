/* SPDX-License-Identifier: GPL-2.0-only */
/* Latencies counted in the kernel: rows of log-linear histograms, per CPU and never reset, so that no count is lost. */
#ifndef DAXTRACE_HISTOGRAM_H
#define DAXTRACE_HISTOGRAM_H

#include "state.h"

/* The row of each key seen. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, struct key);
	__type(value, struct row);
} row_of_key SEC(".maps");

/* Rows not given to a key yet; filled by the loader with all but the last. */
struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 1);
	__uint(value_size, sizeof(u32));
} free_rows SEC(".maps");

/* At row * METRICS + metric. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct histogram);
} histograms SEC(".maps");

/* At row * PART_METRICS + part_metric, by --detail; a map of their own, to leave the one above as it is. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct histogram);
} part_histograms SEC(".maps");

/* At row. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct fault_counts);
} fault_counts SEC(".maps");

/* The position of the highest bit of a value below 2^48, without a branch: each step looks whether the upper half is empty. */
static __always_inline u64 highest_bit(u64 value)
{
	u64 bit = 0, half;

	half = (0xffffffffULL - value) >> 63 << 5;
	value >>= half;
	bit += half;
	half = (0xffffULL - value) >> 63 << 4;
	value >>= half;
	bit += half;
	half = (0xffULL - value) >> 63 << 3;
	value >>= half;
	bit += half;
	half = (0xfULL - value) >> 63 << 2;
	value >>= half;
	bit += half;
	half = (0x3ULL - value) >> 63 << 1;
	value >>= half;
	bit += half;
	return bit + (value >> 1);
}

/* The bucket of a value below 2^VALUE_BITS, as LogLinear.index() in Java: below 64 the shift comes to 0. */
static __always_inline u64 bucket_of(u64 value)
{
	u64 shift = highest_bit(value | 1 << SUB_BUCKET_BITS) - SUB_BUCKET_BITS;

	return (shift << SUB_BUCKET_BITS) + (value >> shift);
}

static __always_inline void count_in(struct histogram *h, u64 ns)
{
	u64 bucket = BUCKETS - 1;

	if (!h)
		return;
	if (ns < 1ULL << VALUE_BITS)
		bucket = bucket_of(ns);
	else
		count(&counters.clamped);
	/* never true; the barrier keeps the compiler from checking a copy, which tells the verifier nothing */
	asm volatile("" : "+r"(bucket));
	if (bucket >= BUCKETS)
		return;
	__sync_fetch_and_add(&h->buckets[bucket], 1);
	__sync_fetch_and_add(&h->count, 1);
	__sync_fetch_and_add(&h->sum, ns);
	if (~ns > h->least)
		h->least = ~ns;
	if (ns > h->max)
		h->max = ns;
}

static __always_inline void count_latency(u32 row, u32 metric, u64 ns)
{
	u32 at = row * METRICS + metric;

	count_in(bpf_map_lookup_elem(&histograms, &at), ns);
}

static __always_inline void count_part(u32 row, u32 metric, u64 ns)
{
	u32 at = row * PART_METRICS + metric;

	count_in(bpf_map_lookup_elem(&part_histograms, &at), ns);
}

/* The row of a key: its own, a new one, or, where all are taken, the last. */
static __always_inline u32 row_for(struct key *key)
{
	struct row row, *found = bpf_map_lookup_elem(&row_of_key, key);

	if (found)
		return found->row;
	if (!bpf_map_pop_elem(&free_rows, &row.row)) {
		row.tgid = bpf_get_current_pid_tgid() >> 32;
		if (!bpf_map_update_elem(&row_of_key, key, &row, BPF_NOEXIST))
			return row.row;
		bpf_map_push_elem(&free_rows, &row.row, 0);
		found = bpf_map_lookup_elem(&row_of_key, key); /* another CPU was first */
		if (found)
			return found->row;
	}
	count(&counters.keys_full);
	return config.rows - 1;
}

static __always_inline void make_key(struct key *key, u32 dev, u64 ino)
{
	u64 pid_tgid = bpf_get_current_pid_tgid();

	if (config.key_parts & KEY_COMM)
		bpf_get_current_comm(key->comm, sizeof(key->comm));
	if (config.key_parts & KEY_TGID)
		key->tgid = pid_tgid >> 32;
	if (config.key_parts & KEY_TID)
		key->tid = (u32)pid_tgid;
	if (config.key_parts & KEY_CGROUP)
		key->cgroup = bpf_get_current_cgroup_id();
	if (config.key_parts & KEY_DEV)
		key->dev = dev;
	if (config.key_parts & KEY_INO)
		key->ino = ino;
	if (config.key_parts & KEY_CPU)
		key->cpu = bpf_get_smp_processor_id();
}

/* The parts of one stage that are followed, and its rest. */
static __always_inline void count_parts(struct thread_state *s, u32 row, u64 stage, enum part from, enum part to, u32 rest)
{
	u64 sum = 0;

	if (!(config.parts & ((1 << to) - (1 << from))))
		return;
	for (u32 part = from; part < to; part++) {
		if (config.parts & 1 << part) {
			sum += s->parts[part];
			count_part(row, part, s->parts[part]);
		}
	}
	count_part(row, rest, stage - sum);
}

static __noinline void count_all_parts(struct thread_state *s, u32 row, u64 other)
{
	count_parts(s, row, s->commit, PART_COMMIT_WRITEBACK, PART_MAP_HANDLE, COMMIT_REST);
	count_parts(s, row, s->map, PART_MAP_HANDLE, PART_OTHER_HANDLE, MAP_REST);
	count_parts(s, row, other, PART_OTHER_HANDLE, PARTS, OTHER_REST);
}

static __always_inline void count_fault(struct thread_state *s, enum fault_kind kind, u64 total)
{
	struct key key = {};
	u32 row = 0;

	if (config.key_parts) {
		make_key(&key, s->dev, s->ino);
		if (config.key_parts & KEY_ORDER)
			key.order = 1 + s->order;
		if (config.key_parts & KEY_WRITE)
			key.write = 1 + (s->flags & FAULT_FLAG_WRITE);
		if (config.key_parts & KEY_KIND)
			key.kind = 1 + kind;
		row = row_for(&key);
	}

	struct fault_counts *counts = bpf_map_lookup_elem(&fault_counts, &row);

	if (counts) {
		if (kind == KIND_FAILED)
			__sync_fetch_and_add(&counts->failed, 1);
		else
			__sync_fetch_and_add(s->order ? &counts->pmd : &counts->pte, 1);
		if (s->fallbacks)
			__sync_fetch_and_add(&counts->fallbacks, s->fallbacks);
		if (s->retries)
			__sync_fetch_and_add(&counts->retries, s->retries);
	}
	if (kind == KIND_ASYNC)
		count_latency(row, METRIC_FAULT_ASYNC, total);
	if (kind == KIND_SYNC) {
		count_latency(row, METRIC_FAULT_SYNC, total);
		count_latency(row, METRIC_STAGE_MAP, s->map);
		count_latency(row, METRIC_STAGE_COMMIT, s->commit);
		count_latency(row, METRIC_STAGE_INSERT, s->finish - s->commit);
		count_latency(row, METRIC_STAGE_OTHER, total - s->map - s->finish);
		if (config.parts && s->handler)
			count_all_parts(s, row, total - s->map - s->finish);
	}
}

static __always_inline void count_fsync(enum cause cause, u32 dev, u64 ino, u64 duration)
{
	struct key key = {};
	u32 row = 0;

	if (config.key_parts) {
		make_key(&key, dev, ino);
		row = row_for(&key);
	}
	count_latency(row, METRIC_FSYNC + cause, duration);
}

#endif
