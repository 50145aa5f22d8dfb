"""A debugger (ptrace(2)) that has one system call of a program fail, or move fewer bytes than it was asked for.

A call that is to fail is turned at its entry into one that does nothing, write(2) without a descriptor,
and what that answers is replaced at its end. Strace takes a call without a number, which no sandbox
allows: the program would be told EPERM, whatever it was to be told. A read or a write that is to be short
has its length changed, so that the kernel really moves fewer bytes.

A call is known by its name, by what it is about (a path, or what its descriptor is) and by how many such
calls there were before, so that it is found again where threads take turns otherwise. Threads and
processes that the program starts are followed until they execute another program. For x86_64 only.
"""
import ctypes, errno, os, re, signal, time

# The calls that may fail, their numbers, and how: "short" is one byte, "half" is half of them. EAGAIN is
# there only where somebody waits.
CALLS = """
read 0 EINTR EIO EAGAIN short half      write 1 EINTR EAGAIN EIO ENOSPC EPIPE short half
open 2 EINTR EMFILE EACCES ENOMEM       close 3 EINTR EIO ENOSPC                fstat 5 EIO ENOMEM
lseek 8 ESPIPE EINVAL                   mmap 9 ENOMEM EPERM EAGAIN              mprotect 10 ENOMEM
munmap 11 ENOMEM                        rt_sigaction 13 EINVAL                  rt_sigprocmask 14 EINVAL
ioctl 16 ENODEV EPERM ENOTTY            setitimer 38 EINVAL                     shutdown 48 ENOTCONN
socket 41 EPERM EMFILE ENOBUFS EAFNOSUPPORT                                     socketpair 53 EMFILE
connect 42 EINTR ENETUNREACH EACCES     sendto 44 EINTR EAGAIN ENOBUFS EPERM ENETDOWN
recvfrom 45 EINTR EAGAIN ENOBUFS ENOMEM ENETDOWN                                sendmsg 46 EINTR EAGAIN ENOBUFS
recvmsg 47 EINTR EAGAIN ENOBUFS ENOMEM ENETDOWN                                 bind 49 ENODEV EPERM ENOMEM
getsockname 51 ENOBUFS                  setsockopt 54 ENOPROTOOPT EINVAL ENOMEM EPERM
getsockopt 55 ENOPROTOOPT ENOBUFS       clone 56 EAGAIN ENOMEM                  execve 59 ENOENT ENOMEM
wait4 61 EINTR ECHILD                   fcntl 72 EBADF EPERM                    ftruncate 77 EINTR EIO
fchown 93 EPERM EIO                     capget 125 EINVAL EPERM                 capset 126 EPERM
setpriority 141 EPERM                   prctl 157 EINVAL EPERM                  futex 202 EINTR EAGAIN
sched_setaffinity 203 EINVAL EPERM      newfstatat 262 EACCES ENOMEM            unlinkat 263 EACCES EIO
renameat 264 EACCES ENOSPC EIO          faccessat 269 EACCES                    ppoll 271 EINTR ENOMEM
signalfd4 289 EMFILE ENOMEM             eventfd2 290 EMFILE                     setns 308 EPERM EINVAL
seccomp 317 EINVAL ENOSYS ENOMEM        getrandom 318 EINTR EAGAIN              close_range 436 ENOSYS
landlock_create_ruleset 444 ENOSYS EOPNOTSUPP ENOMEM                            landlock_add_rule 445 EINVAL ENOMEM
landlock_restrict_self 446 EPERM E2BIG
"""
FAULTS, NAMES = {}, {}
for name, number, faults in re.findall(r"([a-z]\S+) (\d+)((?: [A-Z]\w+| short| half)+)", CALLS):
    FAULTS[name], NAMES[int(number)] = faults.split(), name

# Whose first argument is a descriptor, who are told apart by another one, and whose paths are which.
OF_DESCRIPTORS = set("read write close fstat lseek ioctl sendto recvfrom sendmsg recvmsg bind getsockname setsockopt "
                     "getsockopt fcntl ftruncate fchown connect shutdown".split())
KINDS = {"setsockopt": ("rsi", "rdx"), "getsockopt": ("rsi", "rdx"), "ioctl": ("rsi",), "fcntl": ("rsi",),
         "prctl": ("rdi",), "socket": ("rdi",), "clone": ("rdi",), "mmap": ("r10",)}
PATHS = {"open": "rdi", "newfstatat": "rsi", "unlinkat": "rsi", "renameat": "rsi", "faccessat": "rsi"}

TRACEME, CONT, GETREGS, SETREGS, SYSCALL, SETOPTIONS = 0, 7, 12, 13, 24, 0x4200
# TRACESYSGOOD, TRACEFORK, TRACEVFORK, TRACECLONE, TRACEEXEC, EXITKILL.
OPTIONS = 0x10001F
EVENT_EXEC = 4
# waitpid(2): threads too.
ALL = 0x40000000
# How long a run may take, and how often somebody is asked what is to be done meanwhile, in seconds.
PATIENCE, TICK = 8, 0.01

libc = ctypes.CDLL(None)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


class Registers(ctypes.Structure):
    """struct user_regs_struct."""
    _fields_ = [(name, ctypes.c_uint64) for name in (
        "r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss fs_base gs_base "
        "ds es fs gs").split()]


class Trace:
    """A run: `calls` are those that it made, `hit` is whether the fault came, `status` is its end (wait(2)) or
    None if it was killed in the end."""

    def __init__(self, begin, fault=None, lasting=False, advance=lambda trace, said: None):
        """`begin` executes the program, in a process of its own. `fault` is (name, about, before, what) of one
        call; a lasting one is that of all such calls behind it, too. `advance` is called with what is written on
        standard error, and with None at each wait (ppoll) and as time goes."""
        self.fault, self.lasting, self.advance = fault, lasting, advance
        self.calls, self.hit, self.status = [], False, None
        self.counts, self.inside, self.known, self.free = {}, {}, set(), set()
        self.registers, self.begun, self.killed, self.start = Registers(), False, False, time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                libc.ptrace(TRACEME, 0, None, None)
                os.kill(os.getpid(), signal.SIGSTOP)
                begin()
            finally:
                os._exit(99)
        os.waitpid(self.pid, ALL)
        libc.ptrace(SETOPTIONS, self.pid, None, OPTIONS)
        signal.signal(signal.SIGALRM, self.tick)
        signal.setitimer(signal.ITIMER_REAL, TICK, TICK)
        libc.ptrace(SYSCALL, self.pid, None, None)
        self.follow()
        signal.setitimer(signal.ITIMER_REAL, 0)

    def follow(self):
        while True:
            try:
                thread, status = os.waitpid(-1, ALL)
            except ChildProcessError:
                return
            if os.WIFSTOPPED(status):
                self.stopped(thread, status >> 8)
            else:
                self.known.discard(thread)
                if thread == self.pid and not self.killed:
                    self.status = status

    def tick(self, *_):
        self.advance(self, None)
        if time.monotonic() - self.start > PATIENCE:
            self.killed = True
            for thread in self.known:
                self.kill(thread, signal.SIGKILL)

    @staticmethod
    def kill(thread, number):
        try:
            os.kill(thread, number)
        except ProcessLookupError:
            pass

    def stopped(self, thread, why):
        self.known.add(thread)
        deliver = 0
        if why == signal.SIGTRAP | 0x80:
            if self.begun and thread not in self.free:
                self.call(thread)
        elif why >> 8 == EVENT_EXEC:
            if self.begun:
                self.free.add(thread)
            self.begun = True
            # The end of this call comes yet.
            self.inside[thread] = None
        elif why >> 8 == 0 and why != signal.SIGSTOP:
            deliver = why
        libc.ptrace(CONT if thread in self.free else SYSCALL, thread, None, deliver)

    def call(self, thread):
        registers = self.registers
        if thread in self.inside:
            undo = self.inside.pop(thread)
            if undo:
                libc.ptrace(GETREGS, thread, None, ctypes.byref(registers))
                undo(registers)
                libc.ptrace(SETREGS, thread, None, ctypes.byref(registers))
            return
        self.inside[thread] = None
        libc.ptrace(GETREGS, thread, None, ctypes.byref(registers))
        name = NAMES.get(registers.orig_rax)
        if name is None:
            return
        if name == "ppoll":
            self.advance(self, None)
        elif name == "write" and registers.rdi == 2:
            self.advance(self, self.text(thread, registers.rsi, registers.rdx))
        if self.fault and name != self.fault[0]:
            return
        about = self.about(thread, name)
        before = self.counts.get((name, about), 0)
        self.counts[name, about] = before + 1
        self.calls.append((name, about, before))
        if self.fault and (name, about) == self.fault[:2] and (before == self.fault[2] or self.hit and self.lasting):
            self.hit = True
            self.disturb(thread, self.fault[3])

    def disturb(self, thread, what):
        registers = self.registers
        first, length = registers.rdi, registers.rdx
        if what in ("short", "half"):
            registers.rdx = min(length, 1 if what == "short" else max(1, length // 2))

            def undo(registers):
                registers.rdx = length
        else:
            registers.orig_rax, registers.rdi = 1, 2**64 - 1

            def undo(registers):
                registers.rax, registers.rdi = 2**64 - getattr(errno, what), first
        libc.ptrace(SETREGS, thread, None, ctypes.byref(registers))
        self.inside[thread] = undo

    def text(self, thread, at, length):
        try:
            with open(f"/proc/{thread}/mem", "rb", 0) as memory:
                memory.seek(at)
                return memory.read(min(length, 200))
        except (OSError, ValueError, OverflowError):
            return b""

    def about(self, thread, name):
        registers, words = self.registers, []
        if name in PATHS:
            return self.text(thread, getattr(registers, PATHS[name]), 200).split(b"\0")[0].decode()
        if name in OF_DESCRIPTORS:
            try:
                file = os.readlink(f"/proc/{thread}/fd/{registers.rdi & 0xFFFFFFFF}")
            except OSError:
                file = "closed"
            words = [str(registers.rdi & 0xFFFFFFFF), re.sub(r":\[\d+\]", "", os.path.basename(file))]
        return " ".join(words + [f"{getattr(registers, register):#x}" for register in KINDS.get(name, ())])
