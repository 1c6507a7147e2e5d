// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs the programs on the build machine: the same sources, with the BPF helpers below in place of the kernel's. Reads a
 * script from standard input, a line a step, and prints what the programs sent and counted. NativePrograms.java writes the
 * script; all numbers are decimal unless it says otherwise.
 *
 *   config HEX                                   the bytes of struct config
 *   orders 0|1                                   1: dax_iomap_fault takes an order (6.6), 0: an enum page_entry_size
 *   room THREADS RECORDS                         entries of thread_hash; records that the ring holds
 *   enabled 0|1                                  counters.enabled
 *   thread TID TGID CPU CGROUP COMM-HEX SYSCALL ACCOUNTED-FAULTS TASK-FLAGS
 *                                                who runs from here on, and in which system call, -1: in none
 *   fault PROGRAM NOW INODE DEV DAX VM-FLAGS ADDRESS PGOFF FLAGS ORDER
 *   fsync PROGRAM NOW FILE INODE DEV DAX START END DATASYNC
 *   return PROGRAM NOW ARGUMENTS RESULT          of a function with so many arguments
 *
 * Prints "record HEX" for each record, and at the end "counters HEX", "states N" (threads that still have a state) and for
 * each row and metric that counted anything "histogram ROW METRIC COUNT SUM MIN MAX", "faults ROW FAILED PTE PMD FALLBACKS RETRIES".
 */
#include "../../main/bpf/daxtrace.bpf.c"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static u64 now;
static u32 tid, tgid, cpu;
static u64 cgroup_id;
static char comm[16];
static bool takes_orders = true;
static unsigned long hash_room = 8192, ring_room = ~0UL;

static struct task_struct task;
static struct css_set css;
static struct cgroup cgroups;
static struct pt_regs___x86 entered;

static void fail(const char *what, const char *detail)
{
	fprintf(stderr, "scenario: %s: %s\n", what, detail);
	exit(2);
}

/* x86-64 from 6.0 on, but for what the script says */
bool kernel_has(const char *field_or_type)
{
	if (strstr(field_or_type, "page_entry_size"))
		return !takes_orders;
	return strstr(field_or_type, "orig_ax") || strstr(field_or_type, "as_enum->flags") ||
	       strstr(field_or_type, "ancestor_ids");
}

unsigned long long bpf_ktime_get_ns(void) { return now; }
unsigned long long bpf_get_current_pid_tgid(void) { return (u64)tgid << 32 | tid; }
unsigned long long bpf_get_current_cgroup_id(void) { return cgroup_id; }
unsigned long long bpf_get_current_ancestor_cgroup_id(int level) { return level ? 0 : cgroup_id; }
unsigned long long bpf_get_current_task(void) { return (u64)&task; }
void *bpf_get_current_task_btf(void) { return &task; }
long bpf_task_pt_regs(void *of) { return of == &task ? (long)&entered : 0; }
unsigned int bpf_get_smp_processor_id(void) { return cpu; }

long bpf_get_current_comm(void *to, unsigned int size)
{
	memcpy(to, comm, size);
	return 0;
}

long bpf_probe_read_kernel(void *to, unsigned int size, const void *from)
{
	if ((unsigned long)from < 4096) {
		memset(to, 0, size);
		return -14;
	}
	memcpy(to, from, size);
	return 0;
}

/* The maps: a hash of either kind as a list, the arrays for one CPU as what they are. */
struct entry {
	struct entry *next;
	void *map;
	char key[sizeof(struct key)];
	char value[sizeof(struct thread_state)] __attribute__((aligned(64)));
};

enum { ROWS = 16 };

static struct entry *entries;
static struct histogram counted[ROWS * METRICS];
static struct histogram counted_parts[ROWS * PART_METRICS];
static struct fault_counts counted_faults[ROWS];
static u32 queue[ROWS];
static int queued;

static unsigned key_size(void *map) { return map == &row_of_key ? sizeof(struct key) : sizeof(u32); }
static unsigned value_size(void *map) { return map == &row_of_key ? sizeof(struct row) : sizeof(struct thread_state); }

static struct entry **find(void *map, const void *key)
{
	struct entry **at = &entries;

	while (*at && ((*at)->map != map || memcmp((*at)->key, key, key_size(map))))
		at = &(*at)->next;
	return at;
}

void *bpf_map_lookup_elem(void *map, const void *key)
{
	if (map == &histograms)
		return *(u32 *)key < ROWS * METRICS ? &counted[*(u32 *)key] : 0;
	if (map == &part_histograms)
		return *(u32 *)key < ROWS * PART_METRICS ? &counted_parts[*(u32 *)key] : 0;
	if (map == &fault_counts)
		return *(u32 *)key < ROWS ? &counted_faults[*(u32 *)key] : 0;

	struct entry *found = *find(map, key);

	return found ? found->value : 0;
}

long bpf_map_update_elem(void *map, const void *key, const void *value, unsigned long long flags)
{
	struct entry **at = find(map, key);
	unsigned long used = 0;

	for (struct entry *e = entries; e; e = e->next)
		used += e->map == map;
	if (*at && flags == BPF_NOEXIST)
		return -17;
	if (!*at) {
		if (map == &thread_hash && used >= hash_room)
			return -7;
		*at = aligned_alloc(64, sizeof(struct entry));
		memset(*at, 0, sizeof(struct entry));
		(*at)->map = map;
		memcpy((*at)->key, key, key_size(map));
	}
	memcpy((*at)->value, value, value_size(map));
	return 0;
}

long bpf_map_delete_elem(void *map, const void *key)
{
	struct entry **at = find(map, key), *found = *at;

	if (!found)
		return -2;
	*at = found->next;
	free(found);
	return 0;
}

long bpf_map_pop_elem(void *map, void *value)
{
	if (map != &free_rows || !queued)
		return -2;
	*(u32 *)value = queue[0];
	memmove(queue, queue + 1, --queued * sizeof(*queue));
	return 0;
}

long bpf_map_push_elem(void *map, const void *value, unsigned long long flags)
{
	if (map != &free_rows || queued == ROWS)
		return -7;
	queue[queued++] = *(u32 *)value;
	return 0;
}

static union {
	struct detailed_fault_record fault;
	struct fsync_record fsync;
} reserved;
static unsigned long long reserved_size;

void *bpf_ringbuf_reserve(void *map, unsigned long long size, unsigned long long flags)
{
	if (map != &ring || size > sizeof(reserved) || !ring_room)
		return 0;
	ring_room--;
	memset(&reserved, 0xa5, sizeof(reserved)); /* what a program forgets to write shows */
	reserved_size = size;
	return &reserved;
}

static void print_hex(const char *name, const void *data, unsigned long size)
{
	printf("%s ", name);
	for (unsigned long i = 0; i < size; i++)
		printf("%02x", ((const unsigned char *)data)[i]);
	printf("\n");
}

void bpf_ringbuf_submit(void *data, unsigned long long flags)
{
	print_hex("record", data, reserved_size);
}

static void read_hex(const char *text, void *to, unsigned long size)
{
	unsigned byte;

	for (unsigned long i = 0; i < size && sscanf(text + 2 * i, "%2x", &byte) == 1; i++)
		((unsigned char *)to)[i] = byte;
}

/* The programs were compiled with config as a constant that is zero; libbpf writes it before they are loaded, and so do we. */
static void configure(const char *hex)
{
	unsigned long page = (unsigned long)&config & ~4095UL;

	if (mprotect((void *)page, 2 * 4096, PROT_READ | PROT_WRITE))
		fail("mprotect", "config");
	read_hex(hex, (void *)&config, sizeof(config));
	queued = 0;
	for (u32 row = 0; row + 1 < config.rows && row < ROWS; row++)
		queue[queued++] = row;
}

typedef int program(void *ctx);

static program *program_of(const char *name)
{
	program *found = (program *)dlsym(RTLD_DEFAULT, name);

	if (!found)
		fail("no such program", name);
	return found;
}

/* Calls a program with a function's arguments, and its result behind them, or with the registers that hold them. */
static void call(const char *name, const u64 *arguments, int count, u64 result)
{
	struct pt_regs___x86 registers = {.ax = result};
	u64 ctx[8];
	program *run = program_of(name);

	if (strstr(name, "__kprobe") || strstr(name, "__kretprobe")) {
		registers.di = arguments[0];
		registers.si = arguments[1];
		registers.dx = arguments[2];
		registers.cx = arguments[3];
		run(&registers);
		return;
	}
	for (int i = 0; i < 8; i++)
		ctx[i] = i < count ? arguments[i] : 0xdeadbeefdeadbeefULL;
	ctx[count] = result;
	run(ctx);
}

static void take_fault(const char *step)
{
	static struct super_block sb;
	static struct inode inode;
	static struct file file;
	static struct vm_area_struct vma;
	static struct vm_fault___enum vmf;
	char name[64];
	unsigned long ino, vm_flags, address, pgoff;
	unsigned dev, dax, flags, order;

	if (sscanf(step, "%63s %llu %lu %u %u %lu %lu %lu %u %u", name, &now, &ino, &dev, &dax, &vm_flags, &address, &pgoff,
		   &flags, &order) != 10)
		fail("fault", step);
	sb.s_dev = dev;
	inode = (struct inode){.i_sb = &sb, .i_ino = ino, .i_flags = dax ? S_DAX : 0};
	file.f_inode = &inode;
	vma = (struct vm_area_struct){.vm_flags = vm_flags, .vm_file = &file};
	vmf = (struct vm_fault___enum){.vma = &vma, .pgoff = pgoff, .address = address, .flags = flags};

	u64 arguments[8] = {(u64)&vmf, order};

	call(name, arguments, 5, 0);
}

static void begin_fsync(const char *step)
{
	static struct super_block sb;
	static struct inode inode;
	static struct file files[8]; /* a file is known by its address */
	char name[64];
	unsigned long ino, start, end;
	unsigned number, dev, dax, datasync;

	if (sscanf(step, "%63s %llu %u %lu %u %u %lu %lu %u", name, &now, &number, &ino, &dev, &dax, &start, &end, &datasync) != 9 ||
	    number >= 8)
		fail("fsync", step);
	sb.s_dev = dev;
	inode = (struct inode){.i_sb = &sb, .i_ino = ino, .i_flags = dax ? S_DAX : 0};
	files[number].f_inode = &inode;

	u64 arguments[8] = {(u64)&files[number], start, end, datasync};

	call(name, arguments, 4, 0);
}

static void return_from(const char *step)
{
	char name[64];
	int count;
	long long result;
	u64 arguments[8];

	if (sscanf(step, "%63s %llu %d %lld", name, &now, &count, &result) != 4)
		fail("return", step);
	memset(arguments, 0xbe, sizeof(arguments)); /* a result taken from a wrong place shows */
	call(name, arguments, count, (u64)result);
}

static void switch_to(const char *step)
{
	char hex[64];
	long syscall;
	unsigned long accounted;

	if (sscanf(step, "%u %u %u %llu %63s %ld %lu %u", &tid, &tgid, &cpu, &cgroup_id, hex, &syscall, &accounted,
		   &task.flags) != 8)
		fail("thread", step);
	memset(comm, 0, sizeof(comm));
	read_hex(hex, comm, sizeof(comm) - 1);
	cgroups = (struct cgroup){.level = 0, .ancestor_ids = {cgroup_id}};
	css.dfl_cgrp = &cgroups;
	entered.orig_ax = syscall;
	task.cgroups = &css;
	task.min_flt = accounted;
}

static void report(void)
{
	unsigned states = 0;

	print_hex("counters", (void *)&counters, sizeof(counters));
	for (unsigned i = 0; i < SLOTS; i++)
		states += slots[i].claims != 0;
	for (struct entry *e = entries; e; e = e->next)
		states += e->map == &thread_hash;
	printf("states %u\n", states);
	for (unsigned at = 0; at < ROWS * (METRICS + PART_METRICS); at++) {
		bool of_part = at >= ROWS * METRICS;
		unsigned place = of_part ? at - ROWS * METRICS : at, of = of_part ? PART_METRICS : METRICS;
		struct histogram *h = of_part ? &counted_parts[place] : &counted[place];
		u64 in_buckets = 0;

		for (unsigned i = 0; i < BUCKETS; i++)
			in_buckets += h->buckets[i];
		if (in_buckets != h->count)
			fail("histogram", "its buckets do not add up to its count");
		if (h->count)
			printf("%s %u %u %llu %llu %llu %llu\n", of_part ? "part" : "histogram", place / of, place % of, h->count, h->sum, ~h->least, h->max);
	}
	for (unsigned row = 0; row < ROWS; row++) {
		struct fault_counts *c = &counted_faults[row];

		if (c->failed || c->pte || c->pmd)
			printf("faults %u %llu %llu %llu %llu %llu\n", row, c->failed, c->pte, c->pmd, c->fallbacks, c->retries);
	}
}

int main(void)
{
	char line[4096];

	while (fgets(line, sizeof(line), stdin)) {
		char step[16];
		int length = 0;

		line[strcspn(line, "\n")] = 0;
		if (sscanf(line, "%15s %n", step, &length) != 1)
			continue;

		const char *rest = line + length;

		if (!strcmp(step, "config"))
			configure(rest);
		else if (!strcmp(step, "orders"))
			takes_orders = atoi(rest);
		else if (!strcmp(step, "room"))
			sscanf(rest, "%lu %lu", &hash_room, &ring_room);
		else if (!strcmp(step, "enabled"))
			counters.enabled = atoi(rest);
		else if (!strcmp(step, "thread"))
			switch_to(rest);
		else if (!strcmp(step, "fault"))
			take_fault(rest);
		else if (!strcmp(step, "fsync"))
			begin_fsync(rest);
		else if (!strcmp(step, "return"))
			return_from(rest);
		else
			fail("no such step", line);
	}
	report();
	return 0;
}
