/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the programs and the loader exchange. RecordLayout.java, ConfigLayout.java, CountersLayout.java and
 * HistogramLayout.java hold the same offsets; the assertions below and their tests keep the two sides equal.
 */
#ifndef DAXTRACE_RECORD_H
#define DAXTRACE_RECORD_H

#include "kernel.h"

#define AT(type, member, offset) _Static_assert(__builtin_offsetof(struct type, member) == (offset), #type "." #member)
#define SIZED(type, size) _Static_assert(sizeof(struct type) == (size), #type)

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
AT(record, type, 0);
AT(record, kind, 2);
AT(record, lacks, 3);
AT(record, cpu, 4);
AT(record, start, 8);
AT(record, total, 16);
AT(record, ino, 24);
AT(record, dev, 32);
AT(record, tgid, 36);
AT(record, tid, 40);
AT(record, cgroup, 48);
AT(record, comm, 56);
SIZED(record, 72);

struct fault_record {
	struct record common;
	u64 map;
	u64 finish;        /* from the flush in dax_finish_sync_fault, which it begins with, to its return: commit and insert */
	u64 commit;
	u64 commit_start;  /* 0: no sync */
	u64 pgoff;
	u64 address;
	u64 range_start;
	u64 range_end;
	u32 flags;
	u32 result;
	s32 commit_result;
	u8 level;          /* 0 PTE, 1 PMD, 2 PUD */
	u8 map_sync;
	u16 fallbacks;
	u16 retries;
	u16 reserved[3];
};
AT(fault_record, map, 72);
AT(fault_record, finish, 80);
AT(fault_record, commit, 88);
AT(fault_record, commit_start, 96);
AT(fault_record, pgoff, 104);
AT(fault_record, address, 112);
AT(fault_record, range_start, 120);
AT(fault_record, range_end, 128);
AT(fault_record, flags, 136);
AT(fault_record, result, 140);
AT(fault_record, commit_result, 144);
AT(fault_record, level, 148);
AT(fault_record, map_sync, 149);
AT(fault_record, fallbacks, 150);
AT(fault_record, retries, 152);
SIZED(fault_record, 160);

struct fsync_record {
	struct record common;
	u64 range_start;
	u64 range_end;
	s32 result;
	u32 datasync;
};
AT(fsync_record, range_start, 72);
AT(fsync_record, range_end, 80);
AT(fsync_record, result, 88);
AT(fsync_record, datasync, 92);
SIZED(fsync_record, 96);

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
	KEY_LEVEL = 128,
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
	u8 reserved;
	u32 filters;        /* enum filter */
	u32 tgid;
	u32 tid;
	u32 dev;
	u64 ino;
	u64 cgroup;
	u64 min_latency;    /* ns; shorter operations are left out */
	char comm[16];
	u32 key_parts;      /* enum key_part */
	u32 rows;           /* rows of the histograms; the last is for keys that found no other */
};
AT(config, records, 1);
AT(config, histograms, 2);
AT(config, insert_traced, 3);
AT(config, pmd_order, 4);
AT(config, page_shift, 5);
AT(config, cgroup_level, 6);
AT(config, filters, 8);
AT(config, tgid, 12);
AT(config, tid, 16);
AT(config, dev, 20);
AT(config, ino, 24);
AT(config, cgroup, 32);
AT(config, min_latency, 40);
AT(config, comm, 48);
AT(config, key_parts, 64);
AT(config, rows, 68);
SIZED(config, 72);

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

/* One latency of one row on one CPU; io.daxtrace.distribution.LogLinear draws the buckets. */
struct histogram {
	u64 count;
	u64 sum;
	u64 least;    /* the complement of the minimum, so that zero is where it starts */
	u64 max;
	u32 buckets[BUCKETS]; /* they wrap around, and so do differences of them */
};
AT(histogram, sum, 8);
AT(histogram, least, 16);
AT(histogram, max, 24);
AT(histogram, buckets, 32);
SIZED(histogram, 32 + 4 * 1184);

/* What is counted of one row's faults on one CPU. */
struct fault_counts {
	u64 failed;
	u64 pte;
	u64 pmd;
	u64 fallbacks;
	u64 retries;
};
SIZED(fault_counts, 40);

/* What an operation is grouped by; the parts not asked for are zero. */
struct key {
	char comm[16];
	u64 ino;
	u64 cgroup;
	u32 dev;
	u32 tgid;
	u32 tid;
	u32 cpu;
	u8 level;     /* 1 + level; 0: not a fault */
	u8 write;     /* 1 read, 2 write; 0: not a fault */
	u8 kind;      /* 1 + enum fault_kind; 0: not a fault */
	u8 reserved[5];
};
AT(key, ino, 16);
AT(key, cgroup, 24);
AT(key, dev, 32);
AT(key, tgid, 36);
AT(key, tid, 40);
AT(key, cpu, 44);
AT(key, level, 48);
AT(key, write, 49);
AT(key, kind, 50);
SIZED(key, 56);

/* Shared with the loader while the programs run. */
struct counters {
	u64 enabled;            /* set by the loader once everything is attached */
	u64 ring_full;
	u64 map_full;           /* operations not followed: no room for the thread's state */
	u64 unmatched_entries;
	u64 unmatched_returns;
	u64 clamped;
	u64 keys_full;          /* operations counted in the last row */
	u32 filtered;           /* 1: some were not asked for; not how many, for that would cost each of them */
	u32 too_short;          /* 1: some took less than config.min_latency */
};
AT(counters, ring_full, 8);
AT(counters, map_full, 16);
AT(counters, unmatched_entries, 24);
AT(counters, unmatched_returns, 32);
AT(counters, clamped, 40);
AT(counters, keys_full, 48);
AT(counters, filtered, 56);
AT(counters, too_short, 60);
SIZED(counters, 64);

#endif
