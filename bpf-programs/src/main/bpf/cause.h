/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Why a file is flushed. The system call's number lies at the top of the kernel stack, so that no system call need be
 * probed and nothing is paid by the threads that flush nothing.
 */
#ifndef DAXTRACE_CAUSE_H
#define DAXTRACE_CAUSE_H

#include "state.h"

enum { NO_SYSCALL = -1 };

/* System call tables: the flushing calls, and those that write and so flush a file opened with O_SYNC or O_DSYNC. */
static __always_inline enum cause x86_64_cause(u32 number)
{
	switch (number & ~0x40000000u) { /* bit 30: x32 */
	case 74: return CAUSE_FSYNC;
	case 75: return CAUSE_FDATASYNC;
	case 26: return CAUSE_MSYNC;
	case 1:   /* write */
	case 18:  /* pwrite64 */
	case 20:  /* writev */
	case 40:  /* sendfile */
	case 209: /* io_submit */
	case 275: /* splice */
	case 285: /* fallocate */
	case 296: /* pwritev */
	case 326: /* copy_file_range */
	case 328: /* pwritev2 */
	case 426: /* io_uring_enter: a write made at once; its fsync is a worker's */
	case 516: /* x32: writev */
	case 535: /* x32: pwritev */
	case 544: /* x32: io_submit */
	case 547: /* x32: pwritev2 */
		return CAUSE_DSYNC_WRITE;
	}
	return CAUSE_OTHER;
}

static __always_inline enum cause i386_cause(u32 number)
{
	switch (number) {
	case 118: return CAUSE_FSYNC;
	case 148: return CAUSE_FDATASYNC;
	case 144: return CAUSE_MSYNC;
	case 4:   /* write */
	case 146: /* writev */
	case 181: /* pwrite64 */
	case 187: /* sendfile */
	case 239: /* sendfile64 */
	case 248: /* io_submit */
	case 313: /* splice */
	case 324: /* fallocate */
	case 334: /* pwritev */
	case 377: /* copy_file_range */
	case 379: /* pwritev2 */
	case 426:
		return CAUSE_DSYNC_WRITE;
	}
	return CAUSE_OTHER;
}

/* asm-generic/unistd.h */
static __always_inline enum cause arm64_cause(u32 number)
{
	switch (number) {
	case 82: return CAUSE_FSYNC;
	case 83: return CAUSE_FDATASYNC;
	case 227: return CAUSE_MSYNC;
	case 2:   /* io_submit */
	case 47:  /* fallocate */
	case 64:  /* write */
	case 66:  /* writev */
	case 68:  /* pwrite64 */
	case 70:  /* pwritev */
	case 71:  /* sendfile */
	case 76:  /* splice */
	case 285: /* copy_file_range */
	case 287: /* pwritev2 */
	case 426:
		return CAUSE_DSYNC_WRITE;
	}
	return CAUSE_OTHER;
}

/* The registers with which the thread entered the kernel. */
static __always_inline void *entry_registers(struct task_struct *task)
{
	void *stack = 0;

	if (config.task_pt_regs)
		return (void *)bpf_task_pt_regs(bpf_get_current_task_btf());
	bpf_core_read(&stack, sizeof(stack), &task->stack);
	/* THREAD_SIZE is 16 KiB on both machines (x86-64 without KASAN); nothing lies above the registers before 6.9 */
	return stack + 16384 - bpf_core_type_size(struct pt_regs___x86);
}

static __noinline enum cause current_cause(void)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	unsigned int flags = 0;

	bpf_core_read(&flags, sizeof(flags), &task->flags);
	if (flags & (PF_KTHREAD | PF_IO_WORKER))
		return CAUSE_OTHER;

	void *registers = entry_registers(task);

	if (bpf_core_field_exists(((struct pt_regs___arm64 *)0)->syscallno)) {
		s32 number = NO_SYSCALL;
		bpf_core_read(&number, sizeof(number), &((struct pt_regs___arm64 *)registers)->syscallno);
		return number == NO_SYSCALL ? CAUSE_FAULT : arm64_cause(number);
	}

	unsigned long number = NO_SYSCALL;
	u32 status = 0;

	bpf_core_read(&number, sizeof(number), &((struct pt_regs___x86 *)registers)->orig_ax);
	if ((s32)number == NO_SYSCALL) /* an exception: only a fault flushes in one */
		return CAUSE_FAULT;
	bpf_core_read(&status, sizeof(status), &task->thread_info.status);
	return status & TS_COMPAT ? i386_cause(number) : x86_64_cause(number);
}

#endif
