# The kernel's lockdown for confidentiality allows no BPF program to read kernel memory. There is no way back from it: this is
# the last test of a boot that traces.
. "$KERNELS/guest/daxtrace.sh"
echo confidentiality >/sys/kernel/security/lockdown
cannot "lockdown" 'lockdown' env
