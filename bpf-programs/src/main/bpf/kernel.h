/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The few kernel types the probes read, members in any order: libbpf puts each access where the running kernel has it.
 * A suffix ___x names one shape of a type that changed between 5.10 and 7.2.
 */
#ifndef DAXTRACE_KERNEL_H
#define DAXTRACE_KERNEL_H

#include <linux/bpf.h>
#include <linux/types.h>
#include <stdbool.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

typedef __u64 u64;
typedef __u32 u32;
typedef __u16 u16;
typedef __u8 u8;
typedef __s32 s32;
typedef __s64 s64;

#define AT_RUNNING_KERNEL __attribute__((preserve_access_index))

struct super_block {
	u32 s_dev;
} AT_RUNNING_KERNEL;

struct inode {
	struct super_block *i_sb;
	unsigned long i_ino;
	unsigned int i_flags;
} AT_RUNNING_KERNEL;

struct file {
	struct inode *f_inode;
} AT_RUNNING_KERNEL;

struct vm_area_struct {
	unsigned long vm_flags;
	struct file *vm_file;
} AT_RUNNING_KERNEL;

struct vm_fault {
	struct vm_area_struct *vma;
	unsigned long pgoff;
	unsigned long address;
} AT_RUNNING_KERNEL;

/*
 * vm_fault.flags is an integer up to 5.10 and an enum from 5.15: two kinds that CO-RE keeps apart. The members before it are
 * those of struct vm_fault, so that the three fit one object where no libbpf moves them (src/test/native).
 */
struct vm_fault___int {
	struct vm_area_struct *vma;
	unsigned long pgoff;
	unsigned long address;
	unsigned int flags;
} AT_RUNNING_KERNEL;

enum fault_flag {
	FAULT_FLAG_WRITE = 1,
};

struct vm_fault___enum {
	struct vm_area_struct *vma;
	unsigned long pgoff;
	unsigned long address;
	enum fault_flag flags;
} AT_RUNNING_KERNEL;

/* The second argument of dax_iomap_fault() up to 6.5; from 6.6 it is an order. */
enum page_entry_size {
	PE_SIZE_PTE,
};

struct thread_info {
	u32 status;
} AT_RUNNING_KERNEL;

/* Up to 5.19; later it is an array of pointers. */
struct cgroup {
	int level;
	u64 ancestor_ids[1];
} AT_RUNNING_KERNEL;

struct css_set {
	struct cgroup *dfl_cgrp;
} AT_RUNNING_KERNEL;

struct task_struct {
	struct thread_info thread_info;
	struct css_set *cgroups;
	void *stack;
	unsigned int flags;
	unsigned long min_flt;
	unsigned long maj_flt;
} AT_RUNNING_KERNEL;

/* What the tracepoints fs_dax:dax_insert_pfn_mkwrite* tell perf. */
struct trace_event_raw_dax_pte_fault_class {
	int result;
} AT_RUNNING_KERNEL;

struct pt_regs___x86 {
	unsigned long di;
	unsigned long si;
	unsigned long dx;
	unsigned long cx;
	unsigned long ax;
	unsigned long orig_ax;
	unsigned long ss;
} AT_RUNNING_KERNEL;

struct pt_regs___arm64 {
	u64 regs[31];
	s32 syscallno;
} AT_RUNNING_KERNEL;

enum {
	S_DAX = 0x2000,             /* include/linux/fs.h */
	VM_SYNC = 0x00800000,       /* include/linux/mm.h */
	VM_FAULT_ERROR = 0x1 | 0x2 | 0x10 | 0x20 | 0x40, /* OOM SIGBUS HWPOISON HWPOISON_LARGE SIGSEGV */
	VM_FAULT_RETRY = 0x400,
	VM_FAULT_FALLBACK = 0x800,
	VM_FAULT_NEEDDSYNC = 0x2000,
	PF_IO_WORKER = 0x10,        /* include/linux/sched.h */
	PF_KTHREAD = 0x00200000,
	TS_COMPAT = 0x2,            /* arch/x86/include/asm/thread_info.h */
};

/*
 * Reads a member. TYPED is a constant: fentry and fexit programs hold typed pointers, which they follow with plain
 * loads; a kprobe has to copy.
 */
#define FETCH(typed, to, pointer, member)                                                                              \
	do {                                                                                                           \
		if (typed)                                                                                             \
			(to) = (pointer)->member;                                                                      \
		else                                                                                                   \
			bpf_core_read(&(to), sizeof(to), &(pointer)->member);                                          \
	} while (0)

#endif
