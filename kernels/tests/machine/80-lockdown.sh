# The kernel's lockdown for confidentiality allows no BPF program to read kernel memory. There is no way back from it: this is
# the last test of a boot that traces.
. "$KERNELS/guest/daxtrace.sh"
echo confidentiality >/sys/kernel/security/lockdown
for command in "doctor" "record -o capture -- true"; do
  # shellcheck disable=SC2086  # the command's words
  daxtrace $command >out 2>&1
  check "${command%% *}: exit status" 2 $?
  check_matches "${command%% *}: the message" '.*lockdown.*' "$(cat out)"
  check "${command%% *}: says it once" 1 "$(grep -ci lockdown out)"
done
