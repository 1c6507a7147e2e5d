/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the programs and user space exchange. Java takes the offsets and the numbers of names from this object's BTF
 * (ObjectTypes.java), so that they are written nowhere else.
 */
#ifndef DAXTRACE_RECORD_H
#define DAXTRACE_RECORD_H

#include "kernel.h"

enum record_type {
	RECORD_FAULT = 1,
	RECORD_FSYNC = 2,
};

enum fault_kind {
	KIND_SYNC,
	KIND_ASYNC,
	KIND_FAILED,
};

/* The order of io.daxtrace.event.FsyncCall.Cause. */
enum cause {
	CAUSE_FAULT,
	CAUSE_FSYNC,
	CAUSE_FDATASYNC,
	CAUSE_MSYNC,
	CAUSE_DSYNC_WRITE,
	CAUSE_OTHER,
	CAUSES,
};

/* What a record does not know. */
enum record_lacks {
	LACKS_HANDLER = 1,  /* total is from the first dax_iomap_fault to the last return, not the handler's */
	LACKS_INSERT = 2,   /* the end of dax_finish_sync_fault was not seen */
};

struct record {
	u16 type;
	u8 kind;     /* fault: enum fault_kind; fsync: enum cause */
	u8 lacks;    /* enum record_lacks */
	u32 cpu;
	u64 start;   /* CLOCK_MONOTONIC */
	u64 total;
	u64 ino;
	u32 dev;
	u32 tgid;
	u32 tid;
	u32 reserved;
	u64 cgroup;
	char comm[16];
};

/* What the record of a fault has beside the common part: each member and, for emit.h, what of the thread's state it is filled with. */
#define FAULT_RECORD(MEMBER)											       \
	MEMBER(u64, map, s->map)										       \
	MEMBER(u64, finish, s->finish) /* from the flush in dax_finish_sync_fault, which it begins with, to its return: commit and insert */\
	MEMBER(u64, commit, s->commit)										       \
	MEMBER(u64, commit_start, s->commit_start) /* 0: no sync */						       \
	MEMBER(u64, pgoff, s->pgoff)										       \
	MEMBER(u64, address, s->address)									       \
	MEMBER(u64, range_start, s->range_start) /* first and last byte of the commit */			       \
	MEMBER(u64, range_end, s->range_end)									       \
	MEMBER(u32, flags, s->flags)										       \
	MEMBER(u32, result, s->result)										       \
	MEMBER(s32, commit_result, s->commit_result)								       \
	MEMBER(u8, order, s->order) /* 0 PTE, 1 PMD, 2 PUD */							       \
	MEMBER(u8, map_sync, s->map_sync)									       \
	MEMBER(u16, fallbacks, s->fallbacks)									       \
	MEMBER(u16, retries, s->retries)

struct fault_record {
	struct record common;
#define MEMBER(type, name, value) type name;
	FAULT_RECORD(MEMBER)
#undef MEMBER
};

/*
 * Where the time of a fault's stages goes, by --detail; what is in none of a stage's parts is its rest. The order of
 * io.daxtrace.event.Part.
 */
enum part {
	PART_COMMIT_WRITEBACK,
	PART_COMMIT_JOURNAL,
	PART_COMMIT_FLUSH,
	PART_MAP_HANDLE,
	PART_MAP_ENTRY,
	PART_OTHER_HANDLE,
	PARTS,
};

/* The record of a fault where parts are followed. */
struct detailed_fault_record {
	struct fault_record fault;
	u64 parts[PARTS];
};

struct fsync_record {
	struct record common;
	u64 range_start;
	u64 range_end;
	s32 result;
	u32 datasync;
};

enum filter {
	FILTER_TGID = 1,
	FILTER_TID = 2,
	FILTER_COMM = 4,
	FILTER_CGROUP = 8,
	FILTER_DEV = 16,
	FILTER_INO = 32,
};

/* What watch groups by; the bits of config.key_parts. */
enum key_part {
	KEY_COMM = 1,
	KEY_TGID = 2,
	KEY_TID = 4,
	KEY_CGROUP = 8,
	KEY_DEV = 16,
	KEY_INO = 32,
	KEY_CPU = 64,
	KEY_ORDER = 128,
	KEY_WRITE = 256,
	KEY_KIND = 512,
};

/* Written by the loader before it loads the programs, so that the verifier cuts out what is not asked for. */
struct config {
	u8 task_pt_regs;    /* 1: bpf_task_pt_regs() is there (5.15) */
	u8 records;         /* 1: send a record for each operation */
	u8 histograms;      /* 1: count in the histograms */
	u8 insert_traced;   /* 1: the end of dax_finish_sync_fault is seen, by dax_insert_pfn_mkwrite */
	u8 pmd_order;       /* 9 with 4 KiB pages */
	u8 page_shift;
	u8 cgroup_level;    /* depth below the root of the cgroup filtered for */
	u8 parts;           /* 1 << enum part, of those that are followed */
	enum filter filters;
	u32 tgid;
	u32 tid;
	u32 dev;
	u64 ino;
	u64 cgroup;
	u64 min_latency;    /* ns; shorter operations are left out */
	char comm[16];
	enum key_part key_parts;
	u32 rows;           /* rows of the histograms; the last is for keys that found no other */
};

enum { SUB_BUCKET_BITS = 5, VALUE_BITS = 41, BUCKETS = (VALUE_BITS - SUB_BUCKET_BITS + 1) << SUB_BUCKET_BITS };

enum metric {
	METRIC_FAULT_SYNC,
	METRIC_FAULT_ASYNC,
	METRIC_STAGE_MAP, /* the stages are those of sync faults */
	METRIC_STAGE_COMMIT,
	METRIC_STAGE_INSERT,
	METRIC_STAGE_OTHER,
	METRIC_FSYNC, /* and one for each cause */
	METRICS = METRIC_FSYNC + CAUSES,
};

/* And by --detail, after one for each part. */
enum part_metric {
	COMMIT_REST = PARTS,
	MAP_REST,
	OTHER_REST,
	PART_METRICS,
};

/* One latency of one row on one CPU; io.daxtrace.distribution.LogLinear draws the buckets. */
struct histogram {
	u64 count;
	u64 sum;
	u64 least;    /* the complement of the minimum, so that zero is where it starts */
	u64 max;
	u32 buckets[BUCKETS]; /* they wrap around, and so do differences of them */
};

/* What is counted of one row's faults on one CPU. */
struct fault_counts {
	u64 failed;
	u64 pte;
	u64 pmd;
	u64 fallbacks;
	u64 retries;
};

/* What an operation is grouped by; the parts not asked for are zero. */
struct key {
	char comm[16];
	u64 ino;
	u64 cgroup;
	u32 dev;
	u32 tgid;
	u32 tid;
	u32 cpu;
	u8 order;     /* 1 + order; 0: not a fault */
	u8 write;     /* 1 read, 2 write; 0: not a fault */
	u8 kind;      /* 1 + enum fault_kind; 0: not a fault */
	u8 reserved[5];
};

/* What belongs to a key. */
struct row {
	u32 row;
	u32 tgid; /* the process that was first seen with it, which knows the path of its file */
};

/* Shared with the loader while the programs run. */
struct counters {
	u64 enabled;            /* set by the loader once everything is attached */
	u64 ring_full;
	u64 map_full;           /* operations not followed: no room for the thread's state */
	u64 unmatched_entries;
	u64 unmatched_returns;
	u64 clamped;
	u64 lost_faults;        /* faults that are in no result: torn, abandoned, or no room in the ring */
	u64 keys_full;          /* operations counted in the last row */
	u32 filtered;           /* 1: some were not asked for; not how many, for that would cost each of them */
	u32 too_short;          /* 1: some took less than config.min_latency */
};

/* Never set: puts into the BTF what no map and no variable has in its type. */
struct described {
	struct fault_record fault;
	struct detailed_fault_record detailed;
	struct fsync_record fsync;
	enum record_type type;
	enum record_lacks lacks;
	enum fault_kind kind;
	enum cause cause;
	enum metric metric;
	enum part part;
	enum part_metric part_metric;
} *described;

#endif
