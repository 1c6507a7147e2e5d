# Nothing that the tests did made the kernel complain.
complaints=$(dmesg | grep -E 'BUG:|WARNING:|Oops|general protection|Call Trace|blocked for more than' | head -5)
check "the kernel's log has no complaints" "" "$complaints"
