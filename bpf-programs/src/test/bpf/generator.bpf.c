// SPDX-License-Identifier: GPL-2.0-only
/* Programs that user space runs with BPF_PROG_TEST_RUN: what the probes do, without a probe. */
#define SLOTS 2 /* so that threads meet in them */
#include "histogram.h"
#include "emit.h"

char LICENSE[] SEC("license") = "GPL";

struct generation {
	u32 records;
	u32 submitted; /* out */
	u32 dropped;   /* out */
	u32 first;     /* number of the first record */
};

/* Sends records of three lengths, numbered in their first eight bytes, and gives up each seventh. */
SEC("syscall")
int generate(struct generation *ctx)
{
	u32 submitted = 0, dropped = 0;

	for (u32 i = 0; i < 1024; i++) {
		u64 *r;

		if (i >= ctx->records)
			break;
		switch (i % 3) {
		case 0:
			r = bpf_ringbuf_reserve(&ring, 8, 0);
			break;
		case 1:
			r = bpf_ringbuf_reserve(&ring, 13, 0);
			break;
		default:
			r = bpf_ringbuf_reserve(&ring, 160, 0);
			break;
		}
		if (!r) {
			dropped++;
			continue;
		}
		*r = ctx->first + i;
		if (i % 7 == 6) {
			bpf_ringbuf_discard(r, BPF_RB_NO_WAKEUP);
		} else {
			bpf_ringbuf_submit(r, BPF_RB_NO_WAKEUP);
			submitted++;
		}
	}
	ctx->submitted = submitted;
	ctx->dropped = dropped;
	return 0;
}

struct observation {
	u64 ns;
	u32 row;
	u32 metric;
	u32 bucket; /* out */
};

/* Counts one latency. */
SEC("syscall")
int observe(struct observation *ctx)
{
	count_latency(ctx->row, ctx->metric, ctx->ns);
	ctx->bucket = ctx->ns < 1ULL << VALUE_BITS ? bucket_of(ctx->ns) : BUCKETS - 1;
	return 0;
}

enum step { MAKE, FIND, RELEASE };

struct following {
	u32 step;
	u32 place; /* out: 1: in a slot, 2: in the hash, 0: no state */
	u64 mark;    /* in for MAKE, out for FIND */
};

/* What the probes do with the state of the thread that runs them. */
SEC("syscall")
int follow(struct following *ctx)
{
	struct thread_state *s = ctx->step == MAKE ? find_or_make_state() : find_state();

	ctx->place = s ? s->owner ? 1 : 2 : 0;
	if (!s)
		return 0;
	if (ctx->step == MAKE) {
		s->start = ctx->mark;
		s->progress = RUNNING;
	}
	ctx->mark = s->start;
	if (ctx->step == RELEASE) {
		s->progress = IDLE;
		release_state(s);
	}
	return 0;
}

/* How many states are left in the hash and in the slots. */
SEC("syscall")
int held(struct following *ctx)
{
	ctx->place = hashed;
	for (u32 i = 0; i < SLOTS; i++)
		ctx->place += slots[i].claims || slots[i].owner;
	return 0;
}
