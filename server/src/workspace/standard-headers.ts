/**
 * Names of the headers of the C, C++ and POSIX libraries. `#include <string.h>` means the library's, so it must not be
 * answered with some file of that name that lies anywhere in the project.
 */
const NAMES = `
assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign stdarg stdatomic stdbit
stdbool stdckdint stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar wchar wctype
aio cpio dirent dlfcn fcntl fmtmsg fnmatch ftw glob grp iconv langinfo libgen mqueue ndbm netdb nl_types poll pthread
pwd regex sched search semaphore spawn strings stropts syslog tar termios trace ulimit unistd utime utmpx wordexp
arpa/inet net/if netinet/in netinet/tcp sys/ipc sys/mman sys/msg sys/resource sys/select sys/sem sys/shm sys/socket
sys/stat sys/statvfs sys/time sys/times sys/types sys/uio sys/un sys/utsname sys/wait
alloca malloc memory getopt endian byteswap sys/epoll sys/ioctl sys/param sys/file sys/random sys/syscall
windows winsock2 ws2tcpip io direct process tchar
`;

const HEADERS: ReadonlySet<string> = new Set(
  NAMES.split(/\s+/)
    .filter(Boolean)
    .map((name) => `${name}.h`),
);

/** For what stands between the angle brackets. C++'s own headers have no extension, as no header of a project should. */
export function isStandardHeader(spec: string): boolean {
  return HEADERS.has(spec) || !spec.includes(".");
}
